import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/people/create-api-key.ts';
import { auditEntry } from '../../src/store/audit.ts';
import { waitFor } from '../jobs/child.ts';
import { type Product, startProduct } from './product.ts';
import { printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { type Searched, searchFiles, searchPostgres, searchRedis, searchText } from './search.ts';
import { createFaultStage, type FaultStage, posting, secrets, signOrder } from './stage.ts';

/** Somebody's pay and scores, where only somebody's mistake could write them. */
const SEALED = ['canary-of-pay-88123.45', 'canary-of-a-score-97.31'] as const;
/** What has to be found, so that a search that finds nothing means something. */
const MARKER = 'a-marker-that-is-no-secret-7777';
const CONVERSATIONS = 6;
/** One while Redis is away, and one each time that people use the product. */
const ORDERS = 4;

describe('what nobody may read', () => {
  let stage: FaultStage;
  let product: Product;
  let said = '';
  let metrics = '';
  let words: readonly string[] = [];
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: CONVERSATIONS });
    product = await startProduct(stage, 'all');
  }, 120_000);
  afterAll(async () => {
    await product.kill();
    await stage.close();
  }, 60_000);

  /** Ends it as a crash would, and keeps what it said. */
  const crash = async (): Promise<void> => {
    metrics += await read(product, '/metrics');
    await product.kill();
    said += product.said();
  };

  it(
    'is nowhere to be read after a run with everything that breaks',
    async () => {
      const key = await giveKey(stage);
      words = listWords(stage, key);
      await writeSealed(stage);
      await breakPlatforms(stage);
      await useProduct(stage, product, key);
      await crash();
      product = await startProduct(stage, 'all');
      await stage.redis?.kill();
      await useProduct(stage, product, key);
      await signOrder(stage);
      await stage.redis?.start();
      await stage.postgres.crash();
      await useProduct(stage, product, key);
      await waitUntilSettled(stage, ORDERS * stage.places, scale.patience, stage.places);
      const { doubled } = await reckon(stage, ORDERS * stage.places);
      await crash();
      const searched = await searchAll([...words, MARKER]);
      const all = Object.values(searched).flatMap(({ finds }) => finds);
      const hits = all.filter(({ word }) => word !== MARKER);
      const looked = Object.entries(searched).map(([place, each]) => [
        `${place} looked through`,
        each.looked,
      ]);
      printFigures(12, `${words.length} canaries`, { ...Object.fromEntries(looked), hits: hits.length });
      expect(hits).toEqual([]);
      expect(doubled).toBe(0);
      for (const each of Object.values(searched)) expect(each.looked).toBeGreaterThan(0);
      // The same search finds what is no secret, in the rows and in the files that it was written to.
      expect(searched.rows?.finds.map(({ word }) => word)).toContain(MARKER);
      expect(said).toContain('"level":');
      expect(metrics).toContain('dealbell_delivery_attempts_total');
    },
    scale.patience,
  );

  const searchAll = async (wanted: readonly string[]): Promise<Record<string, Searched>> => ({
    'log characters': searchText('the log', said, wanted),
    'metrics characters': searchText('metrics', metrics, wanted),
    'Redis keys': await searchRedis(stage.redis?.url ?? '', wanted),
    rows: await searchPostgres(stage.orders.databaseUrl, wanted),
    'bytes of the servers’ files': await searchFiles(
      stage.home,
      (path) => /appendonlydir\/|\.rdb$|\.log$/.test(path),
      wanted,
    ),
  });
});

/** The secrets as they are, and in the forms in which they travel. */
function listWords(stage: FaultStage, key: string): readonly string[] {
  const { databaseUrl, redisUrl = '' } = stage.orders;
  const passwords = [databaseUrl, redisUrl].map((url) => new URL(url).password).filter((each) => each !== '');
  const { SLACK_TOKEN, SIGNING_SECRET, appSecret, encryptKey, verificationToken } = secrets;
  const plain = [SLACK_TOKEN, SIGNING_SECRET, appSecret, encryptKey, verificationToken, key, ...SEALED];
  const keyBytes = stage.secretKey;
  const forms = plain.flatMap((word) => [
    word,
    Buffer.from(word).toString('base64').replace(/=+$/, ''),
    Buffer.from(word).toString('hex'),
  ]);
  return [...forms, ...passwords, keyBytes.toString('base64'), keyBytes.toString('hex')];
}

