import { createDispatch } from '../../src/app/dispatch.ts';
import { actions, commands } from '../../src/app/registry.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { runTagRules } from '../../src/customers/tags/apply.ts';
import { addDays, type LocalDate } from '../../src/kernel/calendar.ts';
import { createManualClock, type ManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { loadDaily } from '../../src/performance/load-daily.ts';
import { hasOpenDay, renderClearDay } from '../../src/pushes/clear-day.ts';
import { noticeOverdue } from '../../src/pushes/notice-overdue.ts';
import { findReaders, type Reader } from '../../src/pushes/readers.ts';
import { renderOverdue } from '../../src/pushes/render-overdue.ts';
import { announceReminders } from '../../src/pushes/slot-store.ts';
import { tickStale } from '../../src/pushes/stale-tick.ts';
import { tick } from '../../src/pushes/tick.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { memberName, placesOf, planStaff } from './load/company.ts';
import { makeId, planSizes } from './load/size.ts';

/** What one part of a daily job took. */
export interface JobRow {
  readonly job: string;
  /** How often it ran: for one organization once, or for each of so many people. */
  readonly runs: number;
  /** All runs together, in milliseconds. */
  readonly ms: number;
  /** The slowest run. */
  readonly max: number;
  /** What it wrote, found or moved. */
  readonly rows: number;
  readonly what: string;
}

export const JOBS_HEAD =
  '| job | runs | all ms | slowest ms | rows | |\n| --- | --- | --- | --- | --- | --- |';

export function formatJob({ job, runs, ms, max, rows, what }: JobRow): string {
  return `| ${job} | ${runs} | ${ms.toFixed(0)} | ${max.toFixed(1)} | ${rows} | ${what} |`;
}

/** A working day after all that any earlier run has decided, at the hour at which organizations are looked through. */
const HOUR = '01:30:00Z';
/** Everybody has a cadence of their own; so many of the loaded customers are late by this one. */
const CADENCE_DAYS = 30;

interface Bench {
  readonly store: StoreContext;
  readonly clock: ManualClock;
  readonly orgId: string;
  readonly day: LocalDate;
  readonly readers: readonly Reader[];
  readonly say: (row: JobRow) => void;
}

/**
 * Runs what the product does by itself each day for the biggest organization of the data set, and what moves very many rows
 * at once, each by its real code, and tells what it took. Like the measured commands it changes the rows that it is about: each run
 * goes on a day further. `only`: one part of them, by its name.
 */
export async function benchJobs(
  url: string,
  scale: number,
  say: (line: string) => void,
  only?: string,
): Promise<readonly JobRow[]> {
  const [size] = planSizes(scale);
  if (size === undefined) throw new Error('no organization is planned');
  const db = createDb({ url, poolSize: 4 });
  const rows: JobRow[] = [];
  try {
    const orgId = makeId('org', 1, 0);
    const day = await chooseDay({ db }, orgId);
    const clock = createManualClock(Date.parse(`${day}T${HOUR}`));
    const store: StoreContext = { db, clock, ids: createIds(clock) };
    const active = await db.member.findMany({ where: { orgId, active: true }, select: { id: true } });
    const readers = await findReaders(
      db,
      orgId,
      active.map(({ id }) => id),
    );
    const tell = (row: JobRow): void => {
      rows.push(row);
      say(formatJob(row));
    };
    say(JOBS_HEAD);
    const bench: Bench = { store, clock, orgId, day, readers, say: tell };
    const parts: Readonly<Record<string, () => Promise<void>>> = {
      reminders: () => benchReminders(bench),
      stale: () => benchStale(bench),
      tags: () => benchTags(bench),
      overdue: () => benchOverdue(bench),
      daily: () => benchDaily(bench),
      clear: () => benchClearDay(bench),
      tick: () => benchTick(bench),
      leave: () => benchLeave(bench, planStaff(size).sales),
    };
    const wanted = Object.entries(parts).filter(([name]) => only === undefined || only === name);
    if (wanted.length === 0) throw new Error(`no job is called ${only}: ${Object.keys(parts).join(', ')}`);
    for (const [, run] of wanted) await run();
    return rows;
  } finally {
    await db.$disconnect();
  }
}

/** The day after the last that was looked through or, the first time, today; a Tuesday to Friday, so that nobody rests. */
async function chooseDay({ db }: Pick<StoreContext, 'db'>, orgId: string): Promise<LocalDate> {
  const [last] = await db.$queryRaw<{ day: string | null }[]>`
    SELECT GREATEST((SELECT max(day) + 1 FROM stale_days WHERE org_id = ${orgId}::uuid), now()::date)::text AS day`;
  let day = last?.day ?? '';
  while (![2, 3, 4].includes(new Date(day).getUTCDay())) day = addDays(day, 1);
  return day;
}

/** Times each run; `work` tells how many rows it was about. */
async function measure<T>(
  bench: Bench,
  job: string,
  over: readonly T[],
  work: (each: T) => Promise<number>,
  what: string,
): Promise<void> {
  let [ms, max, rows] = [0, 0, 0];
  for (const each of over) {
    const began = performance.now();
    rows += await work(each);
    const took = performance.now() - began;
    ms += took;
    max = Math.max(max, took);
  }
  bench.say({ job, runs: over.length, ms, max, rows, what });
}

async function countRows({ store }: Bench, table: 'stale_notices' | 'ownership_changes' | 'overdue_notices') {
  const found = await store.db.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM ${table}`);
  return Number(found[0]?.n ?? 0n);
}

/** What fell due since the last run is announced in rounds, as the ticker does. */
async function benchReminders(bench: Bench): Promise<void> {
  const announce = async (): Promise<number> => {
    let all = 0;
    for (;;) {
      const round = await announceReminders(bench.store, 500);
      all += round;
      if (round < 500) return all;
    }
  };
  await measure(bench, 'reminders that are due', [0], announce, 'announced');
}

/** Twice: on the first day much is told, on the next one only what is new; then with falling. */
async function benchStale(bench: Bench): Promise<void> {
  const { store, clock, orgId } = bench;
  const look = async (): Promise<number> => {
    const before = await countRows(bench, 'stale_notices');
    await tickStale(store);
    return (await countRows(bench, 'stale_notices')) - before;
  };
  const set = (data: { cadenceDays: number; falls: boolean; fallAfterDays: number }) =>
    store.db.poolSettings.update({ where: { orgId }, data });
  const known = await store.db.poolSettings.findUniqueOrThrow({ where: { orgId } });
  const { cadenceDays, falls, fallAfterDays } = known;
  try {
    await set({ cadenceDays: CADENCE_DAYS, falls: false, fallAfterDays });
    await measure(bench, 'stale look', [0], look, 'notices on the first day');
    clock.set(clock.now() + 86_400_000);
    await measure(bench, 'stale look', [0], look, 'notices on the next day');
    clock.set(clock.now() - 86_400_000);
  } finally {
    await set({ cadenceDays, falls, fallAfterDays });
  }
}

async function benchTags(bench: Bench): Promise<void> {
  const { store } = bench;
  const rules = await store.db.tagRule.count({ where: { orgId: bench.orgId } });
  await measure(
    bench,
    'tags by rule',
    [0],
    () => runTagRules(store, { seenUntil: undefined }).then(() => rules),
    'rules',
  );
}

/** Each member's own overdue notices, decided and drawn. */
async function benchOverdue(bench: Bench): Promise<void> {
  const { store, orgId, day, readers } = bench;
  const { sales, leads } = splitReaders(readers);
  const decide = async (reader: Reader): Promise<number> =>
    (await noticeOverdue(store, orgId, reader, day)) ? 1 : 0;
  await measure(bench, 'overdue notices, salespeople', sales, decide, 'people told');
  await measure(bench, 'overdue notices, managers and executives', leads, decide, 'people told');
  const draw = async (reader: Reader): Promise<number> =>
    (await renderOverdue({ store, orgId, reader }, day)).kind === 'message' ? 1 : 0;
  await measure(bench, 'overdue notices, drawn', readers, draw, 'messages');
}

async function benchClearDay(bench: Bench): Promise<void> {
  const { store, orgId, readers } = bench;
  const { sales, leads } = splitReaders(readers);
  const decide = async (reader: Reader): Promise<number> =>
    (await hasOpenDay(store, orgId, reader)) ? 1 : 0;
  await measure(bench, 'clear the day, salespeople', sales, decide, 'have something open');
  await measure(bench, 'clear the day, managers and executives', leads, decide, 'have something open');
  const draw = async (reader: Reader): Promise<number> =>
    (await renderClearDay({ store, orgId, reader })).kind === 'message' ? 1 : 0;
  await measure(bench, 'clear the day, drawn', readers, draw, 'messages');
}

/** The daily summary of the company and of each group. */
async function benchDaily(bench: Bench): Promise<void> {
  const { store, orgId, day } = bench;
  const groups = await store.db.salesGroup.findMany({ where: { orgId }, select: { id: true } });
  const draw = async (groupId: string | null): Promise<number> => {
    await loadDaily(store, { orgId, groupId, days: { from: day, to: day } });
    return 1;
  };
  await measure(bench, 'daily summary, company', [null], draw, 'summaries');
  await measure(
    bench,
    'daily summary, groups',
    groups.map(({ id }) => id),
    draw,
    'summaries',
  );
}

/** What runs each second: the first time it decides what fell due since the last run, then there is nothing to do. */
async function benchTick(bench: Bench): Promise<void> {
  const { store } = bench;
  const run = async (): Promise<number> => {
    const { queued, reminders } = await tick(store);
    return queued + reminders;
  };
  await measure(bench, 'tick, all that is due', [0], run, 'queued');
  await measure(bench, 'tick, nothing due', Array.from({ length: 20 }), run, 'queued');
}

/** Somebody with thousands of customers leaves: what is asked, and what the confirmation moves. */
async function benchLeave(bench: Bench, sales: readonly number[]): Promise<void> {
  const { store, orgId } = bench;
  const [most, next] = await store.db.$queryRaw<{ id: string; name: string; n: number }[]>`
    SELECT m.id, m.name, (SELECT count(*)::int FROM customers c WHERE c.org_id = m.org_id AND c.owner_id = m.id) AS n
    FROM members m WHERE m.org_id = ${orgId}::uuid AND m.active AND m.roles = '{sales}' ORDER BY n DESC, m.id LIMIT 2`;
  if (most === undefined || next === undefined) throw new Error('nobody is there to leave');
  const admin = await store.db.$queryRaw<{ user: string }[]>`
    SELECT i.external_user AS "user" FROM members m
    JOIN chat_identities i ON i.org_id = m.org_id AND i.member_id = m.id
    JOIN workspaces w ON w.org_id = i.org_id AND w.id = i.workspace_id AND w.platform = 'slack'
    WHERE m.org_id = ${orgId}::uuid AND 'admin' = ANY(m.roles) AND m.active LIMIT 1`;
  const ask = createAsk(store, admin[0]?.user ?? '');
  let asked: Reply = { kind: 'nothing' };
  const known = sales.map(memberName).filter((name) => name === most.name).length;
  if (known > 1) throw new Error(`${most.name} is not the only one of that name`);
  await measure(
    bench,
    'leave, asked',
    [0],
    async () => {
      asked = await ask({ kind: 'text', text: `leave ${most.name} to ${next.name}` });
      return most.n;
    },
    'customers',
  );
  const target = findConfirmation(asked);
  await measure(
    bench,
    'leave, confirmed',
    [0],
    async () => {
      await ask({ kind: 'press', action: 'draft.confirm', target, surface: 'card', values: {} });
      const [left] = await store.db.$queryRaw<{ active: boolean; n: number }[]>`
        SELECT m.active, (SELECT count(*)::int FROM customers c WHERE c.org_id = m.org_id AND c.owner_id = m.id) AS n
        FROM members m WHERE m.org_id = ${orgId}::uuid AND m.id = ${most.id}::uuid`;
      if (left === undefined || left.active || left.n > 0) throw new Error('the leaver still has customers');
      return most.n;
    },
    'customers moved',
  );
}

type Said =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'press';
      readonly action: 'draft.confirm';
      readonly target: string;
      readonly surface: 'card';
      readonly values: Readonly<Record<string, string>>;
    };

function createAsk(store: StoreContext, user: string): (said: Said) => Promise<Reply> {
  const handle = createDispatch({
    store,
    commands,
    actions,
    directory: { describe: () => Promise.resolve({ kind: 'unavailable', code: 'no-directory' }) },
    sendAnswer: () => undefined,
    nudge: () => undefined,
    report: (fault) => {
      throw fault;
    },
  });
  const source = {
    platform: 'slack',
    workspace: placesOf(1).slack,
    user,
    conversation: `D-${user}`,
    scope: 'private',
  } as const;
  const answers = ['nothing', 'card', 'form', 'errors', 'replace'] as const satisfies Inbound['answers'];
  return (said) => handle({ key: store.ids.uuid(), source, answers, ...said });
}

function findConfirmation(reply: Reply): string {
  const found = /"action":"draft\.confirm","target":"([^"]+)"/.exec(JSON.stringify(reply))?.[1];
  if (found === undefined)
    throw new Error(`no question to confirm in ${JSON.stringify(reply).slice(0, 400)}`);
  return found;
}

function splitReaders(readers: readonly Reader[]) {
  const isLead = ({ roles }: Reader) => roles.includes('manager') || roles.includes('executive');
  return { sales: readers.filter((reader) => !isLead(reader)), leads: readers.filter(isLead) };
}
