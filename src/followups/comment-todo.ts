import { cutText } from '../kernel/text/clean.ts';
import { listUnread } from './comment-store.ts';
import { dayText as t } from './day-text.ts';
import type { TodoSource } from './todo-source.ts';
import { visitText as v } from './visit-text.ts';

/** What a manager said of somebody's follow-ups lately and they have not ticked off. */
export const commentTodo: TodoSource = {
  name: 'comments',
  load: async (db, { orgId, memberId, today, lang, limit }) => {
    const comments = await listUnread(db, orgId, memberId, today);
    return {
      heading: (count) => t.commentsHeading(count)[lang],
      count: comments.length,
      late: 0,
      items: comments.slice(0, limit).map(({ id, customerName, customerId, byName, text, followUpId }) => ({
        text: [{ text: customerName, bold: true }, { text: ` · ${t.commentBy(byName)[lang]}` }],
        note: cutText(text, 160),
        followUpId,
        buttons: [
          { label: t.buttonRead[lang], action: 'comment.read', target: `${id}.list`, style: 'primary' },
          { label: v.buttonLogMore[lang], action: 'followup.start', target: customerId },
          { label: v.buttonCustomer[lang], action: 'customer.show', target: customerId },
        ],
      })),
    };
  },
};
