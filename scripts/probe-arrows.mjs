// Shows that each arrow's rule fires: plants its forbidden imports in a folder of their own, has them cruised with the
// same configuration, and compares. Also shows that the cruise of the real tree really sees it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from './project.mjs';

const { rules, allowed } = createRequire(import.meta.url)('./arrows.cjs');
const problems = [];
const planted = mkdtempSync(join(tmpdir(), 'dealbell-arrows-'));

try {
  for (const path of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs', 'scripts/arrows.cjs']) {
    cpSync(join(root, path), join(planted, path));
  }
  symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'));
  const imports = new Map();
  for (const chain of [...rules.flatMap((rule) => rule.probes), ...allowed]) plant(imports, chain);
  for (const [path, targets] of imports) {
    mkdirSync(join(planted, dirname(path)), { recursive: true });
    const lines = [...targets].map((target) => `import ${JSON.stringify(specifier(path, target))};`);
    writeFileSync(join(planted, path), `${lines.join('\n')}\nexport const probe = 1;\n`);
  }

  const summary = cruise(planted);
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  for (const rule of rules) {
    for (const [from, to] of rule.probes) {
      const fired = violations.some((found) => found.rule === rule.name && found.from === from);
      if (!fired) problems.push(`${rule.name} does not fire at ${from} → ${to}`);
    }
  }
  for (const [from, to] of allowed) {
    for (const found of violations.filter((violation) => violation.from === from)) {
      problems.push(`${found.rule} refuses ${from} → ${to}, which is allowed`);
    }
  }

  const real = cruise(root);
  if (real.totalCruised < 50)
    problems.push(`the cruise of the project sees ${real.totalCruised} modules only`);
  console.log(
    `${rules.length} rules fire at ${rules.flatMap((rule) => rule.probes).length} planted imports, ` +
      `${allowed.length} allowed ones pass; ${real.totalCruised} modules of the project are seen.`,
  );
} finally {
  rmSync(planted, { recursive: true, force: true });
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Every file of the chain exists; each imports the next one. */
function plant(imports, chain) {
  for (const [index, path] of chain.entries()) {
    if (!/^(src|adapters|jobs|simulator)\//.test(path)) continue;
    if (!imports.has(path)) imports.set(path, new Set());
    const next = chain[index + 1];
    if (next !== undefined) imports.get(path).add(next);
  }
}

function specifier(from, to) {
  if (!/^(src|adapters|jobs|simulator)\//.test(to)) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function cruise(folder) {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    bin,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'src',
    'adapters',
    'jobs',
    'simulator',
  ];
  const ran = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 256_000_000 });
  if (ran.stdout === '') throw new Error(`dependency-cruiser said nothing: ${ran.stderr}`);
  return JSON.parse(ran.stdout).summary;
}
