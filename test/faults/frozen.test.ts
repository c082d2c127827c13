import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseMillisOf } from '../../src/pushes/ledger/schedule.ts';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

const CONVERSATIONS = 40;
const ORDERS_EACH = 1;
/** So long that the leases have ended, and others have looked for the messages and posted what was missing. */
const FROZEN_MS = leaseMillisOf(quick.times) + 2 * quick.pace.sweep + 3_000;

describe('a worker that is frozen in the middle of its work', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    const made = await createFaultStage({ queue: 'redis', conversations: CONVERSATIONS });
    // Leases are scaled down at either size: what counts is that the worker sleeps past them.
    // Few at once, so that some are still under way when it stops.
    stage = { ...made, orders: { ...made.orders, ...quick, pace: { ...quick.pace, atOnce: 4 } } };
    crew = startCrew(stage, 1);
  }, 60_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'posts nothing that others have settled meanwhile',
    async () => {
      let expected = 0;
      for (let freeze = 0; freeze < scale.freezes; freeze += 1) {
        const before = countPosted(stage);
        for (let order = 0; order < ORDERS_EACH; order += 1) await signOrder(stage);
        expected += ORDERS_EACH * stage.places;
        await waitFor('work to be under way', () => countPosted(stage) >= before + 5, 60_000);
        // Not always at the same step.
        await delay(7 * freeze);
        await crew.freezeAll(FROZEN_MS);
        await waitUntilSettled(stage, expected, scale.patience);
      }
      const reckoning = await reckon(stage, expected);
      const triedAgain = await countTriedAgain(stage);
      printFigures(1, `frozen ${scale.freezes} times past its leases`, { ...reckoning, triedAgain });
      expect(reckoning).toEqual(allOnce(expected));
      expect(triedAgain).toBeGreaterThan(0);
      expect(crew.kills()).toBe(0);
    },
    scale.patience,
  );
});

function countPosted({ slack, feishu }: FaultStage): number {
  return slack.posted().length + feishu.posted().length;
}

/** Messages that took more than one attempt, as those that the frozen one had taken do. */
function countTriedAgain({ store }: FaultStage): Promise<number> {
  return store.db.delivery.count({ where: { attempts: { gt: 1 }, kind: { not: 'canary' } } });
}
