import type { Bilingual } from '../chat/language.ts';
import type { Role } from '../chat/spec.ts';

export const roleNames: Readonly<Record<Role, Bilingual>> = {
  sales: { en: 'sales', zh: '销售' },
  manager: { en: 'manager', zh: '销售经理' },
  finance: { en: 'finance', zh: '财务' },
  hr: { en: 'HR', zh: '人事' },
  executive: { en: 'executive', zh: '高管' },
  admin: { en: 'admin', zh: '管理员' },
};

/** Sentences that belong to no single room: greeting, help, not understood, not allowed, broken. */
export const appText = {
  sorry: { en: 'Sorry, that did not work', zh: '抱歉，没有成功' },
  sorryAway: {
    en: 'Nothing was saved. Please try again in a minute.',
    zh: '没有保存任何内容，请过一分钟再试。',
  },
  sorryBroken: {
    en: 'Nothing was saved. If it happens again, tell your admin this number:',
    zh: '没有保存任何内容。如果再次出现，请把下面的编号告诉管理员：',
  },
  faultId: { en: 'No.', zh: '编号' },
  notAllowed: { en: 'Not yours to do', zh: '没有权限' },
  neededRoles: (roles: string): Bilingual => ({
    en: `This needs one of these roles: ${roles}. Ask your admin if you should have it.`,
    zh: `需要以下角色之一：${roles}。如果应当由你处理，请联系管理员。`,
  }),
  draftGone: { en: 'This is no longer open', zh: '这张卡片已失效' },
  draftGoneHow: {
    en: 'It was used, it has expired, or it belongs to a colleague. Type the command again to start over.',
    zh: '它已经用过、已过期，或属于其他同事。重新输入命令即可。',
  },
  cancelled: (title: string): Bilingual => ({ en: `${title}: cancelled`, zh: `${title}：已取消` }),
  notUnderstood: { en: 'I did not understand that', zh: '没看懂这条消息' },
  youTyped: { en: 'You typed', zh: '你输入的是' },
  didYouMean: { en: 'Did you mean one of these?', zh: '你是不是想用：' },
  seeHelp: { en: 'See everything I can do', zh: '查看全部命令' },
  welcome: (name: string): Bilingual => ({ en: `Hello ${name}`, zh: `你好，${name}` }),
  welcomeIntro: {
    en: 'Type a command, or press one and fill in its form.',
    zh: '直接输入命令，或点按钮填写表单。',
  },
  helpTitle: { en: 'What you can do', zh: '可以做什么' },
  helpSummary: { en: 'All commands, or one in full.', zh: '查看全部命令，或某一条的用法。' },
  helpTopic: { en: 'Command', zh: '命令' },
  helpIntro: {
    en: 'English and Chinese names both work. A command without anything after it opens its form.',
    zh: '中英文命令都可以用；只输入命令名会打开表单。',
  },
  helpFor: (title: string): Bilingual => ({ en: `How to: ${title}`, zh: `用法：${title}` }),
  example: { en: 'For example', zh: '例如' },
  otherNames: { en: 'Also', zh: '也可输入' },
  fields: { en: 'Fields', zh: '字段' },
  required: { en: 'needed', zh: '必填' },
  start: { en: 'Open form', zh: '打开表单' },
  run: { en: 'Run', zh: '执行' },
  seen: {
    en: 'The whole line was kept; copy it, mend it, send it again.',
    zh: '原文已保留，可复制修改后重新发送。',
  },
};
