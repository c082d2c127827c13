import type { Bilingual } from '../chat/language.ts';

/** What people read about everything that makes up their day beside their reminders. */
export const dayText = {
  casesHeading: (count: number): Bilingual => ({
    en: count === 1 ? 'One service case is due' : `${count} service cases are due`,
    zh: `有 ${count} 件服务/投诉到期`,
  }),
  commentsHeading: (count: number): Bilingual => ({
    en: count === 1 ? 'A comment for you' : `${count} comments for you`,
    zh: `有 ${count} 条经理点评`,
  }),
  commentBy: (who: string): Bilingual => ({ en: `💬 ${who}`, zh: `💬 ${who} 点评` }),
  buttonRead: { en: 'Got it', zh: '知道了' },
  read: { en: 'Comment ticked off', zh: '点评已阅' },
  staleHeading: (count: number): Bilingual => ({
    en: count === 1 ? 'A customer waits to hear from you' : `${count} customers wait to hear from you`,
    zh: `有 ${count} 个客户该联系了`,
  }),
  idle: (idle: number, cadence: number): Bilingual => ({
    en: `${idle} days without a contact (every ${cadence})`,
    zh: `${idle} 天未联系（周期 ${cadence} 天）`,
  }),
  visitsHeading: (count: number): Bilingual => ({
    en: count === 1 ? 'A visit to log' : `${count} visits to log`,
    zh: `有 ${count} 次拜访还没记`,
  }),
  checkedInAt: (time: string): Bilingual => ({ en: `checked in at ${time}`, zh: `${time} 已签到` }),
  buttonPlan: { en: 'Plan visit', zh: '约拜访' },
  buttonPool: { en: 'Back to the pool…', zh: '退回公海…' },
  putOffTitle: (name: string): Bilingual => ({ en: `Not today: ${name}`, zh: `今天先不联系：${name}` }),
  putOffHow: {
    en: 'When shall I remind you? The days without a contact go on counting.',
    zh: '什么时候再提醒你？未联系天数照常累计。',
  },
  ofTitle: (name: string, count: number): Bilingual => ({
    en: `${name}: ${count} open`,
    zh: `${name}：${count} 项未处理`,
  }),
  ofClear: (name: string): Bilingual => ({ en: `${name} has nothing open`, zh: `${name} 没有未处理项` }),
  ofRefused: { en: 'That is not one of your people', zh: '这不是你的下属' },
  ofRefusedHow: {
    en: 'Only a manager sees somebody’s day: that of the people in the groups below them.',
    zh: '只有上级经理可以查看成员的待办，且限于自己所管的团队。',
  },
  fieldMember: { en: 'Whose (for managers)', zh: '谁的（经理可填）' },
};
