import type { Bilingual } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about refunds. */
export const refundText = {
  title: { en: 'Refund', zh: '登记退款' },
  summary: { en: 'Give back money of a payment, all or a part', zh: '登记一笔退款，可退全部或部分' },
  example: { en: 'refund HT-2026-018 20000 two units came back', zh: '退款 华为 2万 退货两台' },
  fieldAmountHint: { en: 'Left empty: all of the payment', zh: '不填则全额退' },
  fieldReasonHint: { en: 'Why the money goes back', zh: '为什么退款' },
  fieldRefunded: { en: 'Given back on', zh: '退款日期' },

  recordedTitle: (amount: string) => ({ en: `Refund of ${amount} is recorded`, zh: `退款 ${amount} 已登记` }),
  proposedTitle: (amount: string) => ({
    en: `Refund of ${amount} is handed to finance`,
    zh: `退款 ${amount} 已提交财务确认`,
  }),
  proposedHow: {
    en: 'It is taken off as soon as finance confirms it.',
    zh: '财务确认后即从业绩中扣除。',
  },
  ofPayment: { en: 'Of the payment', zh: '对应回款' },
  payment: (amount: string, day: string) => ({
    en: `${amount}, received ${day}`,
    zh: `${day} 到账 ${amount}`,
  }),
  room: (room: string) => ({ en: `${room} of it can be given back`, zh: `还可退 ${room}` }),
  reopened: {
    en: 'The instalment that was filled last is open again by this amount.',
    zh: '最后冲抵的一期按此金额重新计为未回款。',
  },
  whichTitle: { en: 'Which payment is given back?', zh: '退的是哪一笔回款？' },
  noneTitle: { en: 'Nothing to give back', zh: '没有可退的回款' },
  noneHow: {
    en: 'A refund belongs to a confirmed payment. Give the order’s number or its customer.',
    zh: '退款要对应一笔已确认的回款，请写明合同号或客户名。',
  },
  tooMuch: (room: string) => ({
    en: `At most ${room} of that payment can be given back.`,
    zh: `这笔回款最多还能退 ${room}。`,
  }),
  tooEarly: (day: string) => ({
    en: `The payment came on ${day}; it cannot have been given back before.`,
    zh: `这笔款 ${day} 才到账，退款日期不能更早。`,
  }),
  future: (day: string) => ({
    en: `It cannot be later than today, ${day}.`,
    zh: `退款日期不能晚于今天（${day}）。`,
  }),

  askTitle: (amount: string, customer: string) => ({
    en: `Please confirm: refund of ${amount} to ${customer}`,
    zh: `待确认退款：${customer} ${amount}`,
  }),
  confirmedTitle: (amount: string, customer: string) => ({
    en: `Confirmed: refund of ${amount} to ${customer}`,
    zh: `已确认退款：${customer} ${amount}`,
  }),
  rejectedTitle: (amount: string, customer: string) => ({
    en: `Rejected: refund of ${amount} to ${customer}`,
    zh: `已驳回退款：${customer} ${amount}`,
  }),
  withdrawnTitle: (amount: string, customer: string) => ({
    en: `Withdrawn: refund of ${amount} to ${customer}`,
    zh: `已撤回退款：${customer} ${amount}`,
  }),
  confirm: { en: 'Confirm refund', zh: '确认退款' },
  refundedOn: { en: 'Given back', zh: '退款日' },
  button: { en: 'Refund', zh: '退款' },
} satisfies Record<string, Bilingual | Sentence>;
