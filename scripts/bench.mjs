// npm run bench: builds the program as production runs it and measures it against its peers.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root } from './project.mjs';

build();
process.chdir(root);
await import(pathToFileURL(join(root, 'dist', 'bench', 'index.js')).href);
