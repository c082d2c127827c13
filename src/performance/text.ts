import type { Bilingual } from '../chat/language.ts';
import { nameZone } from '../kernel/zone-names.ts';
import type { Metric } from './metrics.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What the metrics are called. */
export const metricNames: Readonly<Record<Metric, Bilingual>> = {
  paymentAmount: { en: 'Payments', zh: '回款' },
  signedAmount: { en: 'Signed', zh: '签约' },
  followUps: { en: 'Follow-ups', zh: '跟进' },
  visits: { en: 'Visits', zh: '拜访' },
  newCustomers: { en: 'New customers', zh: '新客户' },
};

/** What people read about rankings. */
export const rankText = {
  title: { en: 'Ranking', zh: '排行榜' },
  summary: { en: 'Who is ahead this month', zh: '看看本月谁领先' },
  example: { en: 'rank payments month', zh: '排行 回款 本月' },
  fieldMetric: { en: 'By', zh: '指标' },
  fieldPeriod: { en: 'Period', zh: '时间段' },
  fieldPeriodHint: {
    en: 'e.g. month, last month, 2026-Q4; left empty: this month',
    zh: '如 本月、上月、2026-Q4；不填则为本月',
  },
  fieldGroup: { en: 'Group', zh: '销售分组' },
  fieldGroupHint: { en: 'Left empty: the whole company', zh: '不填则为全公司' },

  cardTitle: (metric: string, group: string) => ({
    en: `🏆 Ranking by ${metric.toLowerCase()}${group === '' ? '' : ` · ${group}`}`,
    zh: `🏆 ${metric}排行榜${group === '' ? '' : ` · ${group}`}`,
  }),
  place: { en: '#', zh: '#' },
  who: { en: 'Who', zh: '姓名' },
  change: { en: '±', zh: '±' },
  total: { en: 'Total', zh: '合计' },
  isNew: { en: 'new', zh: '新' },
  you: (name: string) => ({ en: `${name} (you)`, zh: `${name}（我）` }),
  more: (count: string) => ({ en: `… and ${count} more`, zh: `……另有 ${count} 人` }),
  quiet: (count: string) => ({
    en: `${count} more of the team have none in this period.`,
    zh: `另有 ${count} 位销售在此期间暂无数据。`,
  }),
  quietOne: { en: 'One more of the team has none in this period.', zh: '另有 1 位销售在此期间暂无数据。' },
  compared: (from: string, to: string) => ({
    en: `Change: against ${from} – ${to}`,
    zh: `变化：与 ${from} 至 ${to} 相比`,
  }),
  comparedDay: (day: string) => ({ en: `Change: against ${day}`, zh: `变化：与 ${day} 相比` }),
  through: (day: string) => ({ en: `up to ${day}`, zh: `截至 ${day}` }),
  empty: {
    en: 'Nothing yet in this period. The first place is free.',
    zh: '此期间还没有数据，第一名虚位以待。',
  },
  groupUnknown: (typed: string) => ({
    en: `There is no group called “${typed}”.`,
    zh: `没有叫“${typed}”的销售分组。`,
  }),
  groupSeveral: (typed: string) => ({
    en: `“${typed}” fits several groups.`,
    zh: `“${typed}”对应多个销售分组。`,
  }),
  groupTitle: { en: 'Which group?', zh: '是哪个分组？' },
  groups: { en: 'Groups', zh: '可选分组' },
} satisfies Record<string, Bilingual | Sentence>;

/** What people read in the daily summary. */
export const dailyText = {
  title: (days: string, group: string) => ({
    en: `☀️ Daily summary · ${days}${group === '' ? '' : ` · ${group}`}`,
    zh: `☀️ 销售日报 · ${days}${group === '' ? '' : ` · ${group}`}`,
  }),
  range: (from: string, to: string) => ({ en: `${from} – ${to}`, zh: `${from} 至 ${to}` }),
  days: (days: string, zone: string) => ({
    en: `Whole days: ${days} (${nameZone(zone, 'en')})`,
    zh: `统计日期：${days}（${nameZone(zone, 'zh')}）`,
  }),
  quiet: {
    en: 'No order was signed and no payment came in.',
    zh: '没有新签订单，也没有回款到账。',
  },
  month: (month: string) => ({ en: `${month} to date`, zh: `${month}累计` }),
  wins: (count: string) => ({ en: `New orders: ${count}`, zh: `新签订单 ${count} 笔` }),
  receipts: (count: string) => ({ en: `Payments: ${count}`, zh: `回款到账 ${count} 笔` }),
  top: (month: string) => ({ en: `Ahead in ${month}, by payments`, zh: `${month}回款领先` }),
  movers: { en: 'On the move', zh: '名次变化' },
  moved: (name: string, from: string, to: string) => ({
    en: `${name}: no. ${from} → no. ${to}`,
    zh: `${name}：第 ${from} 名 → 第 ${to} 名`,
  }),
  entered: (name: string, to: string) => ({
    en: `${name}: new at no. ${to}`,
    zh: `${name}：新上榜，第 ${to} 名`,
  }),
  attention: { en: 'Needs attention', zh: '需要关注' },
  overdue: { en: 'Overdue instalments', zh: '逾期未回款' },
  overdueValue: (count: string, amount: string) => ({
    en: `${count}, ${amount}`,
    zh: `${count} 期，共 ${amount}`,
  }),
  stale: { en: 'Customers not contacted in time', zh: '超期未联系的客户' },
  staleValue: (count: string) => ({ en: count, zh: `${count} 个` }),
  reminders: { en: 'Follow-ups for today', zh: '今日待跟进' },
  remindersValue: (count: string) => ({ en: count, zh: `${count} 个` }),
  more: (count: string) => ({ en: `… and ${count} more`, zh: `……另有 ${count} 笔` }),
  onDay: (day: string) => ({ en: `dated ${day}`, zh: `日期 ${day}` }),
} satisfies Record<string, Bilingual | Sentence>;
