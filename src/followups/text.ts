import type { Bilingual } from '../chat/language.ts';
import type { LaterChoice } from './rules.ts';

/** What people read about follow-ups and reminders. */
export const followUpText = {
  changeTitle: { en: 'Change follow-up', zh: '修改跟进' },
  logTitle: { en: 'Log a follow-up', zh: '记跟进' },
  logSummary: { en: 'What was said, and when to go on', zh: '记一次跟进，约好下次联系时间' },
  logExample: {
    en: 'followup Acme called, wants a quote next=2026-12-01',
    zh: '跟进 华为 电话 报价30万 下周三再联系',
  },
  visitTitle: { en: 'Log a visit', zh: '记拜访' },
  visitSummary: { en: 'The same for a visit', zh: '记一次上门拜访' },
  visitExample: { en: 'visit Acme saw the new plant next=fri', zh: '拜访 华为 看了新厂房 下周三再联系' },
  todoTitle: { en: 'To do', zh: '待办' },
  todoSummary: {
    en: 'What is due today or waits for your decision, one tap each',
    zh: '今天要办的和等你处理的，一点即办',
  },

  fieldCustomer: { en: 'Customer', zh: '客户' },
  fieldText: { en: 'What happened', zh: '跟进内容' },
  anyKind: { en: 'Follow-up', zh: '跟进' },
  fieldKind: { en: 'How', zh: '跟进方式' },
  fieldNext: { en: 'Next contact', zh: '下次联系' },
  fieldNextHint: { en: 'You are reminded on that day', zh: '当天会提醒你' },
  fieldNextTime: { en: 'At', zh: '几点' },
  fieldNextTimeHint: { en: 'Such as 15:30; empty: in the morning', zh: '如 15:30，不填则按默认提醒时间' },
  fieldAmount: { en: 'Amount quoted', zh: '报价金额' },
  fieldAt: { en: 'Happened on', zh: '跟进日期' },
  fieldAtHint: { en: 'Empty: now', zh: '不填即今天' },

  logged: (name: string): Bilingual => ({ en: `Follow-up logged: ${name}`, zh: `已记跟进：${name}` }),
  inPool: {
    en: 'This customer is in the pool: claim it if you go on with it.',
    zh: '该客户在公海里，打算继续跟进的话请先领取。',
  },
  leftOut: (words: string): Bilingual => ({
    en: `In your text, but not noted as an amount or the next contact: ${words}. Press Change if it should be.`,
    zh: `内容里提到但没记成金额或下次联系：${words}。需要的话点“修改”补上。`,
  }),
  changed: (name: string): Bilingual => ({ en: `Follow-up changed: ${name}`, zh: `跟进已修改：${name}` }),
  withdrawn: (name: string): Bilingual => ({ en: `Follow-up withdrawn: ${name}`, zh: `跟进已撤回：${name}` }),
  withdrawnHow: {
    en: 'It no longer counts, and its reminder is gone.',
    zh: '这条跟进不再计入，对应的提醒也已取消。',
  },
  buttonUndo: { en: 'Undo', zh: '撤销' },
  buttonChange: { en: 'Change', zh: '修改' },
  buttonLogAgain: { en: 'Log again', zh: '重新记一条' },
  undoLate: { en: 'Too late to undo', zh: '已过撤销时间' },
  undoLateHow: {
    en: 'A follow-up can be undone for ten minutes. You can still change what it says.',
    zh: '跟进记下后十分钟内可以撤销，现在仍可以修改内容。',
  },
  unread: (name: string): Bilingual => ({
    en: `Your edited message is no follow-up: ${name}`,
    zh: `修改后的消息不像是跟进：${name}`,
  }),
  unreadHow: {
    en: 'What it had logged stays as it was. Edit the message again, or change the follow-up here.',
    zh: '原来记下的跟进保持不变。可以再改一次消息，或者在这里修改跟进。',
  },
  notYours: { en: 'Only its author can do that', zh: '只有记录人本人可以操作' },
  notYoursHow: { en: 'Ask the colleague who logged it.', zh: '请找记这条跟进的同事。' },
  followUpGone: { en: 'That follow-up is not here', zh: '没有这条跟进' },
  reminderDone: { en: 'The reminder is done, too.', zh: '对应的提醒也已完成。' },
  buttonCustomer: { en: 'Customer', zh: '客户详情' },
  buttonClaim: { en: 'Claim', zh: '领取' },
  nextPast: (day: string): Bilingual => ({
    en: `The next contact, ${day}, lies in the past.`,
    zh: `下次联系的日期（${day}）已经过去了。`,
  }),
  atFuture: (day: string): Bilingual => ({
    en: `${day} is still to come. A follow-up tells what happened; give a plan as next=….`,
    zh: `${day} 还没到。跟进记的是已经发生的事，计划请写成 下次=…。`,
  }),

  quoteRefused: { en: 'Not yours to do', zh: '没有权限' },
  quoteRefusedHow: {
    en: 'Salespeople, their managers and admins log follow-ups. Ask the owner of the customer to log it.',
    zh: '跟进由销售、销售经理和管理员记录，请让该客户的负责人来记。',
  },

  reminderTitle: (name: string): Bilingual => ({ en: `⏰ Follow up: ${name}`, zh: `⏰ 跟进提醒：${name}` }),
  visitReminder: (name: string): Bilingual => ({ en: `📍 Visit: ${name}`, zh: `📍 拜访：${name}` }),
  caseReminder: (name: string): Bilingual => ({
    en: `🛠 Service case: ${name}`,
    zh: `🛠 服务/投诉待处理：${name}`,
  }),
  due: { en: 'Due', zh: '约定日期' },
  overdue: (days: number): Bilingual => ({
    en: days === 1 ? '1 day late' : `${days} days late`,
    zh: `已过 ${days} 天`,
  }),
  dueToday: { en: 'today', zh: '今天' },
  lastTime: { en: 'Last time', zh: '上次' },
  contact: { en: 'Contact', zh: '联系人' },
  forMember: { en: 'Reminder of', zh: '原跟进人' },
  buttonLog: { en: 'Log follow-up', zh: '记跟进' },
  buttonDone: { en: 'Done', zh: '完成' },
  buttonLater: { en: 'Later', zh: '改期' },
  laterAsk: { en: 'When shall I remind you?', zh: '改到什么时候提醒？' },
  laterTomorrow: { en: 'Tomorrow', zh: '明天' },
  laterThree: { en: 'In 3 days', zh: '三天后' },
  laterMonday: { en: 'Next Monday', zh: '下周一' },
  laterDate: { en: 'Another day…', zh: '选日期…' },
  laterDrop: { en: 'Drop it…', zh: '不做了…' },
  moveTitle: { en: 'Move a reminder', zh: '改期' },
  moveSummary: { en: 'Another day for an item of your list', zh: '把一项待办改到另一天' },
  moveExample: { en: 'todo move next tue', zh: '待办 改期 下周二' },
  fieldUntil: { en: 'Remind me on', zh: '改到哪天' },
  dropTitle: { en: 'Drop a reminder', zh: '不做了' },
  dropSummary: { en: 'Take an item off your list, and say why', zh: '去掉一项待办，并说明原因' },
  dropExample: { en: 'todo drop they chose somebody else', zh: '待办 不做 客户已选别家' },
  fieldWhy: { en: 'Why', zh: '原因' },
  dropped: (name: string): Bilingual => ({ en: `Dropped: ${name}`, zh: `已去掉：${name}` }),
  pressFirst: {
    en: 'Open your list with todo and press Later at the item: it is asked there.',
    zh: '请发“待办”，在对应的那一项上点“改期”。',
  },
  done: (name: string): Bilingual => ({ en: `Done: ${name}`, zh: `已完成：${name}` }),
  doneBefore: (day: string): Bilingual => ({ en: `It was done on ${day}.`, zh: `已于 ${day} 完成。` }),
  doneHow: { en: 'Nothing more to do here.', zh: '这条提醒已处理完。' },
  moved: (name: string, day: string): Bilingual => ({
    en: `${name}: I will remind you on ${day}`,
    zh: `${name}：改到 ${day} 提醒`,
  }),
  gone: { en: 'That reminder is not here', zh: '没有这条提醒' },

  todoNone: { en: 'Nothing is due today', zh: '今天没有待办' },
  todoNext: (name: string, day: string): Bilingual => ({
    en: `Next: ${name}, ${day}.`,
    zh: `下一项：${name}，${day}。`,
  }),
  todoNoneHow: {
    en: 'Give a follow-up a next date, and it will be here on that day.',
    zh: '记跟进时写上下次联系日期，到期就会出现在这里。',
  },
};

/** For how long something is put off. */
export const laterNames: Readonly<Record<LaterChoice, Bilingual>> = {
  '1': followUpText.laterTomorrow,
  '3': followUpText.laterThree,
  mon: followUpText.laterMonday,
};
