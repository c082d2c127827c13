// npm test: sees to its tools, then runs vitest. `--without-redis` and `--without-browser` leave a part out and say so at
// the end; `--faults` runs the long tests of test/faults instead; everything else goes to vitest.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from './build.mjs';
import { root } from './project.mjs';

const own = new Set(['--without-redis', '--without-browser', '--faults']);
const asked = new Set(process.argv.slice(2).filter((word) => own.has(word)));
const forVitest = process.argv.slice(2).filter((word) => !own.has(word));
const faults = asked.has('--faults');

const tools = [
  {
    name: 'redis-server',
    flag: '--without-redis',
    commands: ['redis-server'],
    what: "the queue's tests on Redis",
  },
  {
    name: 'chromium',
    flag: '--without-browser',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    what: "the playground's tests in a browser",
    unneeded: faults,
  },
].filter((tool) => !tool.unneeded);

/** The line that installs on each system, and what it calls Redis; the last one is for systems we do not know. */
const installers = [
  { command: 'apt-get', line: 'sudo apt-get install -y', redis: 'redis-server' },
  { command: 'dnf', line: 'sudo dnf install -y', redis: 'redis' },
  { command: 'apk', line: 'sudo apk add', redis: 'redis' },
  { command: 'brew', line: 'brew install', redis: 'redis' },
  { command: 'your package manager', line: 'your package manager:', redis: 'redis' },
];

const missing = tools.filter((tool) => !asked.has(tool.flag) && !tool.commands.some(isOnPath));
if (missing.length > 0) provide(missing);
build();
process.exitCode = await runVitest();
const omitted = tools.filter((tool) => asked.has(tool.flag));
if (omitted.length > 0) console.log(`\nLeft out: ${omitted.map((tool) => tool.what).join('; ')}.`);

function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

/** As root on Debian or Ubuntu installs what is missing; elsewhere names the line that does and ends. */
function provide(missing) {
  const names = missing.map((tool) => tool.name);
  const debian =
    /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readIfThere('/etc/os-release')) && isOnPath('apt-get');
  if (debian && process.getuid?.() === 0) {
    console.log(`Installing ${names.join(' and ')} with apt-get, which the tests use…`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', ...names],
    ]) {
      const ran = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      if (ran.status !== 0) end(`apt-get ${args.join(' ')} failed:\n${ran.stdout}${ran.stderr}`);
    }
    return;
  }
  const { line, redis } = installers.find((installer) => isOnPath(installer.command)) ?? installers.at(-1);
  const packages = names.map((name) => (name === 'redis-server' ? redis : name)).join(' ');
  const flags = missing.map((tool) => tool.flag).join(' ');
  end(
    `The tests need ${names.join(' and ')} on the PATH. Install with: ${line} ${packages}\n` +
      `Or leave that part out: npm test -- ${flags}`,
  );
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function end(message) {
  console.error(message);
  process.exit(69);
}

function runVitest() {
  const projects = faults ? ['faults'] : asked.has('--without-browser') ? ['unit'] : ['unit', 'browser'];
  const args = ['run', ...projects.flatMap((project) => ['--project', project]), ...forVitest];
  if (faults) args.push('--reporter=default', '--reporter=./test/setup/fault-summary.ts');
  // Their full numbers take half an hour, so CI asks for short.
  const env = {
    ...process.env,
    ...(faults ? { DEALBELL_FAULTS: process.env.DEALBELL_FAULTS ?? 'long' } : {}),
    ...(asked.has('--without-redis') ? { DEALBELL_WITHOUT_REDIS: '1' } : {}),
  };
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  // Ctrl-C reaches vitest through the terminal; a SIGTERM reaches only us.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
