import type { Bilingual } from '../chat/language.ts';

/** What people read about service cases. */
export const serviceText = {
  openTitle: { en: 'Open a service case', zh: '登记服务/投诉' },
  openSummary: {
    en: 'A complaint or repair that has to be seen to, with a due date',
    zh: '登记投诉、报修，约定处理期限',
  },
  openExample: {
    en: 'service Acme pump leaks, wants a technician due=fri',
    zh: '投诉 华为 到货少了两箱 期限=周五',
  },
  closeTitle: { en: 'Close a service case', zh: '结案' },
  closeSummary: { en: 'With what came of it', zh: '写明处理结果并结案' },
  closeExample: { en: 'service close Acme seal replaced, runs dry', zh: '结案 华为 已补发两箱，客户确认' },
  listTitle: { en: 'Open service cases', zh: '待处理的服务/投诉' },
  listSummary: { en: 'What waits, the earliest due first', zh: '还没结案的，最急的在前' },
  listExample: { en: 'service list', zh: '服务 列表' },
  aCase: { en: 'service case', zh: '服务/投诉' },
  fieldText: { en: 'What is wrong', zh: '问题' },
  fieldDue: { en: 'Due', zh: '处理期限' },
  fieldDueHint: { en: 'Empty: in three days', zh: '不填即三天内' },
  fieldOutcome: { en: 'Outcome', zh: '处理结果' },
  opened: { en: 'Opened', zh: '登记' },
  duePast: (day: string): Bilingual => ({
    en: `The due date, ${day}, lies in the past.`,
    zh: `处理期限（${day}）已经过去了。`,
  }),
  logged: (name: string): Bilingual => ({
    en: `Service case opened: ${name}`,
    zh: `已登记服务/投诉：${name}`,
  }),
  closed: (name: string): Bilingual => ({ en: `Case closed: ${name}`, zh: `已结案：${name}` }),
  closedBefore: (day: string): Bilingual => ({ en: `It was closed on ${day}.`, zh: `已于 ${day} 结案。` }),
  count: (count: number): Bilingual => ({
    en: `Open service cases: ${count}`,
    zh: `待处理的服务/投诉：${count} 件`,
  }),
  which: (name: string): Bilingual => ({
    en: `Which case of ${name}?`,
    zh: `要结哪一件？（${name}）`,
  }),
  dueOn: (day: string): Bilingual => ({ en: `due ${day}`, zh: `${day} 前处理` }),
  late: (days: number): Bilingual => ({
    en: days === 1 ? '1 day late' : `${days} days late`,
    zh: `已超期 ${days} 天`,
  }),
  more: { en: 'There are more; these are due first.', zh: '还有更多，这里只列最急的。' },
  noneOpen: { en: 'No service case is open', zh: '没有待处理的服务/投诉' },
  noneOpenHow: {
    en: 'Open one with “service <customer> <what is wrong>”.',
    zh: '登记请发：投诉 客户名 问题',
  },
  gone: { en: 'That case is not here', zh: '没有这件服务/投诉' },
  buttonClose: { en: 'Close', zh: '结案' },
  buttonLater: { en: 'Later', zh: '改期' },
  buttonCustomer: { en: 'Customer', zh: '客户详情' },
};
