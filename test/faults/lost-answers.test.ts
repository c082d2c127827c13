import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cutter, createCutter } from '../stage/cutter.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

/** What a worker says to PostgreSQL on a message's way, by words that only that statement has. */
const statements = {
  'an event is taken from the outbox': 'handed_events AS',
  'its messages are committed': 'COMMIT',
  'a message is taken': "state = 'sending', attempts = d.attempts + 1",
  'its end is written down': 'first_attempt_at = CASE WHEN e.posted',
} as const;

describe('a worker whose connection to PostgreSQL breaks before an answer', () => {
  let stage: FaultStage;
  let cutter: Cutter;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: 2 });
    cutter = await createCutter(stage.orders.databaseUrl);
    const orders = { ...stage.orders, ...quick, databaseUrl: cutter.url };
    crew = startCrew({ ...stage, orders }, 1);
  }, 60_000);
  afterAll(async () => {
    await crew.stop();
    await cutter.close();
    await stage.close();
  }, 60_000);

  it(
    'loses and doubles nothing, whichever statement it was that took effect',
    async () => {
      const kinds = Object.entries(statements);
      for (let cut = 0; cut < scale.cuts; cut += 1) {
        const [, marker] = kinds[cut % kinds.length] ?? ['', ''];
        const sprung = cutter.cutAnswerTo(marker);
        await signOrder(stage);
        await sprung;
      }
      const expected = scale.cuts * stage.places;
      await waitUntilSettled(stage, expected, scale.patience);
      const reckoning = await reckon(stage, expected);
      printFigures(
        5,
        `${scale.cuts} answers of PostgreSQL swallowed (${Object.keys(statements).join('; ')})`,
        {
          ...reckoning,
          workersThatEnded: crew.ends(),
        },
      );
      expect(reckoning).toEqual(allOnce(expected));
      expect(crew.ends()).toBe(0);
    },
    scale.patience,
  );
});
