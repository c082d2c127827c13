import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cutter, createCutter } from '../stage/cutter.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

const EXPANDED = 'UPDATE outbox_events SET done_at';
/**
 * What a worker says to PostgreSQL on a message's way, by words that only that statement has, and how often its answer is
 * swallowed during one order. All messages of an order may be taken, and settled, in one statement: more than one of these
 * cannot be waited for.
 */
const statements = [
  { what: 'an event’s messages are committed', marker: EXPANDED, times: 1 },
  { what: 'a message is taken', marker: "state = 'sending', attempts = d.attempts + 1", times: 1 },
  { what: 'its end is written down', marker: 'first_attempt_at = CASE WHEN e.posted', times: 1 },
  // The relay asks again and again, also when there is nothing left.
  { what: 'rows are handed to the queue', marker: 'handed_events AS', times: 3 },
] as const;

describe('a worker whose connection to PostgreSQL breaks before an answer', () => {
  let stage: FaultStage;
  let cutter: Cutter;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: 15 });
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
      let cuts = 0;
      for (let order = 0; order < scale.cutOrders; order += 1) {
        for (const { marker, times } of statements) {
          for (let time = 0; time < times; time += 1) {
            const sprung = cutter.cutAnswerTo(marker);
            if (marker === EXPANDED) await signOrder(stage);
            await sprung;
            cuts += 1;
          }
        }
      }
      const expected = scale.cutOrders * stage.places;
      await waitUntilSettled(stage, expected, scale.patience);
      const reckoning = await reckon(stage, expected);
      printFigures(
        5,
        `answers of PostgreSQL swallowed when ${statements.map(({ what }) => what).join(', ')}`,
        {
          cuts,
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
