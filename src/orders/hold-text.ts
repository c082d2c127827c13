import { type Bilingual, han } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read where asking for an instalment is put off. */
export const holdText = {
  promiseTitle: { en: 'Payment promised', zh: '客户承诺付款' },
  promiseSummary: {
    en: 'The customer said until when they pay: nobody asks before',
    zh: '客户说了什么时候付，到期前不再催',
  },
  promiseExample: { en: 'promise HT-2026-018 next fri', zh: '承诺付款 HT-2026-018 下周五' },
  disputeTitle: { en: 'Instalment disputed', zh: '款项有争议' },
  disputeSummary: {
    en: 'The customer disputes it: nobody asks until that is over',
    zh: '客户对款项有争议，解决前不再催',
  },
  disputeExample: { en: 'dispute HT-2026-018 waits for the repair', zh: '争议 HT-2026-018 等返修完成' },
  endTitle: { en: 'Dispute over', zh: '争议已解决' },
  endSummary: { en: 'Ask for the instalment again', zh: '争议解决，恢复催款' },
  endExample: { en: 'dispute over HT-2026-018', zh: '争议解决 HT-2026-018' },

  fieldUntil: { en: 'They pay by', zh: '承诺哪天前付' },
  fieldReason: { en: 'What is disputed', zh: '争议原因' },
  untilPast: { en: 'Please give today or a later day.', zh: '请填今天或以后的日期。' },
  untilFar: {
    en: 'That is more than 90 days away: change the plan with order edit instead.',
    zh: '超过 90 天请用“修改订单”调整回款计划。',
  },
  promisedTitle: (customer: string, day: string) => ({
    en: `${customer} pays by ${day}`,
    zh: han`${customer}承诺 ${day} 前付`,
  }),
  promisedHow: { en: 'I will not ask for it before.', zh: '到期前不再催这一期。' },
  disputedTitle: (customer: string) => ({ en: `Disputed: ${customer}`, zh: `已标记争议：${customer}` }),
  disputedHow: {
    en: 'I will not ask for it until the dispute is over.',
    zh: '争议解决前不再催这一期。',
  },
  endedTitle: (customer: string) => ({ en: `I ask again: ${customer}`, zh: `恢复催款：${customer}` }),
  endButton: { en: 'Dispute is over', zh: '争议已解决' },
  noneOpen: (number: string) => ({
    en: `Order ${number} has no open instalment.`,
    zh: `订单 ${number} 没有未回款的期次。`,
  }),
  refused: {
    en: 'That is for the order’s salespeople, their managers, or finance.',
    zh: '由相关销售、其上级经理或财务处理。',
  },
} satisfies Record<string, Bilingual | Sentence>;

/** What people read when an instalment is due. */
export const overdueText = {
  late: (count: string) => ({
    en: count === '1' ? '⏳ An instalment is overdue' : `⏳ ${count} instalments are overdue`,
    zh: `⏳ 催款提醒：${count} 期回款已逾期`,
  }),
  due: (count: string) => ({
    en: count === '1' ? '⏳ An instalment due now or soon' : `⏳ ${count} instalments due now or soon`,
    zh: `⏳ 回款提醒：${count} 期到期或将到期`,
  }),
  someLate: (count: string, late: string) => ({
    en: `⏳ ${count} instalments due now or soon, ${late} of them overdue`,
    zh: `⏳ 催款提醒：${count} 期到期或将到期，其中 ${late} 期已逾期`,
  }),
  forOthers: (count: string) => ({
    en: count === '1' ? '⏳ Overdue in your team' : `⏳ Overdue in your team: ${count} instalments`,
    zh: `⏳ 下属逾期回款：${count} 期`,
  }),
  record: { en: 'Record payment', zh: '登记回款' },
  promised: { en: 'Promised', zh: '承诺付款' },
  disputed: { en: 'Disputed', zh: '有争议' },
  more: (count: string) => ({ en: `And ${count} more.`, zh: `还有 ${count} 期。` }),
  all: { en: 'All overdue', zh: '全部逾期' },
} satisfies Record<string, Bilingual | Sentence>;
