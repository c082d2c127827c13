import { diffDays } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { cutText } from '../kernel/text/clean.ts';
import { dayText as t } from './day-text.ts';
import { putOffTarget } from './put-off.ts';
import { listDueCases } from './service-store.ts';
import { serviceText as s } from './service-text.ts';
import type { TodoSource } from './todo-source.ts';

/**
 * Service cases that are due, of somebody's own or of a customer of theirs; one that their reminder stands for is in the list
 * already.
 */
export const serviceTodo: TodoSource = {
  name: 'service',
  load: async (db, { orgId, memberId, today, lang, limit }) => {
    const cases = await listDueCases(db, orgId, memberId, today);
    return {
      heading: (count) => t.casesHeading(count)[lang],
      count: cases.length,
      late: cases.filter(({ dueOn }) => dueOn < today).length,
      items: cases.slice(0, limit).map((each) => {
        const late = diffDays(each.dueOn, today);
        const due = s.dueOn(formatDate(each.dueOn, lang))[lang];
        return {
          text: [
            { text: each.customerName, bold: true },
            { text: ` · ${late > 0 ? `${due} · ${s.late(late)[lang]}` : due}` },
          ],
          note: `${cutText(each.text, 100)} · ${each.authorName}`,
          followUpId: each.id,
          customer: { id: each.customerId, also: `${s.aCase[lang]} · ${due}` },
          buttons: [
            { label: s.buttonClose[lang], action: 'service.close', target: each.id, style: 'primary' },
            { label: s.buttonLater[lang], action: 'todo.later', target: putOffTarget(each.customerId, true) },
            { label: s.buttonCustomer[lang], action: 'customer.show', target: each.customerId },
          ],
        };
      }),
    };
  },
};
