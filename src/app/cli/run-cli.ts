import { parseArgs } from 'node:util';
import { systemClock } from '../../kernel/clock.ts';
import { createIds } from '../../kernel/ids.ts';
import { createDb } from '../../store/client.ts';
import { startEmbeddedPostgres } from '../../store/embedded.ts';
import { migrate } from '../../store/migrate.ts';
import { type Config, readConfig } from '../config.ts';
import { findDatabaseAddress } from '../database-address.ts';
import { explain, runMain } from '../run-main.ts';
import { loadSecretKey } from '../secret-key.ts';
import { listApiKeysCommand, revokeApiKeyCommand } from './api-keys.ts';
import { boardCommand } from './board.ts';
import { type Arguments, type CliCommand, EX_USAGE, type Outcome, PART } from './command.ts';
import {
  dropDeliveryCommand,
  listDeliveriesCommand,
  retryDeliveryCommand,
  showDeliveryCommand,
} from './deliveries.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './exports.ts';
import { importCommand } from './imports.ts';
import { feishuManifest, slackManifest } from './manifests.ts';
import { createApiKeyCommand, createOrganizationCommand } from './organizations.ts';
import { createGroupCommand, createMemberCommand, listMembersCommand } from './people.ts';
import { runPushCommand } from './pushes.ts';
import {
  connectFeishuCommand,
  connectSlackCommand,
  disconnectWorkspaceCommand,
  listWorkspacesCommand,
} from './workspaces.ts';

const migrateCommand: CliCommand = {
  name: 'migrate',
  usage: '',
  summary: 'Bring the database to this version’s tables.',
  options: {},
  run: async ({ databaseUrl }) => {
    const applied = await migrate({ databaseUrl });
    const text = applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
    return { code: 0, text, data: { applied } };
  },
};

const cliCommands: readonly CliCommand[] = [
  migrateCommand,
  doctorCommand,
  createOrganizationCommand,
  connectSlackCommand,
  connectFeishuCommand,
  listWorkspacesCommand,
  disconnectWorkspaceCommand,
  createGroupCommand,
  createMemberCommand,
  listMembersCommand,
  createApiKeyCommand,
  listApiKeysCommand,
  revokeApiKeyCommand,
  runPushCommand,
  listDeliveriesCommand,
  showDeliveryCommand,
  retryDeliveryCommand,
  dropDeliveryCommand,
  boardCommand,
  importCommand,
  exportCommand,
];

/** Runs one command of the command line; the answer is the exit code. */
export async function runCli(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [first = '', second = ''] = argv;
  if (first === 'start') return runMain(env);
  if (first === 'demo') return runDemo(env);
  if (first === 'manifest' && !argv.includes('--help')) return printManifest(second, env);
  const command = cliCommands.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name);
  if (command === undefined || argv.includes('--help')) return printHelp(command, first);
  const given = readArguments(command, argv.slice(command.name.split(' ').length));
  if (typeof given === 'string')
    return complain(`${given}\nUsage: dealbell ${command.name} ${command.usage}`);
  try {
    const outcome = await withStore(readConfig(env, false), command, given.arguments);
    const json = given.json
      ? JSON.stringify(outcome.data, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
      : outcome.text;
    // What was asked for may have been written already.
    if (json)
      (outcome.code === 0 || outcome.code === PART ? process.stdout : process.stderr).write(`${json}\n`);
    return outcome.code;
  } catch (error) {
    return explain(error);
  }
}

/** The demo runs on simulated platforms and embedded parts, whatever else is configured. */
function runDemo(env: NodeJS.ProcessEnv): Promise<number> {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(SLACK_|FEISHU_|DATABASE_URL$|REDIS_URL$)/.test(name),
  );
  return runMain(Object.fromEntries(kept));
}

function readArguments(
  command: CliCommand,
  argv: readonly string[],
): string | { readonly arguments: Arguments; readonly json: boolean } {
  const names = Object.keys(command.options);
  try {
    const parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(
          names.map((name) => [
            name,
            { type: command.options[name] === 'flag' ? ('boolean' as const) : ('string' as const) },
          ]),
        ),
        json: { type: 'boolean' as const },
      },
    });
    const options = Object.fromEntries(
      Object.entries(parsed.values).map(([name, value]) => [name, value === true ? 'yes' : value]),
    ) as Record<string, string | undefined>;
    const missing = names.filter((name) => command.options[name] === 'required' && !options[name]);
    if (missing.length > 0) return `Missing: ${missing.map((name) => `--${name}`).join(', ')}`;
    return { arguments: { words: parsed.positionals, options }, json: parsed.values.json === true };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function withStore(config: Config, command: CliCommand, given: Arguments): Promise<Outcome> {
  const database = await openDatabase(config);
  const db = createDb({ url: database.url, poolSize: 2 });
  try {
    if (command !== migrateCommand) await migrate({ databaseUrl: database.url });
    const secretKey = config.secretKey ?? (await loadSecretKey(config.home));
    const store = { db, clock: systemClock, ids: createIds(systemClock) };
    return await command.run({ config, store, databaseUrl: database.url, secretKey }, given);
  } finally {
    await db.$disconnect();
    await database.close();
  }
}

/** The configured database, that of a product running on the same home, or the home's own, started for this command. */
async function openDatabase(
  config: Config,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const nothing = async (): Promise<void> => {};
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, close: nothing };
  const running = await findDatabaseAddress(config.home);
  if (running !== undefined && (await answers(running))) return { url: running, close: nothing };
  const quiet = { info: () => {}, warn: () => {} };
  const postgres = await startEmbeddedPostgres({ home: config.home, log: quiet });
  return { url: postgres.url, close: postgres.stop };
}

async function answers(url: string): Promise<boolean> {
  const db = createDb({ url, poolSize: 1 });
  try {
    await db.$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  } finally {
    await db.$disconnect();
  }
}

function printManifest(platform: string, env: NodeJS.ProcessEnv): number {
  const publicUrl = env.DEALBELL_PUBLIC_URL;
  if (platform !== 'slack' && platform !== 'feishu') return complain('Usage: dealbell manifest slack|feishu');
  if (!publicUrl)
    return complain('Set DEALBELL_PUBLIC_URL to the address under which the platform reaches this server.');
  const manifest = platform === 'slack' ? slackManifest(publicUrl) : feishuManifest(publicUrl);
  process.stdout.write(`${JSON.stringify(manifest, undefined, 2)}\n`);
  return 0;
}

function printHelp(command: CliCommand | undefined, first: string): number {
  if (command) {
    process.stdout.write(`dealbell ${command.name} ${command.usage}\n\n${command.summary}\n`);
    return 0;
  }
  const lines = [
    'start                      Start everything (the same as npm start).',
    'demo                       Start with the demo company on simulated platforms.',
    'manifest slack|feishu      Print what to set up at the platform.',
    ...cliCommands.map(({ name, summary }) => `${name.padEnd(26)} ${summary}`),
  ];
  const known = first === '' || first === 'help' || first === '--help' || first === '-h';
  const head = known ? '' : `There is no command “${first}”.\n\n`;
  const text = `${head}Usage: dealbell <command> [--json] [--help]\n\n${lines.map((line) => `  ${line}\n`).join('')}`;
  (known ? process.stdout : process.stderr).write(text);
  return known ? 0 : EX_USAGE;
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return EX_USAGE;
}
