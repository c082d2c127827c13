import { localDateOf } from '../kernel/zones.ts';
import type { StoreContext } from '../store/context.ts';
import type { Calendars } from './calendars.ts';
import { insertDeliveries } from './delivery-store.ts';
import { planPrivate } from './plan.ts';
import { findReadersByRole } from './readers.ts';

/** From this month-day on the next year's calendar is asked for: the day before its first slots would be guessed. */
const ASK_FROM = '-12-01';

/**
 * Tells an organization's admins, once a year, that the work calendar of a year is not known: until they have it, its
 * weekdays count as workdays. December asks about the year to come.
 */
export async function noticeUnknownYears(store: StoreContext, calendars: Calendars): Promise<void> {
  for (const { orgId, zone, knowsYear } of calendars.all()) {
    const today = localDateOf(store.clock.now(), zone);
    const year = Number(today.slice(0, 4));
    const years = today.slice(4) >= ASK_FROM ? [year, year + 1] : [year];
    for (const each of years) if (!knowsYear(each)) await noticeYear(store, orgId, each);
  }
}

async function noticeYear(store: StoreContext, orgId: string, year: number): Promise<void> {
  const known = await store.db.delivery.findFirst({
    where: { orgId, kind: 'calendar', key: { startsWith: `calendar|${year}|` } },
    select: { id: true },
  });
  if (known !== null) return;
  const admins = await findReadersByRole(store.db, orgId, 'admin');
  const plans = admins.map((admin) => {
    const { memberId } = admin;
    const content = { kind: 'push', push: 'calendar', year, memberId } as const;
    return planPrivate(
      { key: `calendar|${year}|${memberId}`, kind: 'calendar', subscriptionId: null, content },
      admin,
    );
  });
  await insertDeliveries(store, orgId, null, plans);
}
