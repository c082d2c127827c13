import type { Bilingual } from '../chat/language.ts';

/** The words for orders and payments in a customer's timeline. */
export const activityText = {
  signed: { en: 'Order signed', zh: '签单' },
  withdrawn: { en: 'Order taken back', zh: '订单作废' },
  payment: { en: 'Payment', zh: '回款' },
  refund: { en: 'Refund', zh: '退款' },
  split: { en: 'Credit split', zh: '业绩拆分' },
  splitFrom: (day: string): Bilingual => ({ en: `from ${day}`, zh: `${day} 起` }),
  states: {
    proposed: { en: 'waits for finance', zh: '待财务确认' },
    rejected: { en: 'rejected', zh: '已驳回' },
    withdrawn: { en: 'taken back', zh: '已撤回' },
  } as Readonly<Record<string, Bilingual>>,
};
