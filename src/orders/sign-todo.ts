import type { TodoSource } from '../followups/todo-source.ts';
import { writeDayTarget } from '../people/day.ts';
import { listMembersBelow } from '../people/groups.ts';
import { describeShares, showButton } from './cards.ts';
import { paymentText } from './payment-text.ts';
import { judgeSigning } from './rights.ts';
import { listProposalsWaiting } from './split-store.ts';
import { splitText as t } from './split-text.ts';

/** Corrections of splits that wait for a second signature which this person may give, the longest waiting first. */
export const signTodo: TodoSource = {
  name: 'signatures',
  isDecision: true,
  load: async (db, { orgId, memberId, roles, today, orgZone, lang, limit }) => {
    const waiting = await listProposalsWaiting(db, orgId, today, orgZone);
    const isLeading = waiting.length > 0 && roles.includes('manager');
    const below = isLeading ? await listMembersBelow(db, orgId, memberId, today) : new Set<string>();
    const person = { memberId, roles, below };
    const mine = waiting.filter((each) => judgeSigning(person, each, each) === 'allowed');
    return {
      heading: (count) => t.todoHeading(String(count))[lang],
      count: mine.length,
      late: mine.filter(({ waitedDays }) => waitedDays > 0).length,
      items: mine.slice(0, limit).map(({ id, number, customerName, proposedBy, shares, reason }) => ({
        text: [
          { text: customerName, bold: true },
          { text: ` · ${number} · ${describeShares(shares, { lang })}` },
        ],
        note: [paymentText.byName(proposedBy)[lang], reason].join(' · '),
        buttons: [
          { label: t.sign[lang], action: 'split.sign', target: writeDayTarget(id), style: 'primary' },
          { label: t.turnDown[lang], action: 'split.refuse', target: writeDayTarget(id), style: 'danger' },
          { ...showButton({ number }, lang), label: paymentText.orderButton[lang] },
        ],
      })),
    };
  },
};
