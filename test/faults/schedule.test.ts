import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../src/kernel/calendar.ts';
import { createWorkCalendar } from '../../src/kernel/workdays.ts';
import { localDateOf } from '../../src/kernel/zones.ts';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage } from './stage.ts';

const ZONE = 'Asia/Shanghai';
const FIRST: LocalDate = '2026-11-23';
const INSTANCES = 4;
const DAY = 86_400_000;
const { isWorkday } = createWorkCalendar({ region: 'none' });

describe('schedules over processes that come and go', () => {
  let stage: FaultStage;
  let crew: Crew | undefined;
  /** Digests that went out so far, over all conversations. */
  let expected = 0;
  beforeAll(async () => {
    const wanted = { kind: 'daily', localTime: '09:00' } as const;
    // The restarts begin before nine and end after it.
    const begins = new Date(Date.parse(`${FIRST}T09:00:00+08:00`) - scale.schedule.within / 2).toISOString();
    const { conversations } = scale.schedule;
    const made = await createFaultStage({ queue: 'redis', conversations, wanted, begins });
    made.travel(Date.parse(begins) - made.clock.now());
    // Leases are scaled down at either size: who takes over what a killed one had is not what this is about.
    stage = { ...made, orders: { ...made.orders, ...quick } };
  }, 120_000);
  afterAll(async () => {
    await crew?.stop();
    await stage.close();
  }, 60_000);

  it(
    `send each digest once while ${INSTANCES} instances are restarted over its time`,
    async () => {
      crew = startCrew(stage, INSTANCES);
      const { restarts, within } = scale.schedule;
      await crew.restart(restarts, within);
      expected += stage.places;
      await waitUntilSettled(stage, expected, scale.patience);
      const figures = await checkSlots(stage, FIRST);
      const reckoning = await reckon(stage, expected);
      printFigures(7, `${INSTANCES} instances, ${restarts} restarts in ${within / 1_000} s over 09:00`, {
        ...reckoning,
        ...figures,
      });
      expect(reckoning).toEqual(allOnce(expected));
      expect(figures).toMatchObject({ undecided: 0, decidedTwice: 0, skippedWithoutReason: 0 });
      await crew.stop();
      crew = undefined;
    },
    scale.patience,
  );

  it.each(scale.schedule.absences)(
    'send the latest digest after %i days without a process, and say why not the others',
    async (days) => {
      stage.travel(days * DAY);
      const today = localDateOf(stage.clock.now(), ZONE);
      crew = startCrew(stage, INSTANCES);
      const before = expected;
      expected += stage.places;
      await waitUntilSettled(stage, expected, scale.patience);
      // Nothing more comes in the rounds after it.
      await delay(2_500);
      await waitFor('the outbox', async () => (await countOpenEvents(stage)) === 0, 20_000);
      const figures = await checkSlots(stage, today);
      const reckoning = await reckon(stage, expected);
      printFigures(7, `down for ${days} days, to ${today}`, {
        ...reckoning,
        sentNow: expected - before,
        ...figures,
      });
      expect(reckoning).toEqual(allOnce(expected));
      expect(figures).toMatchObject({ undecided: 0, decidedTwice: 0, skippedWithoutReason: 0 });
      await crew.stop();
      crew = undefined;
    },
    scale.patience,
  );
});

/** Holds what was decided against the workdays that there were, subscription by subscription. */
async function checkSlots({ store, company }: FaultStage, until: LocalDate) {
  const rows = await store.db.$queryRaw<{ id: string; days: string[]; queued: number; reasonless: number }[]>`
    SELECT s.id, coalesce(array_agg(l.day::text ORDER BY l.day) FILTER (WHERE l.day IS NOT NULL), '{}') AS days,
      count(*) FILTER (WHERE l.outcome = 'queued')::int AS queued,
      count(*) FILTER (WHERE l.outcome = 'skipped' AND l.reason = '')::int AS reasonless
    FROM subscriptions s LEFT JOIN schedule_slots l ON l.org_id = s.org_id AND l.subscription_id = s.id
    WHERE s.org_id = ${company.orgId}::uuid AND s.state = 'active' GROUP BY s.id`;
  const wanted = listWorkdays(until);
  const undecided = rows.map(({ days }) => wanted.filter((day) => !days.includes(day)).length);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    schedules: rows.length,
    workdaysEach: wanted.length,
    undecided: sum(undecided),
    decidedTwice: sum(rows.map(({ days }) => days.length - new Set(days).size)),
    sentSlots: sum(rows.map(({ queued }) => queued)),
    skippedWithoutReason: sum(rows.map(({ reasonless }) => reasonless)),
  };
}

function listWorkdays(until: LocalDate): readonly LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = FIRST; day <= until; day = addDays(day, 1)) if (isWorkday(day)) days.push(day);
  return days;
}

function countOpenEvents({ store }: FaultStage): Promise<number> {
  return store.db.outboxEvent.count({ where: { doneAt: null, kind: { not: 'canary' } } });
}
