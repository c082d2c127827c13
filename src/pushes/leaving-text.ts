import type { Bilingual } from '../chat/language.ts';

/** What those who decide and those who take over read when somebody leaves. */
export const leavingText = {
  goneTitle: (name: string): Bilingual => ({ en: `${name} is gone`, zh: `${name} 的账号已被移除` }),
  goneHow: (name: string, platform: string): Bilingual => ({
    en: `${platform} reports that this account is gone. It can do nothing more here. What ${name} looks after waits for your decision; nothing has moved.`,
    zh: `${platform} 通知该账号已被移除，已不能再操作。${name} 名下的内容等你决定由谁接手，目前没有任何变动。`,
  }),
  account: { en: 'Account', zh: '账号' },
  buttonHandOver: { en: 'Hand over to …', zh: '办理交接' },
  buttonStay: { en: 'They are still here', zh: '仍在职' },

  briefTitle: (name: string): Bilingual => ({
    en: `You take over from ${name}`,
    zh: `你接手了 ${name} 的工作`,
  }),
  receivedTitle: (count: number, giver: string): Bilingual => ({
    en: count === 1 ? `${giver} gave you a customer` : `${giver} gave you ${count} customers`,
    zh: `${giver} 转给你 ${count} 个客户`,
  }),
  receivedFrom: (name: string): Bilingual => ({ en: `before: ${name}`, zh: `原负责人：${name}` }),
  movedAwayTitle: (count: number, giver: string, to: string): Bilingual => ({
    en:
      count === 1
        ? `${giver} gave a customer of yours to ${to}`
        : `${giver} gave ${count} customers of yours to ${to}`,
    zh: `${giver} 把你的 ${count} 个客户转给了 ${to}`,
  }),
  movedAwayHow: {
    en: 'Your open reminders and deals with them went along. What you did stays in their history under your name.',
    zh: '相关的未完成提醒和商机已一并转交；你之前的跟进记录仍保留在你名下。',
  },
  thePool: { en: 'the pool', zh: '公海' },
  receivedHow: { en: 'Open reminders and deals came along.', zh: '未完成的提醒和商机已一并转来。' },
  reason: { en: 'Reason', zh: '原因' },
  gets: { en: 'Yours now', zh: '接手内容' },
  noCategory: { en: 'No category', zh: '未分级' },
  more: (count: number): Bilingual => ({ en: `and ${count} more`, zh: `等，另有 ${count} 个` }),
  dueNext: { en: 'Due next', zh: '接下来要跟进' },
  dueNone: {
    en: 'Nothing is planned with these customers. A first call is a good beginning.',
    zh: '这些客户暂无跟进计划，建议先逐一联系。',
  },
  unfinished: { en: 'Left unfinished', zh: '未完成的表单' },
  buttonOpen: { en: 'Open', zh: '打开' },
  buttonShow: { en: 'Show', zh: '查看' },
  buttonTodo: { en: 'My list for today', zh: '今日待办' },
} satisfies Record<string, Bilingual | ((...words: never[]) => Bilingual)>;
