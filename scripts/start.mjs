// npm start, and with --cli the command line: builds what changed, then becomes the program. It is this process, so
// that Ctrl-C and SIGTERM reach it once and its exit code is ours. `npm start` has the engine keep 4 MB instead of 16 for
// what was made just now: a start fills it once, and the heap stays 30 MB larger; requests cost the same either way.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCompiler, hasPage, isCurrent, root } from './project.mjs';

const cli = process.argv[2] === '--cli';
const entry = join(root, 'dist', 'src', 'app', cli ? 'cli.js' : 'main.js');

// In production what was deployed is what runs.
const mayBuild = process.env.NODE_ENV !== 'production' && hasCompiler();
if (mayBuild && !(isCurrent('client') && isCurrent('program') && (!hasPage() || isCurrent('page')))) {
  const { build } = await import('./build.mjs');
  try {
    // What the command line prints belongs to its caller; the build speaks on the other channel.
    build({ say: (line) => console.error(line) });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
if (!existsSync(entry)) {
  console.error(
    'Dealbell is not built here: run `npm ci && npm run build` with the development packages first.',
  );
  process.exit(69);
}
// Node 22 and later keep compiled code between starts.
nodeModule.enableCompileCache?.(join(root, 'node_modules', '.cache', 'compile'));
process.argv.splice(1, cli ? 2 : 1, entry);
await import(pathToFileURL(entry).href);
