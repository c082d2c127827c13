import { localTimeOf } from '../kernel/zones.ts';
import { dayText as t } from './day-text.ts';
import type { TodoSource } from './todo-source.ts';
import { listVisits } from './visit-store.ts';
import { visitText as v } from './visit-text.ts';

/** Where somebody checked in today and has not logged what came of it. */
export const visitTodo: TodoSource = {
  name: 'visits',
  load: async (db, { orgId, memberId, today, lang, limit, orgZone }) => {
    const visits = await listVisits(db, orgId, [memberId], today);
    const there = visits.filter(({ followUpId, checkedInAt }) => followUpId === null && checkedInAt !== null);
    return {
      heading: (count) => t.visitsHeading(count)[lang],
      count: there.length,
      late: 0,
      items: there.slice(0, limit).map(({ customerName, customerId, checkedInAt, place }) => {
        const when = t.checkedInAt(localTimeOf(checkedInAt?.getTime() ?? 0, orgZone))[lang];
        return {
          text: [{ text: customerName, bold: true }, { text: ` · ${when}` }],
          ...(place === '' ? {} : { note: place }),
          customer: { id: customerId, also: `${v.visit[lang]} · ${when}` },
          buttons: [
            {
              label: v.buttonLog[lang],
              action: 'followup.start',
              target: `${customerId}.visit`,
              style: 'primary',
            },
            { label: v.buttonCustomer[lang], action: 'customer.show', target: customerId },
          ],
        };
      }),
    };
  },
};
