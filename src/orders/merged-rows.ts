import type { MergedRows } from '../customers/merge/rows.ts';

/** Orders go along with a customer's record, and their instalments and payments with them. */
export const orderRows: readonly MergedRows[] = [
  {
    table: 'orders',
    key: ['id'],
    label: (count) => ({ en: count === 1 ? '1 order' : `${count} orders`, zh: `${count} 份订单` }),
  },
];
