import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

const CONVERSATIONS = 20;

describe('without Redis', () => {
  let stage: FaultStage;
  let crew: Crew;
  let expected = 0;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: CONVERSATIONS });
    crew = startCrew(stage, 1);
    await sign();
    await waitUntilSettled(stage, expected, 60_000);
  }, 120_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  const sign = async (): Promise<void> => {
    await signOrder(stage);
    expected += stage.places;
  };

  it.each(scale.outages)(
    'for %i ms work waits, and goes on by itself',
    async (outage) => {
      await stage.redis?.kill();
      await sign();
      await delay(outage);
      await stage.redis?.start();
      const back = performance.now();
      await waitUntilSettled(stage, expected, scale.patience);
      const reckoning = await reckon(stage, expected);
      const seconds = ((performance.now() - back) / 1_000).toFixed(1);
      printFigures(4, `Redis away for ${outage} ms`, { ...reckoning, secondsAfterItsReturn: seconds });
      expect(reckoning).toEqual(allOnce(expected));
      expect(crew.kills()).toBe(0);
    },
    scale.patience,
  );

  it(
    'that comes back empty nothing is lost',
    async () => {
      const hangs = [
        stage.slack.fault({ kind: 'hang', accepted: false }, { method: posting.slack }),
        stage.feishu.fault({ kind: 'hang', accepted: false }, { method: posting.feishu }),
      ];
      await sign();
      await sign();
      await waitFor('jobs that wait in Redis', async () => (await countJobs(stage)) > 0, 30_000);
      await stage.redis?.kill();
      await stage.redis?.startEmpty();
      expect(await countJobs(stage)).toBe(0);
      for (const { remove } of hangs) remove();
      await waitUntilSettled(stage, expected, scale.patience);
      const reckoning = await reckon(stage, expected);
      printFigures(4, 'Redis emptied', { ...reckoning });
      expect(reckoning).toEqual(allOnce(expected));
    },
    scale.patience,
  );
});

async function countJobs({ redis }: FaultStage): Promise<number> {
  const client = new Redis(redis?.url ?? '', { maxRetriesPerRequest: 3 });
  client.on('error', () => undefined);
  try {
    return await client.llen('{dealbell}:dealbell:wait');
  } finally {
    client.disconnect();
  }
}
