import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

describe('a worker that dies', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'postgres', conversations: 1 });
    crew = startCrew(stage, 1);
  }, 60_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'between a platform’s answer and our note of it leaves one message, on both platforms',
    async () => {
      const barriers = [stage.slack.barrier(posting.slack), stage.feishu.barrier(posting.feishu)];
      await signOrder(stage);
      await Promise.all(barriers.map(({ reached }) => reached));
      await crew.killAll();
      for (const { release } of barriers) release();
      await waitUntilSettled(stage, 2, scale.patience);
      const reckoning = await reckon(stage, 2);
      printFigures('killed between the answer and the note', { ...reckoning });
      expect(reckoning).toEqual(allOnce(2));
    },
    scale.patience,
  );

  it(
    `${scale.deaths} times over the same message does not make it disappear`,
    async () => {
      for (let death = 1; death <= scale.deaths; death += 1) {
        const hangs = [
          stage.slack.fault({ kind: 'hang', accepted: false }, { method: posting.slack }),
          stage.feishu.fault({ kind: 'hang', accepted: false }, { method: posting.feishu }),
        ];
        if (death === 1) await signOrder(stage);
        await waitFor('both calls', () => hangs.every(({ hits }) => hits() > 0), scale.patience);
        await crew.killAll();
        for (const { remove } of hangs) remove();
      }
      await waitUntilSettled(stage, 4, scale.patience);
      const reckoning = await reckon(stage, 4);
      printFigures(`killed ${scale.deaths} times at the same message`, { ...reckoning });
      expect(reckoning).toEqual(allOnce(4));
      const [worst] = await stage.store.db.delivery.findMany({ orderBy: { attempts: 'desc' }, take: 1 });
      expect(worst?.attempts).toBeGreaterThan(scale.deaths);
    },
    scale.patience,
  );
});
