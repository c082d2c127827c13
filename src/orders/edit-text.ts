import type { Bilingual } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read where a signed order is changed or taken back. */
export const editText = {
  editTitle: { en: 'Change order', zh: '修改订单' },
  editSummary: {
    en: 'Change amount, date or instalments of a signed order',
    zh: '修改已签订单的金额、日期或回款计划',
  },
  editExample: {
    en: 'order edit HT-2026-018 amount=350k customer added a second line',
    zh: '修改订单 HT-2026-018 金额=35万 客户追加一条产线',
  },
  voidTitle: { en: 'Take back order', zh: '作废订单' },
  voidSummary: { en: 'Take back an order that no longer stands', zh: '作废一笔不再有效的订单' },
  voidExample: { en: 'order void HT-2026-018 signed twice by mistake', zh: '作废订单 HT-2026-018 重复签约' },
  fieldUnchanged: { en: 'Left empty: as it is', zh: '不填则不变' },
  fieldReason: { en: 'Reason', zh: '原因' },
  fieldReasonHint: { en: 'Kept with the change', zh: '会随修改一并留存' },
  edit: { en: 'Change', zh: '修改' },

  changedTitle: (number: string) => ({ en: `Order ${number} is changed`, zh: `订单 ${number} 已修改` }),
  voidedTitle: (number: string) => ({ en: `Order ${number} is taken back`, zh: `订单 ${number} 已作废` }),
  voidedHow: {
    en: 'It no longer counts, and nobody is asked for its instalments. Its history stays.',
    zh: '不再计入业绩，也不再催款，历史记录保留。',
  },
  fromTo: (before: string, after: string) => ({ en: `${before} → ${after}`, zh: `${before} → ${after}` }),

  nothing: { en: 'Nothing would change.', zh: '没有任何改动。' },
  belowPaid: (paid: string) => ({
    en: `${paid} has come in already; give money back first.`,
    zh: `已回款 ${paid}，请先登记退款。`,
  }),
  planNeeded: {
    en: 'The order has several instalments: please say how the new amount is split.',
    zh: '这笔订单分多期，请写明新金额怎么分期。',
  },
  signedFuture: (today: string) => ({
    en: `It cannot be signed later than today, ${today}.`,
    zh: `签约日期不能晚于今天（${today}）。`,
  }),
  moneyIn: {
    en: 'Money has come in for this order, so its amount, its date and whether it stands are changed by a manager or an admin who has no share in it.',
    zh: '这笔订单已有回款，金额、签约日期和作废需由不参与分成的经理或管理员处理。',
  },
  notYours: {
    en: 'An order is changed by its salespeople, their managers or an admin.',
    zh: '订单由相关销售、其上级经理或管理员修改。',
  },
  withdrawnAlready: { en: 'This order was taken back before.', zh: '这笔订单之前已作废。' },
  voidPaid: (paid: string) => ({
    en: `${paid} of it has come in. Give it back with refund first.`,
    zh: `已回款 ${paid}，请先登记退款再作废。`,
  }),
  voidPending: (pending: string) => ({
    en: `${pending} of it waits for finance. Once that is decided, it can be taken back.`,
    zh: `还有 ${pending} 待财务确认，处理后才能作废。`,
  }),
} satisfies Record<string, Bilingual | Sentence>;
