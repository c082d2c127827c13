import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Below node_modules, where the worker finds the packages that it leaves out. */
const cache = join(root, 'node_modules/.cache');
const PREFIX = 'dealbell-faults-';
const FILE = 'worker.mjs';

/**
 * The worker as one file, so that it starts as fast as the built product, and every start runs the same code. It is built
 * once a run: the processes of a run have one parent.
 */
export async function buildWorkerFile(): Promise<URL> {
  const folder = join(cache, `${PREFIX}${process.ppid}`);
  if (!(await isThere(folder))) {
    await removeLeftovers();
    const own = join(cache, `${PREFIX}${process.ppid}-${process.pid}`);
    await buildInto(own);
    // Another process of the run may have been quicker.
    await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  }
  return new URL(`file://${join(folder, FILE)}`);
}

async function buildInto(outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'test/faults/worker.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
}

async function isThere(folder: string): Promise<boolean> {
  return (await readdir(folder).catch((): string[] => [])).includes(FILE);
}

/** What runs before this one have left. */
async function removeLeftovers(): Promise<void> {
  await mkdir(cache, { recursive: true });
  for (const name of await readdir(cache)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || runs(pid)) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
