import type { MergedRows } from '../customers/merge/rows.ts';

/** Deals go along with a customer's record. What is known about competitors is a ledger and stays where it was noted. */
export const dealRows: readonly MergedRows[] = [
  {
    table: 'deals',
    key: ['id'],
    label: (count) => ({ en: count === 1 ? '1 deal' : `${count} deals`, zh: `${count} 个商机` }),
  },
];
