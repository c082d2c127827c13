import type { TodoSource } from '../followups/todo-source.ts';
import { writeMoney } from './cards.ts';
import { isHeld } from './ladder.ts';
import { listDueBy } from './ladder-store.ts';
import { instalmentButtons } from './overdue-cards.ts';
import { describeDue, describeMore } from './receivable-cards.ts';
import { receivableText } from './receivable-text.ts';

/** The instalments that are due, for whoever asks for them; what is promised or disputed rests. */
export const instalmentTodo: TodoSource = {
  name: 'instalments',
  load: async (db, { orgId, memberId, today, lang, currency, limit }) => {
    const sense = { lang, currency, today };
    const due = (await listDueBy(db, orgId, today, [memberId])).filter((each) => !isHeld(each, today));
    return {
      heading: (count) => receivableText.todoHeading(String(count))[lang],
      count: due.length,
      late: due.filter(({ dueOn }) => dueOn < today).length,
      items: due.slice(0, limit).map((each) => {
        const money = `${writeMoney(each.amount - each.paid, sense)} · ${describeDue(each.dueOn, sense)}`;
        return {
          text: [{ text: each.customerName, bold: true }, { text: ` · ${money}` }],
          note: [each.number, ...describeMore(each, sense)].join(' · '),
          buttons: instalmentButtons(each, sense),
          customer: { id: each.customerId, also: `${receivableText.todoAlso[lang]} · ${money}` },
        };
      }),
    };
  },
};
