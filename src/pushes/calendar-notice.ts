import { addDays, diffDays, type LocalDate, partsOf } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { StoreContext } from '../store/context.ts';
import type { Calendars } from './calendars.ts';
import { insertDeliveries } from './delivery-store.ts';
import { planPrivate } from './plan.ts';
import { findReadersByRole } from './readers.ts';

/**
 * The round in which admins are asked for a year that is not known, named by the day on which it began; undefined before
 * the first. The State Council tells the next year in November: from its first day on every two weeks, from December on
 * and in the year itself every week, until somebody has entered it.
 */
export function findRound(year: number, today: LocalDate): LocalDate | undefined {
  const first = `${year - 1}-11-01`;
  const december = `${year - 1}-12-01`;
  if (today < first) return undefined;
  const [from, every] = today < december ? [first, 14] : [december, 7];
  const days = diffDays(from, today);
  return addDays(from, days - (days % every));
}

/**
 * Asks an organization's admins for the work calendar of a year that is not known, in rounds: until they have it, its
 * weekdays count as workdays. The present year is asked for as well as the next.
 */
export async function noticeUnknownYears(store: StoreContext, calendars: Calendars): Promise<void> {
  for (const { orgId, zone, knowsYear } of calendars.all()) {
    const today = localDateOf(store.clock.now(), zone);
    const { year } = partsOf(today);
    for (const each of [year, year + 1]) {
      const round = knowsYear(each) ? undefined : findRound(each, today);
      if (round !== undefined) await noticeYear(store, orgId, each, round);
    }
  }
}

async function noticeYear(store: StoreContext, orgId: string, year: number, round: LocalDate): Promise<void> {
  const stem = `calendar|${year}|${round}|`;
  const known = await store.db.delivery.findFirst({
    where: { orgId, kind: 'calendar', key: { startsWith: stem } },
    select: { id: true },
  });
  if (known !== null) return;
  const admins = await findReadersByRole(store.db, orgId, 'admin');
  const plans = admins.map((admin) => {
    const { memberId } = admin;
    const content = { kind: 'push', push: 'calendar', year, memberId } as const;
    return planPrivate({ key: `${stem}${memberId}`, kind: 'calendar', subscriptionId: null, content }, admin);
  });
  await insertDeliveries(store, orgId, null, plans);
}
