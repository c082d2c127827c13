import type { Bilingual } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What people read about money that is still to come in. */
export const receivableText = {
  title: { en: 'Receivable', zh: '应收款' },
  summary: { en: 'What is still to come in, the oldest first', zh: '还没收回的款，最早到期的在前' },
  example: { en: 'receivable', zh: '应收' },
  overdueTitle: { en: 'Overdue', zh: '逾期未回款' },
  overdueSummary: { en: 'What should have come in already', zh: '已到期还没收回的款' },
  overdueExample: { en: 'overdue', zh: '逾期' },
  listTitle: { en: 'Orders', zh: '订单列表' },
  listSummary: {
    en: 'Your orders, or those of your groups, the newest first',
    zh: '自己或所管分组的订单，最新的在前',
  },
  listExample: { en: 'order list only=open', zh: '订单 列表 未结清' },
  fieldMember: { en: 'Whose', zh: '谁的' },
  fieldMemberHint: { en: 'Left empty: all that you may see', zh: '不填则为你可查看的全部' },
  fieldOnly: { en: 'Only', zh: '范围' },
  fieldPage: { en: 'Page', zh: '页' },
  onlyOpen: { en: 'not paid in full', zh: '未结清' },
  onlyOverdue: { en: 'overdue', zh: '逾期' },
  onlyPaid: { en: 'paid in full', zh: '已结清' },
  onlyVoid: { en: 'taken back', zh: '已作废' },

  own: { en: 'yours', zh: '我的' },
  groups: { en: 'your groups', zh: '所管分组' },
  company: { en: 'whole company', zh: '全公司' },
  of: (title: string, whose: string) => ({ en: `${title} · ${whose}`, zh: `${title} · ${whose}` }),

  open: { en: 'Still to come in', zh: '应收余额' },
  overdue: { en: 'Of it overdue', zh: '其中逾期' },
  amountOf: (amount: string, count: string) => ({
    en: `${amount} in ${count} ${count === '1' ? 'instalment' : 'instalments'}`,
    zh: `${amount}（${count} 期）`,
  }),
  onTime: { en: 'Paid on time, 12 months', zh: '近 12 个月按期回款率' },
  onTimeOf: (rate: string, paid: string, due: string) => ({
    en: `${rate} · ${paid} of ${due}`,
    zh: `${rate} · ${paid} / ${due}`,
  }),
  todoHeading: (count: string) => ({ en: `Money due: ${count}`, zh: `到期未回款：${count} 期` }),
  todoAlso: { en: 'money due', zh: '到期未回款' },
  none: { en: 'Nothing is open.', zh: '没有应收款。' },
  noneOverdue: { en: 'Nothing is overdue.', zh: '没有逾期款。' },
  noOrders: { en: 'No order fits.', zh: '没有符合的订单。' },

  due: (day: string) => ({ en: `due ${day}`, zh: `${day} 到期` }),
  late: (days: string) => ({
    en: days === '1' ? '1 day late' : `${days} days late`,
    zh: `逾期 ${days} 天`,
  }),
  dueToday: { en: 'due today', zh: '今天到期' },
  instalment: (place: string, places: string) => ({
    en: `instalment ${place} of ${places}`,
    zh: `第 ${place}/${places} 期`,
  }),
  partPaid: (paid: string) => ({ en: `${paid} paid`, zh: `已付 ${paid}` }),
  pending: (amount: string) => ({ en: `${amount} waits for finance`, zh: `${amount} 待财务确认` }),
  disputed: (reason: string) => ({ en: `disputed: ${reason}`, zh: `有争议：${reason}` }),
  promised: (day: string) => ({ en: `promised by ${day}`, zh: `承诺 ${day} 前付` }),

  refusedMember: {
    en: 'Salespeople see their own orders, managers those of their groups; finance, executives and admins see all.',
    zh: '销售看自己的订单，经理看所管分组，财务、高管和管理员可看全部。',
  },
  more: { en: 'More', zh: '下一页' },
  pageOf: (from: string, to: string, count: string) => ({
    en: `${from}–${to} of ${count}`,
    zh: `第 ${from}–${to} 条，共 ${count} 条`,
  }),
} satisfies Record<string, Bilingual | Sentence>;