async function giveKey({ store, company }: FaultStage): Promise<string> {
  const acting = { ...store, orgId: company.orgId, memberId: null, origin: 'cli' };
  const made = await createApiKey(acting, { memberId: company.members.sunYue.id, name: 'ERP' });
  if (made.kind !== 'ok') throw new Error(made.code);
  return made.value.key;
}

/** As a room would that forgets itself: the log takes the fact and leaves the figures out. */
async function writeSealed({ store, company }: FaultStage): Promise<void> {
  const acting = { ...store, orgId: company.orgId, memberId: null, origin: 'job' };
  const [pay, score] = SEALED;
  for (const [entity, value] of [
    ['compensation', pay],
    ['score', score],
  ] as const) {
    const facts = { entity, entityId: null, before: { value }, after: { value: `${value}1` } };
    await store.db.$executeRaw(auditEntry(acting, { ...facts, action: 'member.changed' }));
  }
}

async function breakPlatforms({ slack, feishu }: FaultStage): Promise<void> {
  const kinds = [
    { kind: 'drop-after' },
    { kind: 'drop-before' },
    { kind: 'hang', accepted: true },
    { kind: 'html', status: 502 },
    { kind: 'rate-limited', retryAfter: 1 },
  ] as const;
  kinds.forEach((fault, index) => {
    slack.fault(fault, { method: posting.slack, conversation: `C${index + 1}`, times: 1 });
    feishu.fault(fault, { method: posting.feishu, conversation: `oc_${index + 1}`, times: 1 });
  });
  // One of each is told that its token is worth nothing.
  slack.fault({ kind: 'error', error: 'invalid_auth' }, { method: posting.slack, conversation: 'C6' });
  feishu.fault({ kind: 'error', code: 99_991_663 }, { method: posting.feishu, conversation: 'oc_6' });
}

/** People who type, and others who knock at every door with right and wrong keys. */
async function useProduct(stage: FaultStage, product: Product, key: string): Promise<void> {
  const { slack, feishu, company } = stage;
  const { slackUser, feishuUser } = company.members.liWei;
  const before = slack.posted().length;
  await slack.say(slackUser, slack.dm(slackUser), 'customer new Acme Corp').catch(() => undefined);
  await slack.say(slackUser, slack.dm(slackUser), `followup Acme Corp ${MARKER}`).catch(() => undefined);
  await feishu.say(feishuUser, 'p2p', `followup Acme Corp ${MARKER}`).catch(() => undefined);
  await slack.command(slackUser, slack.dm(slackUser), '/crm', 'todo').catch(() => undefined);
  await signOrder(stage);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  await read(product, '/api/v1/customers', { headers });
  await read(product, '/api/v1/nothing-here', { headers });
  await read(product, '/api/v1/customers', { method: 'POST', headers, body: '{"name":' });
  await read(product, '/api/v1/customers', { headers: { authorization: `Bearer ${key}x` } });
  await read(product, `/api/v1/customers?key=${key}`);
  await read(product, '/slack/events', { method: 'POST', body: secrets.SIGNING_SECRET });
  await read(product, '/feishu/events', {
    method: 'POST',
    body: JSON.stringify({ token: secrets.encryptKey }),
  });
  await read(product, '/readyz');
  await waitFor('an answer', () => slack.posted().length > before, 30_000);
}

async function read({ address }: Product, path: string, init: RequestInit = {}): Promise<string> {
  try {
    return await (await fetch(`${address}${path}`, init)).text();
  } catch {
    return '';
  }
}
