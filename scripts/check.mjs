// npm run check: everything that can be said without running the product. Runs all of it, also after a failure, and
// ends with what failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildClient } from './build.mjs';
import { root } from './project.mjs';

const parts = ['src', 'adapters', 'jobs', 'simulator'].filter((part) => existsSync(join(root, part)));
const steps = [
  ['format and lint', '@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '.']],
  ['lint with types, one clock', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']],
  ['types', 'typescript/lib/tsc.js', ['--noEmit', '-p', '.']],
  [
    'arrows',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.cjs', ...parts],
  ],
  ['arrows fire', undefined, ['scripts/probe-arrows.mjs']],
  ['dead code', 'knip/bin/knip.js', []],
];

buildClient();
const failed = [];
for (const [name, script, args] of steps) {
  const began = performance.now();
  const command = script === undefined ? args : [join(root, 'node_modules', script), ...args];
  const ran = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${ran.status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (ran.status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? 'Every check passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
