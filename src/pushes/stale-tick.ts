import { moveOwner } from '../customers/owners.ts';
import { loadPoolSettings, type PoolSettings } from '../customers/pool/settings.ts';
import { BEFORE_ALL, lookAtPage } from '../customers/stale/look-page.ts';
import { createIdleCounter, decideStale, findClock, type IdleCounter } from '../customers/stale/rules.ts';
import {
  insertNotices,
  listEarlier,
  listProtected,
  lockUnchanged,
  type StaleCandidate,
  type StaleNotice,
} from '../customers/stale/store.ts';
import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { listAbsences } from '../people/absences/store.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext, StoreContext } from '../store/context.ts';
import { createCalendars } from './calendars.ts';
import { listSuperiors } from './people-store.ts';
import { type DueLook, finishLook, listDueLooks } from './stale-store.ts';

/** Customers looked at in one statement. */
const PAGE = 2_000;
/** An absence that ended before does not matter any more to any cadence. */
const OLDEST_DAYS = 1_500;

/**
 * Looks through the customers of every organization whose day has come to its reminder time, once a day: tells owners, then
 * those above them, of customers that nobody contacted in time, and lets fall what the rule says. Any number of processes
 * may do it at once: a notice is one row, a fall needs the customer as it was looked at. How many organizations they were.
 */
export async function tickStale(store: StoreContext): Promise<number> {
  const due = await listDueLooks(store.db, store.clock.now());
  for (const look of due) {
    await lookThrough(store, look);
    await finishLook(store, look);
  }
  return due.length;
}

async function lookThrough(store: StoreContext, { orgId, zone, day }: DueLook): Promise<void> {
  const { db } = store;
  const calendars = createCalendars(db);
  await calendars.load([orgId]);
  const week = calendars.of(orgId);
  // Nobody is told on a day off, and nothing falls on one.
  if (!week.isWorkday(day)) return;
  const settings = await loadPoolSettings(db, orgId);
  const counter = createIdleCounter(week, await listAbsences(db, orgId, addDays(day, -OLDEST_DAYS)));
  const above = new Map<string, readonly string[]>();
  const { cadenceDays, managerAfterDays, falls, fallAfterDays } = settings;
  const told = { managerAfterDays, fallAfterDays: falls ? fallAfterDays : null };
  for (let after = BEFORE_ALL; ; ) {
    const at = { kind: 'after', id: after, limit: PAGE } as const;
    const page = await lookAtPage(db, { orgId, zone, today: day, cadenceDays, page: at, told });
    await workPage(store, { orgId, day, settings, counter, above }, page.candidates);
    if (page.last === null || page.size < PAGE) return;
    after = page.last;
  }
}

interface Look {
  readonly orgId: string;
  readonly day: LocalDate;
  readonly settings: PoolSettings;
  readonly counter: IdleCounter;
  /** Who stands above an owner, as far as it was asked. */
  readonly above: Map<string, readonly string[]>;
}

async function workPage(store: StoreContext, look: Look, page: readonly StaleCandidate[]): Promise<void> {
  if (page.length === 0) return;
  const { db } = store;
  const { orgId, day } = look;
  const ids = page.map(({ id }) => id);
  const earlier = await listEarlier(db, orgId, ids);
  const notices: StaleNotice[] = [];
  const falling: Falling[] = [];
  for (const candidate of page) {
    const { id, ownerId, cadenceDays, contacts, startOn } = candidate;
    if (look.counter.rests(ownerId, day)) continue;
    const clockOn = findClock(
      contacts.filter(({ on }) => on >= startOn),
      startOn,
      cadenceDays,
    );
    const told = earlier.get(`${id} ${clockOn}`) ?? [];
    const idleDays = look.counter.count(ownerId, clockOn, day);
    const { managerAfterDays, falls, fallAfterDays } = look.settings;
    const steps = decideStale({
      idleDays,
      cadenceDays,
      earlier: told,
      idleSince: (since) => look.counter.count(ownerId, since, day),
      managerAfterDays,
      fallAfterDays: falls ? fallAfterDays : null,
    });
    const notice = { customerId: id, clockOn, idleDays, cadenceDays };
    if (steps.includes('owner')) notices.push({ ...notice, stage: 'owner', memberId: ownerId });
    if (steps.includes('manager')) {
      const superiors = await findAbove(store, look, ownerId);
      notices.push(...superiors.map((memberId) => ({ ...notice, stage: 'manager' as const, memberId })));
    }
    if (steps.includes('fall'))
      falling.push({ candidate, notice: { ...notice, stage: 'fell', memberId: ownerId } });
  }
  if (notices.length > 0) await db.$executeRaw(insertNotices(orgId, day, notices));
  await letFall(store, look, falling);
}

async function findAbove({ db }: StoreContext, { orgId, day, above }: Look, ownerId: string) {
  const known = above.get(ownerId) ?? (await listSuperiors(db, orgId, ownerId, day));
  above.set(ownerId, known);
  return known;
}

interface Falling {
  readonly candidate: StaleCandidate;
  readonly notice: StaleNotice;
}

async function letFall(store: StoreContext, look: Look, falling: readonly Falling[]): Promise<void> {
  if (falling.length === 0) return;
  const { orgId, day, settings } = look;
  const ids = falling.map(({ candidate }) => candidate.id);
  const safe = await listProtected(store.db, orgId, ids, day);
  const context: ActingContext = { ...store, orgId, memberId: null, origin: 'job' };
  for (const { candidate, notice } of falling) {
    if (safe.has(candidate.id)) continue;
    const { cadenceDays, idleDays, clockOn } = notice;
    const rule = { cadenceDays, idleDays, clockOn, fallAfterDays: settings.fallAfterDays };
    const move = { customerId: candidate.id, from: candidate.ownerId, to: null, reason: 'fell', rule };
    await store.db.$transaction(async (tx) => {
      if (!(await lockUnchanged(tx, orgId, candidate))) return;
      if (!(await moveOwner(tx, context, move))) return;
      await tx.$executeRaw(insertNotices(orgId, day, [notice]));
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'customer.fell',
          entity: 'customer',
          entityId: candidate.id,
          before: { ownerId: candidate.ownerId },
          after: { ownerId: null, rule },
        }),
      );
    });
  }
}
