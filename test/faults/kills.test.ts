import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

describe.each(scale.runs)('two workers with their queue on $queue', ({ queue, conversations, orders }) => {
  let stage: FaultStage;
  let crew: Crew;
  beforeEach(async () => {
    stage = await createFaultStage({ queue, conversations });
    crew = startCrew(withFewAtOnce(stage), 2);
  }, 60_000);
  afterEach(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'neither lose nor double a message while they and their servers are killed',
    async () => {
      const began = performance.now();
      const stopKilling = crew.killEvery(scale.killEvery, scale.kills);
      const crashes = [1, 2].map((part) => Math.floor((orders * part) / 3));
      for (let order = 0; order < orders; order += 1) {
        await signOrder(stage);
        if (crashes.includes(order)) await crashServers(stage);
      }
      const expected = orders * stage.places;
      // A handful of stragglers would be met at every start of a worker, and killed with it until they are given up.
      await waitUntilSettled(stage, expected, scale.patience - 30_000, Math.floor(expected / 100));
      await stopKilling();
      await waitUntilSettled(stage, expected, scale.patience - 30_000);
      const reckoning = await reckon(stage, expected);
      const seconds = Math.round((performance.now() - began) / 1_000);
      printFigures(1, `killed workers, queue on ${queue}`, { ...reckoning, kills: crew.kills(), seconds });
      expect(reckoning).toEqual(allOnce(expected));
      expect(crew.kills()).toBeGreaterThanOrEqual(2);
    },
    scale.patience,
  );
});

/** On two cores more at once would only make each slower, and let a kill meet more of them. */
function withFewAtOnce(stage: FaultStage): FaultStage {
  return { ...stage, orders: { ...stage.orders, pace: { ...stage.orders.pace, atOnce: 8 } } };
}

async function crashServers({ postgres, redis }: FaultStage): Promise<void> {
  await postgres.crash();
  await redis?.kill();
  await redis?.start();
}
