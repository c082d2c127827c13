// npm run check: everything that can be said without running the product, on both cores of a small machine. Runs all of
// it, also after a failure, and ends with what failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from './build.mjs';
import { root } from './project.mjs';

const parts = ['src', 'adapters', 'jobs', 'simulator'].filter((part) => existsSync(join(root, part)));
/** The longest first, so that none is left alone at the end. */
const steps = [
  ['lint with types, one clock', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  ['types', 'typescript/lib/tsc.js', ['--noEmit', '-p', '.']],
  ['arrows fire', undefined, ['scripts/probe-arrows.mjs']],
  ['dead code', 'knip/bin/knip.js', []],
  [
    'arrows',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', ...parts],
  ],
  ['format and lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']],
];

buildClient();
const failed = [];
const waiting = [...steps];
await Promise.all([work(), work()]);
console.log(failed.length === 0 ? 'Every check passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Takes one step after the other until none is left; what a step says comes in one piece. */
async function work() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const [name, script, args] = step;
    const began = performance.now();
    const { code, said } = await run(
      script === undefined ? args : [join(root, 'node_modules', script), ...args],
    );
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`${said}${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`);
    if (code !== 0) failed.push(name);
  }
}

function run(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', (error) => resolve({ code: 1, said: `${said}${error.message}\n` }));
    child.once('close', (code) => resolve({ code, said }));
  });
}
