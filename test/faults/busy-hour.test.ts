import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from './crew.ts';
import { printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting } from './stage.ts';

/** Monday 23 November 2026, 18:00 in Shanghai, and a little before, so that the workers are there. */
const DUE = Date.parse('2026-11-23T18:00:00+08:00');
const BEGINS = '2026-11-23T17:59:55+08:00';
const MOST_MS = 60_000;
/** On each platform one conversation is limited as long as the test lasts. */
const RESTING = 2;

describe('many channels that are due at the same time', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    const wanted = { kind: 'ranking', localTime: '18:00' } as const;
    stage = await createFaultStage({ queue: 'redis', conversations: scale.busy, wanted, begins: BEGINS });
    stage.slack.fault({ kind: 'rate-limited', retryAfter: 1 }, { method: posting.slack, conversation: 'C1' });
    stage.feishu.fault({ kind: 'error', code: 230_020 }, { method: posting.feishu, conversation: 'oc_1' });
    // The clock begins with the workers.
    stage.travel(Date.parse(BEGINS) - stage.clock.now());
    crew = startCrew(stage, 2);
  }, 120_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'are not held up by one that the platform always refuses',
    async () => {
      await waitUntilSettled(stage, stage.places, scale.patience, RESTING);
      const reckoning = await reckon(stage, stage.places);
      const rows = await stage.store.db.delivery.findMany({
        where: { state: 'sent', kind: { not: 'canary' } },
        select: { settledAt: true },
      });
      const delays = rows.map(({ settledAt }) => (settledAt?.getTime() ?? Number.POSITIVE_INFINITY) - DUE);
      const slowest = Math.max(...delays);
      const refusals = await stage.store.db.delivery.findMany({
        where: { settledAt: null, kind: { not: 'canary' } },
        select: { state: true },
      });
      printFigures(14, `${stage.places} channels due at 18:00, one on each platform always limited`, {
        ...reckoning,
        lost: reckoning.lost - RESTING,
        resting: refusals.length,
        slowestOfOthersMs: slowest,
      });
      expect(reckoning).toMatchObject({ sent: stage.places - RESTING, doubled: 0, stray: 0 });
      expect(refusals).toHaveLength(RESTING);
      expect(slowest).toBeLessThan(MOST_MS);
    },
    scale.patience,
  );
});
