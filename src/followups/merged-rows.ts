import type { MergedRows } from '../customers/merge/rows.ts';

/** What of follow-ups goes along when a customer's record is merged into another. */
export const followUpRows: readonly MergedRows[] = [
  {
    table: 'follow_ups',
    key: ['id'],
    label: (count) => ({ en: count === 1 ? '1 follow-up' : `${count} follow-ups`, zh: `${count} 条跟进` }),
  },
  { table: 'reminders', key: ['id'] },
];
