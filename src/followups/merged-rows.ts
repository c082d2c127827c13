import type { MergedRows } from '../customers/merge/rows.ts';

/** What of follow-ups goes along when a customer's record is merged into another. */
export const followUpRows: readonly MergedRows[] = [
  {
    table: 'follow_ups',
    key: ['id'],
    label: (count) => ({ en: count === 1 ? '1 follow-up' : `${count} follow-ups`, zh: `${count} 条跟进` }),
  },
  { table: 'reminders', key: ['id'] },
  // A member visits a customer once a day: of two such visits the kept record's stands.
  { table: 'visits', key: ['id'], unique: ['member_id', 'planned_on'] },
];
