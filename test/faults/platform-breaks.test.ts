import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

/** Every way in which a platform fails once and then works again. The first conversations meet one each. */
const passing = [
  ['drops the connection after it has accepted', { kind: 'drop-after' }],
  ['drops the connection before', { kind: 'drop-before' }],
  ['accepts and never answers', { kind: 'hang', accepted: true }],
  ['never answers nor accepts', { kind: 'hang', accepted: false }],
  ['answers with a page of a proxy', { kind: 'html', status: 502 }],
  ['is limited and says for how long', { kind: 'rate-limited', retryAfter: 1 }],
  ['is limited and does not say', { kind: 'rate-limited', retryAfter: null }],
] as const;
/** This conversation is limited as long as the test lasts, on Slack for an hour that it names. */
const LIMITED = passing.length + 2;
const HEALTHY = 8;
const CONVERSATIONS = LIMITED + HEALTHY;
const ORDERS = 2;
const P99_MS = 5_000;

describe('a platform that breaks', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: CONVERSATIONS });
    crew = startCrew(stage, 1);
    await signOrder(stage);
    await waitUntilSettled(stage, stage.places, 60_000);
  }, 120_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'loses and doubles nothing, and delays no other conversation',
    async () => {
      const since = stage.clock.now();
      breakConversations(stage);
      for (let order = 0; order < ORDERS; order += 1) await signOrder(stage);
      // The limited conversations' messages go on waiting, and nothing else does.
      const all = (ORDERS + 1) * stage.places;
      const resting = 2 * ORDERS;
      await waitUntilSettled(stage, all, scale.patience - 20_000, resting);
      const reckoning = await reckon(stage, all);
      const p99 = percentile(await listDelays(stage, since), 0.99);
      printFigures(6, 'a platform that breaks', {
        ...reckoning,
        lost: reckoning.lost - resting,
        resting,
        p99OfOthersMs: p99,
      });
      const sent = all - resting;
      expect(reckoning).toEqual({ ...allOnce(all), sent, lost: resting, unsettled: resting });
      expect(p99).toBeLessThan(P99_MS);
      await expectRest(stage);
    },
    scale.patience,
  );
});

function breakConversations({ slack, feishu }: FaultStage): void {
  passing.forEach(([, fault], index) => {
    slack.fault(fault, { method: posting.slack, conversation: `C${index + 1}`, times: 1 });
    feishu.fault(fault, { method: posting.feishu, conversation: `oc_${index + 1}`, times: 1 });
  });
  const refused = passing.length + 1;
  const once = { times: 1 } as const;
  slack.fault(
    { kind: 'error', error: 'internal_error' },
    { ...once, method: posting.slack, conversation: `C${refused}` },
  );
  feishu.fault(
    { kind: 'error', code: 230_020 },
    { ...once, method: posting.feishu, conversation: `oc_${refused}` },
  );
  const hour = { kind: 'rate-limited', retryAfter: 3_600 } as const;
  slack.fault(hour, { method: posting.slack, conversation: `C${LIMITED}` });
  // On Feishu a 429 is about the whole app; this is what it says about one chat.
  feishu.fault({ kind: 'error', code: 230_020 }, { method: posting.feishu, conversation: `oc_${LIMITED}` });
}

/** How long the messages to healthy conversations took, from what happened to the end of their attempt (ms). */
async function listDelays({ store }: FaultStage, since: number): Promise<number[]> {
  const rows = await store.db.$queryRaw<{ place: string; ms: number }[]>`
    SELECT d.address->>'conversation' AS place,
      (extract(epoch FROM d.settled_at - e.occurred_at) * 1000)::float8 AS ms
    FROM deliveries d JOIN outbox_events e ON e.org_id = d.org_id AND e.id = d.event_id
    WHERE d.state = 'sent' AND e.occurred_at >= ${new Date(since)}::timestamptz`;
  return rows.filter(({ place }) => Number(place.replace(/\D/g, '')) > LIMITED).map(({ ms }) => ms);
}

function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length * part)] ?? Number.POSITIVE_INFINITY);
}

/** What is limited waits: on Slack for the hour that was asked for, and those behind it are not even tried. */
async function expectRest({ store }: FaultStage): Promise<void> {
  const rows = await store.db.delivery.findMany({ where: { settledAt: null, kind: { not: 'canary' } } });
  for (const row of rows) expect(['held', 'sending']).toContain(row.state);
  const onSlack = rows.filter(({ address }) => (address as { platform?: unknown }).platform === 'slack');
  expect(onSlack).toHaveLength(ORDERS);
  for (const row of onSlack) {
    const until = Math.max(row.notBefore.getTime(), row.leaseUntil?.getTime() ?? 0);
    expect(until - Date.now()).toBeGreaterThan(3_000_000);
  }
}
