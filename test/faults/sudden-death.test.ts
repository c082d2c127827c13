import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

describe('a worker that dies', () => {
  let stage: FaultStage;
  let crew: Crew;
  const begin = async (conversations: number): Promise<void> => {
    stage = await createFaultStage({ queue: 'postgres', conversations });
    crew = startCrew(stage, 1);
  };
  afterEach(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  describe('between a platform’s answer and our note of it', () => {
    beforeEach(() => begin(scale.barriers), 60_000);

    it(
      'leaves one message in each conversation, on both platforms',
      async () => {
        const barriers = Array.from({ length: scale.barriers }, (_, index) => [
          stage.slack.barrier(posting.slack, { conversation: `C${index + 1}` }),
          stage.feishu.barrier(posting.feishu, { conversation: `oc_${index + 1}` }),
        ]).flat();
        await signOrder(stage);
        await Promise.all(barriers.map(({ reached }) => reached));
        // The platforms have shown every message, and nothing of that is in the ledger yet.
        const [shown, noted] = [countShown(stage), await countSent(stage)];
        await crew.killAll();
        for (const { release } of barriers) release();
        await waitUntilSettled(stage, stage.places, scale.patience);
        const reckoning = await reckon(stage, stage.places);
        const again = await stage.store.db.delivery.count({ where: { attempts: { gt: 1 }, state: 'sent' } });
        printFigures(2, 'killed between the answer and the note', { ...reckoning, settledAfterwards: again });
        expect([shown, noted]).toEqual([stage.places, 0]);
        expect(reckoning).toEqual(allOnce(stage.places));
        expect(again).toBe(stage.places);
      },
      scale.patience,
    );
  });

  describe('again and again over the same message', () => {
    beforeEach(() => begin(1), 60_000);

    it(
      `does not make it disappear in ${scale.deaths} times`,
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
        await waitUntilSettled(stage, 2, scale.patience);
        const reckoning = await reckon(stage, 2);
        const [least] = await stage.store.db.delivery.findMany({
          where: { kind: { not: 'canary' } },
          orderBy: { attempts: 'asc' },
          take: 1,
        });
        const attempts = least?.attempts ?? 0;
        printFigures(3, `killed ${scale.deaths} times at the same message`, { ...reckoning, attempts });
        expect(reckoning).toEqual(allOnce(2));
        expect(attempts).toBeGreaterThan(scale.deaths);
      },
      scale.patience,
    );
  });
});

function countShown({ slack, feishu }: FaultStage): number {
  return slack.posted().length + feishu.posted().length;
}

function countSent({ store }: FaultStage): Promise<number> {
  return store.db.delivery.count({ where: { state: 'sent' } });
}
