import { addDays, type LocalDate } from '../kernel/calendar.ts';
import { findRung, isPaused, type Listener, type Rung } from '../orders/ladder.ts';
import { listDueBy, listEarlierNotices, type Notice, recordNotices } from '../orders/ladder-store.ts';
import type { OpenInstalment } from '../orders/receivable-store.ts';
import type { StoreContext } from '../store/context.ts';
import { createCalendars } from './calendars.ts';
import { type Chain, loadChains } from './chains.ts';
import type { Reader } from './readers.ts';

/** The first step stands so many days before the due date. */
const AHEAD = 7;

/**
 * Decides what a member is told of due instalments on a day, and writes it down: each step once, and of several steps that
 * were reached only the last. Whether there is anything to tell; running it again for the same day adds nothing.
 */
export async function noticeOverdue(
  store: StoreContext,
  orgId: string,
  reader: Reader,
  day: LocalDate,
): Promise<boolean> {
  const { db } = store;
  const { memberId, roles } = reader;
  const hearsOfOthers = roles.includes('manager') || roles.includes('executive');
  const chains = hearsOfOthers ? await loadBelow() : new Map<string, Chain>();
  const due = await listDueBy(db, orgId, addDays(day, AHEAD), [memberId, ...chains.keys()]);
  const calendars = createCalendars(db);
  await calendars.load([orgId]);
  const { isWorkday } = calendars.of(orgId);
  const reached: Notice[] = [];
  for (const each of due) {
    if (isPaused(each, day, isWorkday)) continue;
    const rung = reachedBy(each);
    if (rung !== undefined) reached.push({ orderId: each.orderId, dueOn: each.dueOn, rung });
  }
  const told = new Set((await listEarlier()).map(writeNotice));
  const fresh = reached.filter((notice) => !told.has(writeNotice(notice)));
  return recordNotices(store, { orgId, memberId, day }, fresh);

  function listEarlier(): Promise<readonly Notice[]> {
    const orderIds = [...new Set(reached.map(({ orderId }) => orderId))];
    return listEarlierNotices(db, orgId, orderIds, day);
  }

  /** Those of whose instalments the reader hears because they stand above. */
  async function loadBelow(): Promise<ReadonlyMap<string, Chain>> {
    const members = await db.member.findMany({ where: { orgId }, select: { id: true } });
    const ids = members.map(({ id }) => id);
    const all = await loadChains(db, orgId, ids, day);
    const isAbove = ({ managers, heads }: Chain) => managers.includes(memberId) || heads.includes(memberId);
    return new Map([...all].filter(([id, chain]) => id !== memberId && isAbove(chain)));
  }

  function reachedBy({ dueOn, collectorId }: OpenInstalment): Rung | undefined {
    if (collectorId === null) return undefined;
    if (collectorId === memberId) return findRung('owner', dueOn, day);
    // Nobody above hears of it before its seventh day.
    if (addDays(dueOn, AHEAD) > day) return undefined;
    const chain = chains.get(collectorId);
    if (chain === undefined) return undefined;
    const listens: readonly Listener[] = [
      ...(chain.managers.includes(memberId) ? (['manager'] as const) : []),
      ...(chain.heads.includes(memberId) ? (['head'] as const) : []),
    ];
    return listens.map((each) => findRung(each, dueOn, day)).findLast((rung) => rung !== undefined);
  }
}

function writeNotice({ orderId, dueOn, rung }: Notice): string {
  return `${orderId} ${dueOn} ${rung}`;
}
