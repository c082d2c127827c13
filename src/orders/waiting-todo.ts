import type { TodoSource } from '../followups/todo-source.ts';
import { allWaitingButton } from './decision-cards.ts';
import { paymentText as t } from './payment-text.ts';
import { waitingItem } from './waiting-cards.ts';
import { listWaitingPayments } from './waiting-store.ts';

const MOST_COUNTED = 50;

/** Payments and refunds that wait for this person's word, the longest waiting first. */
export const waitingTodo: TodoSource = {
  name: 'payments',
  isDecision: true,
  load: async (db, { orgId, memberId, roles, today, orgZone, lang, currency, limit }) => {
    const decides = roles.includes('finance') || roles.includes('executive');
    const query = { orgId, today, zone: orgZone, decider: { memberId, roles }, limit: MOST_COUNTED };
    const rows = decides ? await listWaitingPayments(db, query) : [];
    const sense = { lang, currency, today };
    return {
      heading: (count) => t.waitingTodo(String(count))[lang],
      count: rows.length,
      late: rows.filter(({ waitedDays }) => waitedDays > 0).length,
      items: rows
        .slice(0, limit)
        .map((row) => waitingItem({ ...row, verdict: 'allowed' }, sense, { kind: 'day' })),
      all: allWaitingButton(lang),
    };
  },
};
