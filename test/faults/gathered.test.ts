import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { burstLimits } from '../../src/pushes/admit/manners.ts';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, countMade, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

/** A minute past ten in Shanghai: what is too much for now comes within six minutes. */
const BEGINS = '2026-11-23T10:01:00+08:00';
const STEP_MS = 6 * 60_000;
const ALONE = burstLimits.sales?.most ?? 0;
const GATHERED = 4;
const KILL_EVERY_MS = 2_000;

describe('messages that come as one while workers are killed', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    const made = await createFaultStage({ queue: 'redis', conversations: scale.bursts, begins: BEGINS });
    stage = { ...made, orders: { ...made.orders, ...quick } };
    crew = startCrew(stage, 2);
  }, 120_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'are neither lost nor doubled, each by itself or among the others',
    async () => {
      const stopKilling = crew.killEvery(KILL_EVERY_MS, scale.kills);
      const orders = ALONE + GATHERED;
      for (let order = 1; order <= orders; order += 1) {
        await signOrder(stage);
        // One event after the other, so that the first five are told by themselves.
        await waitFor(
          'its messages',
          async () => (await countMade(stage)) >= order * stage.places,
          scale.patience,
        );
      }
      const expected = orders * stage.places;
      const { db } = stage.store;
      const held = await db.delivery.count({ where: { state: 'held', bearerId: { not: null } } });
      // The workers that are started after this one see the time at which the others are due.
      stage.travel(STEP_MS);
      await crew.killAll();
      await waitUntilSettled(stage, expected, scale.patience, stage.places);
      await stopKilling();
      await waitUntilSettled(stage, expected, scale.patience);
      const reckoning = await reckon(stage, expected);
      const shown = stage.slack.posted().length + stage.feishu.posted().length;
      printFigures(1, `${orders} orders at once, of which ${GATHERED} come as one message, workers killed`, {
        ...reckoning,
        held,
        messagesShown: shown,
        kills: crew.kills(),
      });
      expect(reckoning).toEqual(allOnce(expected));
      expect(held).toBe(GATHERED * stage.places);
      expect(shown).toBe((ALONE + 1) * stage.places);
    },
    scale.patience,
  );
});
