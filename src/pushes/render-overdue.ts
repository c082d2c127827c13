import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import { isPaused } from '../orders/ladder.ts';
import { listNoticed } from '../orders/ladder-store.ts';
import { overdueCard } from '../orders/overdue-cards.ts';
import { maySeeOrder } from '../orders/rights.ts';
import { listMembersBelow } from '../people/groups.ts';
import { createCalendars } from './calendars.ts';
import type { Rendered } from './content.ts';
import { type PersonalPush, send, skip } from './rendered.ts';

/**
 * The instalments of which its reader is to be told on a day, as they stand when it is sent: what was paid meanwhile is
 * left out or smaller, what is promised, disputed or somebody else's by now is left out.
 */
export async function renderOverdue(
  { store, orgId, reader }: PersonalPush,
  day: LocalDate,
): Promise<Rendered> {
  const { memberId, roles, lang, zone } = reader;
  const [noticed, below, org] = await Promise.all([
    listNoticed(store.db, orgId, memberId, day),
    listMembersBelow(store.db, orgId, memberId, day),
    store.db.organization.findUniqueOrThrow({ where: { id: orgId }, select: { currency: true } }),
  ]);
  const calendars = createCalendars(store.db);
  await calendars.load([orgId]);
  const { isWorkday } = calendars.of(orgId);
  const open = noticed
    .filter((each) => !isPaused(each, day, isWorkday))
    .filter(({ ownerId, collectorId }) => {
      const people = { ownerId, credited: collectorId === null ? [] : [collectorId] };
      return maySeeOrder({ memberId, roles, below }, people);
    });
  if (open.length === 0) return skip('money-came-in');
  const sense = { lang, currency: org.currency, today: localDateOf(store.clock.now(), zone) };
  return send(overdueCard(open, ({ collectorId }) => collectorId === memberId, sense));
}
