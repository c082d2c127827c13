import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createFeishuSimulator } from '../../simulator/feishu/index.ts';
import { runCli } from '../../src/app/cli/run-cli.ts';
import { createCredentials } from '../../src/app/credentials.ts';
import { createDb, type Db } from '../../src/store/client.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';

let database: TestDatabase;
let db: Db;
const feishu = createFeishuSimulator({
  now: Date.now,
  appId: 'cli_0123456789abcdef',
  appSecret: 'the-app-secret',
  encryptKey: 'the-encrypt-key',
  verificationToken: 'the-token',
  tenantKey: 't1',
  botOpenId: 'ou_bot',
  users: [],
  chats: [],
});
beforeAll(async () => {
  await feishu.start();
  database = await createTestDatabase();
  db = createDb({ url: database.url, poolSize: 2 });
});
afterAll(async () => {
  await feishu.stop();
  await db.$disconnect();
  await database.drop();
});
afterEach(() => vi.restoreAllMocks());

/** Runs a command as a terminal would; what it printed on either channel. */
async function run(...argv: string[]) {
  return runWith({}, ...argv);
}

async function runWith(
  extra: Record<string, string>,
  ...argv: string[]
): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  for (const channel of [process.stdout, process.stderr]) {
    vi.spyOn(channel, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  }
  const env = {
    DATABASE_URL: database.url,
    DEALBELL_SECRET_KEY: SECRET,
    ...FEISHU,
    FEISHU_DOMAIN: feishu.domain,
    ...extra,
  };
  const code = await runCli(argv, env);
  vi.restoreAllMocks();
  return { code, said: said.join('') };
}

const SECRET = randomBytes(32).toString('base64');
const FEISHU = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 'the-app-secret',
  FEISHU_ENCRYPT_KEY: 'the-encrypt-key',
  FEISHU_VERIFICATION_TOKEN: 'the-token',
};

test('a company is set up: organization, group, people, workspace, key', async () => {
  expect(await run('api-key', 'create', '--member', 'a@acme.test')).toMatchObject({ code: 1 });
  const org = [
    'org',
    'create',
    '--name',
    'Acme',
    '--zone',
    'Asia/Shanghai',
    '--currency',
    'CNY',
    '--admin-email',
    'a@acme.test',
  ];
  expect(await run(...org)).toMatchObject({ code: 0 });
  expect(await run('group', 'create', '--name', 'East')).toMatchObject({ code: 0 });
  const member = [
    'member',
    'create',
    '--name',
    'Li Wei',
    '--email',
    'li@acme.test',
    '--roles',
    'sales,manager',
    '--group',
    'East',
    '--manages',
    'East',
  ];
  expect(await run(...member)).toMatchObject({ code: 0 });
  expect(await run(...member)).toMatchObject({ code: 1 });
  expect(await run('workspace', 'connect', 'feishu', '--tenant-key', 't1')).toMatchObject({ code: 0 });
  const key = await run('api-key', 'create', '--member', 'li@acme.test', '--json');
  expect(JSON.parse(key.said)).toMatchObject({ key: expect.stringMatching(/^db_/) });
  const stored = await db.workspace.findFirstOrThrow();
  expect(Buffer.from(stored.credentials).toString('latin1')).not.toContain('the-app-secret');
  expect(JSON.stringify(await db.auditEntry.findMany())).not.toMatch(/the-app-secret|the-encrypt-key|db_/);
});

test.each([
  [['org', 'create'], 64, '--admin-email'],
  [
    ['org', 'create', '--name', 'X', '--zone', 'Mars/Base', '--currency', 'CNY', '--admin-email', 'a@b.test'],
    1,
    'IANA',
  ],
  [
    [
      'org',
      'create',
      '--name',
      'X',
      '--zone',
      'Asia/Shanghai',
      '--currency',
      'GOLD',
      '--admin-email',
      'a@b.test',
    ],
    1,
    'ISO 4217',
  ],
  [['member', 'create', '--name', 'X', '--email', 'x@acme.test', '--roles', 'boss'], 1, 'boss'],
  [
    ['member', 'create', '--name', 'X', '--email', 'x@acme.test', '--roles', 'sales', '--group', 'West'],
    1,
    'West',
  ],
  [['workspace', 'disconnect', 'nonsense'], 1, 'workspace list'],
  [['push', 'run', 'daily', '--date', '2026-11-23'], 1, 'subscribed'],
  [['deliveries', 'retry', 'nonsense'], 1, 'nonsense'],
  [['dance'], 64, 'dance'],
  [['org', 'create', '--colour', 'red'], 64, 'colour'],
])('%j is refused with what to do', async (argv, code, words) => {
  const outcome = await run(...argv);
  expect(outcome.code).toBe(code);
  expect(outcome.said).toContain(words);
});

test('an app that Feishu does not know, and a platform that cannot be reached, are told apart', async () => {
  const connect = ['workspace', 'connect', 'feishu', '--tenant-key', 't1'];
  const wrong = await runWith({ FEISHU_APP_SECRET: 'another' }, ...connect);
  expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('FEISHU_APP_SECRET') });
  const away = await runWith({ FEISHU_DOMAIN: 'http://127.0.0.1:9' }, ...connect);
  expect(away).toMatchObject({ code: 1, said: expect.stringContaining('cannot be reached') });
  const slack = {
    SLACK_SIGNING_SECRET: 'a-signing-secret-1',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
  };
  const noSlack = await runWith(slack, 'workspace', 'connect', 'slack');
  expect(noSlack).toMatchObject({ code: 1, said: expect.stringContaining('cannot be reached') });
});

test('a wrong configuration exits 78 and lists everything', async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  expect(await runCli(['doctor'], { PORT: 'x', REDIS_URL: 'y' })).toBe(78);
});

test('a workspace whose credentials do not open keeps nobody else from being served, and is told', async () => {
  const { id, orgId, credentials: sealed } = await db.workspace.findFirstOrThrow();
  await db.workspace.update({
    where: { orgId_id: { orgId, id } },
    data: { credentials: Buffer.from(sealed).reverse() },
  });
  const logged: unknown[] = [];
  const credentials = await createCredentials(
    db,
    Buffer.alloc(32),
    {},
    { error: (facts) => logged.push(facts) },
  );
  await credentials.refresh();
  credentials.stop();
  expect(credentials.unreadable()).toMatchObject([{ id, orgId }]);
  expect(logged).toEqual([expect.objectContaining({ workspace: id })]);
  const doctor = await run('doctor');
  expect(doctor).toMatchObject({
    code: 1,
    said: expect.stringContaining('does not open the credentials of'),
  });
});
