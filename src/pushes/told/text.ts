import type { Bilingual } from '../../chat/language.ts';

/** What people read on a message that was mended. */
export const toldText = {
  title: (title: string) => ({ en: `Corrected · ${title}`, zh: `已更正 · ${title}` }),
  heading: { en: 'What was told, and what is right', zh: '原来的数字 → 现在的数字' },
  again: {
    en: 'A correction was taken back: these figures are as they were told first.',
    zh: '之前的更正已撤回，数字与最初发出时一致。',
  },
  more: (count: string) => ({ en: `and ${count} more`, zh: `还有 ${count} 项` }),
  gone: { en: 'does not count any more', zh: '不再计入' },
  fresh: { en: 'not listed', zh: '未列出' },
  monthPayments: { en: 'Payments, month to date', zh: '本月回款' },
  monthSigned: { en: 'Signed, month to date', zh: '本月签约' },
  total: { en: 'Total', zh: '合计' },
  orderAmount: { en: 'Order', zh: '订单金额' },
  paymentAmount: { en: 'Payment less refunds', zh: '回款（减去退款）' },
  orderGone: (number: string) => ({
    en: `Order ${number} does not count any more`,
    zh: `订单 ${number} 不再计入`,
  }),
  dealOpen: (title: string) => ({ en: `${title} is open again`, zh: `${title} 已重新打开` }),
  state: { en: 'State', zh: '状态' },
  closed: { en: 'closed', zh: '已关闭' },
  open: { en: 'open again', zh: '重新打开' },
  because: { en: 'Because:', zh: '原因：' },
  lookThen: {
    en: 'What was overdue, uncontacted or planned is as of the morning it was sent.',
    zh: '逾期、久未联系和提醒的数字，是当天发送时的情况。',
  },
} satisfies Record<string, Bilingual | ((word: string) => Bilingual)>;

interface CauseWords {
  readonly amount: string;
  /** Empty where it is not said. */
  readonly number: string;
  readonly day: string;
  readonly at: string;
}

/** Why a figure changed, in one line each; `number` and `amount` are empty where the reader is not shown them. */
export const causeText = {
  payment: ({ amount, number, day, at }: CauseWords) => ({
    en: `Payment${of(amount)}${on(number)}, dated ${day}, confirmed ${at}`,
    zh: `${numbered(number)}回款${amount}，到账日期 ${day}，${at} 确认`,
  }),
  refund: ({ amount, number, day, at }: CauseWords) => ({
    en: `Refund${of(amount)}${on(number)}, dated ${day}, recorded ${at}`,
    zh: `${numbered(number)}退款${amount}，日期 ${day}，${at} 记录`,
  }),
  order: ({ amount, number, day, at }: CauseWords) => ({
    en: `Order${of(amount)}${on(number)}, dated ${day}, recorded ${at}`,
    zh: `${numbered(number)}订单${amount}，签约日期 ${day}，${at} 记录`,
  }),
  'order-changed': ({ amount, number, at }: CauseWords) => ({
    en: `Order changed${on(number)}${amount === '' ? '' : `, now ${amount}`}, ${at}`,
    zh: `${numbered(number)}订单已修改${amount === '' ? '' : `，现为 ${amount}`}，${at}`,
  }),
  'order-withdrawn': ({ number, at }: CauseWords) => ({
    en: `Order voided${on(number)}, ${at}`,
    zh: `${numbered(number)}订单已作废，${at}`,
  }),
  split: ({ number, at }: CauseWords) => ({
    en: `Credit shared otherwise${on(number)}, ${at}`,
    zh: `${numbered(number)}分成已调整，${at}`,
  }),
} satisfies Record<string, (words: CauseWords) => Bilingual>;

function of(amount: string): string {
  return amount === '' ? '' : ` of ${amount}`;
}

function on(number: string): string {
  return number === '' ? '' : ` on ${number}`;
}

function numbered(number: string): string {
  return number === '' ? '' : `${number} `;
}
