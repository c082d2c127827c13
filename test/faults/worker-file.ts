import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The worker as one file, so that it starts as fast as the built product, and every start runs the same code. */
export interface WorkerFile {
  readonly url: URL;
  readonly remove: () => Promise<void>;
}

export async function buildWorkerFile(): Promise<WorkerFile> {
  // Below node_modules, where it finds the packages that it leaves out.
  const outDir = join(root, `node_modules/.cache/faults-${process.pid}`);
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
  return {
    url: new URL(`file://${join(outDir, 'worker.mjs')}`),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}
