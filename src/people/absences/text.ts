import type { Bilingual } from '../../chat/language.ts';

/** What people read about being away. */
export const absenceText = {
  title: { en: 'Being away', zh: '请假' },
  summary: {
    en: 'Days on which your customers’ clock rests and nothing falls due for them',
    zh: '登记请假，期间客户的跟进周期暂停计算',
  },
  example: { en: 'away 2026-12-01 to 2026-12-05', zh: '请假 12月1日 到 12月5日' },
  fieldFrom: { en: 'From', zh: '开始日期' },
  fieldTo: { en: 'Until', zh: '结束日期' },
  fieldToHint: { en: 'Both days included; empty: one day', zh: '含首尾两天；不填表示一天' },
  fieldMember: { en: 'Who', zh: '请假人' },
  fieldMemberHint: { en: 'Empty: you', zh: '不填表示本人' },
  noted: (name: string): Bilingual => ({ en: `${name}: away`, zh: `已登记：${name} 请假` }),
  days: { en: 'Days', zh: '日期' },
  how: {
    en: 'On these days the clock of their customers rests: none grows stale or falls into the pool.',
    zh: '请假期间，其名下客户不计入未联系天数，也不会掉入公海。',
  },
  order: { en: 'The last day comes before the first.', zh: '结束日期早于开始日期。' },
  tooLong: { en: 'A year at most.', zh: '最长一年。' },
  notYours: { en: 'Not yours to note', zh: '没有权限登记' },
  notBelow: (name: string): Bilingual => ({
    en: `${name} is in none of the groups you manage. They can note it themselves, or an admin can.`,
    zh: `${name} 不在你管理的分组里，可以由本人或管理员登记。`,
  }),
  buttonCancel: { en: 'Cancel these days', zh: '取消请假' },
  cancelled: (name: string): Bilingual => ({ en: `${name}: not away`, zh: `已取消：${name} 的请假` }),
  gone: { en: 'That is cancelled already', zh: '该请假已取消' },
};
