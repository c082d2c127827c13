import { type Bilingual, han } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about payments. */
export const paymentText = {
  title: { en: 'Payment', zh: '登记回款' },
  summary: { en: 'Record money that came in for an order', zh: '登记客户的一笔到账' },
  example: { en: 'payment HT-2026-018 80000 yesterday', zh: '回款 华为 8万 昨天' },
  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldCustomerHint: { en: 'Or give the order’s number below', zh: '也可以只填下面的合同号' },
  fieldOrder: { en: 'Order number', zh: '合同号' },
  fieldOrderHint: {
    en: 'Needed only if the customer has several open orders',
    zh: '客户有多笔未结订单时再填',
  },
  fieldReceived: { en: 'Received on', zh: '到账日期' },
  fieldInstalment: { en: 'Instalment', zh: '第几期' },
  fieldInstalmentHint: {
    en: 'e.g. 2; left empty: the oldest open one',
    zh: '如：第二期；不填则先冲最早到期的一期',
  },
  nth: (place: string) => ({ en: `No. ${place}`, zh: `第 ${place} 期` }),

  recordedTitle: (amount: string) => ({
    en: `Payment of ${amount} is recorded`,
    zh: `回款 ${amount} 已登记`,
  }),
  proposedTitle: (amount: string) => ({
    en: `Payment of ${amount} is handed to finance`,
    zh: `回款 ${amount} 已提交财务确认`,
  }),
  proposedHow: {
    en: 'It counts as soon as finance confirms it.',
    zh: '财务确认后即计入业绩。',
  },
  ownShareHow: {
    en: 'You have a share in this order, so somebody else confirms it.',
    zh: '这笔订单有你的业绩，需由其他财务同事确认。',
  },
  paidInFull: { en: 'This order is paid in full.', zh: '这笔订单已全部回款。' },
  whichOrder: (customer: string, amount: string) => ({
    en: `${customer} has several open orders. Which one are the ${amount} for?`,
    zh: han`${customer}有多笔未结清的订单，这笔 ${amount} 是哪一笔的？`,
  }),
  noOpenTitle: (customer: string) => ({
    en: `No open order of ${customer}`,
    zh: han`${customer}没有未结清的订单`,
  }),
  noOpenHow: {
    en: 'A payment belongs to an order. Record the order first, or give the number of one that is paid already.',
    zh: '回款要记在订单上。请先登记订单；如果是已结清的订单，请写明合同号。',
  },
  newOrder: { en: 'New order', zh: '新建订单' },
  neededTitle: { en: 'For which order?', zh: '是哪一笔订单的回款？' },
  otherCustomer: (number: string, customer: string) => ({
    en: `Order ${number} belongs to ${customer}. Please give either the right number or the customer alone.`,
    zh: han`订单 ${number} 属于${customer}，请核对合同号，或只写客户名。`,
  }),
  refused: {
    en: 'Payments for this order are recorded by finance, or proposed by its salespeople and their managers.',
    zh: '这笔订单的回款由财务登记，或由相关销售及其上级经理提交。',
  },
  withdrawn: {
    en: 'This order was taken back; nothing can be paid for it.',
    zh: '这笔订单已作废，不能再登记回款。',
  },

  excessTitle: { en: 'More than what is open', zh: '超出未回款金额' },
  excess: (amount: string, excess: string, open: string) => ({
    en: `${amount} is ${excess} more than the ${open} still open. Record it all the same?`,
    zh: `${amount} 比未回款的 ${open} 多出 ${excess}，仍要登记吗？`,
  }),
  pendingToo: (pending: string) => ({
    en: `${pending} of this order already waits for finance. Perhaps it is the same money.`,
    zh: `这笔订单已有 ${pending} 待财务确认，请留意是否同一笔款。`,
  }),
  goOn: { en: 'Record it', zh: '仍要登记' },
  twinTitle: { en: 'Is this the same money?', zh: '是不是同一笔款？' },
  twinWaiting: (amount: string, name: string, day: string) => ({
    en: `${amount} received on ${day} already waits for finance; ${name} typed it.`,
    zh: han`${name}已提交过一笔 ${amount}（${day}到账），正在等财务确认。`,
  }),
  twinConfirmed: (amount: string, name: string, day: string) => ({
    en: `${amount} received on ${day} is recorded already; ${name} typed it.`,
    zh: han`${name}已登记过一笔 ${amount}（${day}到账）。`,
  }),
  another: { en: 'It is another one', zh: '是另一笔，登记' },
  confirmWaiting: { en: 'Confirm the waiting one', zh: '确认待办的那笔' },
  confirmAnyway: { en: 'Confirm it', zh: '仍要确认' },

  askTitle: (amount: string, customer: string) => ({
    en: `Please confirm: ${amount} from ${customer}`,
    zh: `待确认回款：${customer} ${amount}`,
  }),
  proposedBy: { en: 'Proposed by', zh: '提交人' },
  openBefore: { en: 'Open before it', zh: '此前未回款' },
  openAfter: { en: 'Still open', zh: '剩余未回款' },
  confirm: { en: 'Confirm', zh: '确认到账' },
  reject: { en: 'Reject', zh: '驳回' },
  rejectCommand: { en: 'Reject payment', zh: '驳回回款' },
  rejectSummary: {
    en: 'Reject a payment that waits for finance, with the reason',
    zh: '驳回一笔待确认的回款，并说明原因',
  },
  rejectExample: {
    en: 'payment reject HT-2026-018 not on our account',
    zh: '驳回回款 HT-2026-018 账上没有这笔款',
  },
  fieldReason: { en: 'Reason', zh: '原因' },
  fieldReasonHint: { en: 'Whoever proposed it reads it', zh: '提交人会看到' },
  noneWaiting: (number: string) => ({
    en: `Nothing of order ${number} waits for finance.`,
    zh: `订单 ${number} 没有待确认的回款。`,
  }),
  whichWaiting: (number: string) => ({
    en: `Several payments of ${number} wait. Which one?`,
    zh: `订单 ${number} 有多笔待确认的回款，是哪一笔？`,
  }),
  reason: { en: 'Reason', zh: '原因' },

  confirmedTitle: (amount: string, customer: string) => ({
    en: `Confirmed: ${amount} from ${customer}`,
    zh: `已确认：${customer} ${amount}`,
  }),
  rejectedTitle: (amount: string, customer: string) => ({
    en: `Rejected: ${amount} from ${customer}`,
    zh: `已驳回：${customer} ${amount}`,
  }),
  withdrawnTitle: (amount: string, customer: string) => ({
    en: `Withdrawn: ${amount} from ${customer}`,
    zh: `已撤回：${customer} ${amount}`,
  }),
  decidedBy: { en: 'By', zh: '处理人' },
  decidedAlready: (name: string) => ({
    en: `${name} has dealt with this already.`,
    zh: han`${name}已处理过这笔回款。`,
  }),
  confirmedNotice: { en: 'Confirmed. It counts now.', zh: '已确认，业绩已更新。' },
  withdraw: { en: 'Take back', zh: '撤回' },
  withdrawCommand: { en: 'Take back a payment', zh: '撤回回款' },
  withdrawSummary: {
    en: 'Take back a payment that you proposed and finance has not confirmed',
    zh: '撤回自己提交、财务还没有确认的回款',
  },
  withdrawExample: { en: 'payment withdraw HT-2026-018', zh: '撤回回款 HT-2026-018' },
  withdrawnNotice: { en: 'Taken back. Finance sees it.', zh: '已撤回，财务会看到。' },
  onlyProposer: {
    en: 'Only who proposed it, or took over from them, takes it back. Finance can reject it.',
    zh: '只有提交人或其接手人可以撤回，财务可以驳回。',
  },
  noneOfYours: (number: string) => ({
    en: `No payment of yours for order ${number} waits for finance.`,
    zh: `你没有提交过订单 ${number} 的待确认回款。`,
  }),
  rejectedNotice: { en: 'Rejected.', zh: '已驳回。' },
  needsFinance: {
    en: 'Payments are confirmed by finance.',
    zh: '回款需由财务确认。',
  },
  ownShare: {
    en: 'You have a share in this payment, so somebody else in finance, or an executive, decides on it.',
    zh: '这笔回款有你的业绩，请由其他财务同事或高管处理。',
  },
  waitingCommand: { en: 'Payments to confirm', zh: '待确认回款' },
  waitingSummary: {
    en: 'Payments and refunds that wait for finance, one tap each',
    zh: '等财务确认的回款和退款，一点即办',
  },
  waitingExample: { en: 'payment waiting', zh: '待确认回款' },
  waitingTitle: (count: string) => ({ en: `Waiting for finance: ${count}`, zh: `待确认回款：${count} 笔` }),
  waitingNone: { en: 'Nothing waits for finance', zh: '没有待确认的回款' },
  waitingNoneHow: {
    en: 'Every payment and refund that was proposed is decided.',
    zh: '提交的回款和退款都已处理完。',
  },
  waitingTodo: (count: string) => ({ en: `To confirm: ${count}`, zh: `待确认回款：${count} 笔` }),
  waitingAll: { en: 'All that wait', zh: '全部待确认' },
  waitsFor: (days: string) => ({
    en: days === '1' ? 'waits for a day' : `waits for ${days} days`,
    zh: `已等 ${days} 天`,
  }),
  byName: (name: string) => ({ en: `by ${name}`, zh: han`${name}提交` }),
  excessNote: (excess: string) => ({ en: `${excess} more than what is open`, zh: `超出未回款 ${excess}` }),
  twinNote: { en: 'perhaps the same money as another one', zh: '可能与另一笔重复' },
  ownShareNote: { en: 'you have a share: somebody else decides', zh: '有你的业绩，由他人处理' },
  needsFinanceNote: { en: 'finance decides', zh: '由财务处理' },
  orderButton: { en: 'Order', zh: '看订单' },
  gone: { en: 'This payment no longer exists.', zh: '没有找到这笔回款。' },
} satisfies Record<string, Bilingual | Sentence>;
