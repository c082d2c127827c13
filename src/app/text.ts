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
  homeTitle: (name: string, day: string): Bilingual => ({ en: `${name}, ${day}`, zh: `${name}，${day}` }),
  homeCommand: { en: 'My day', zh: '我的一天' },
  homeSummary: {
    en: 'What is due today, your customers, and where to begin',
    zh: '今天的待办、我的客户和常用操作',
  },
  homeClose: { en: 'Close', zh: '收起' },
  homeHelp: { en: 'All commands', zh: '全部命令' },
  recordShow: { en: 'Show me', zh: '查看' },
  recordKinds: {
    customer: { en: 'Dealbell: a customer', zh: 'Dealbell 客户' },
    order: { en: 'Dealbell: an order', zh: 'Dealbell 订单' },
  },
  recordClosed: {
    en: 'Not everybody here may see it. The button shows it to you alone, if you may.',
    zh: '本会话中有人无权查看。点按钮只对你显示，且仅限有权限的人。',
  },
  recordFacts: {
    owner: { en: 'Owner', zh: '负责人' },
    pool: { en: 'the pool', zh: '公海' },
    lastContact: { en: 'Last contact', zh: '最近联系' },
    customer: { en: 'Customer', zh: '客户' },
    amount: { en: 'Amount', zh: '金额' },
    signed: { en: 'Signed', zh: '签约日期' },
  },
  allGroups: { en: 'All groups', zh: '返回全部' },
  groups: {
    daily: { en: 'Every day', zh: '每日工作' },
    customers: { en: 'Customers', zh: '客户' },
    deals: { en: 'Deals', zh: '商机' },
    orders: { en: 'Orders and payments', zh: '订单与回款' },
    numbers: { en: 'Rankings and numbers', zh: '排行与业绩' },
    pushes: { en: 'Pushes', zh: '订阅与推送' },
    company: { en: 'Company', zh: '企业管理' },
    more: { en: 'More', zh: '其他' },
  },
  logThis: { en: 'Log it as a follow-up', zh: '记为跟进' },
  findThis: (typed: string): Bilingual => ({ en: `Find “${typed}”`, zh: `查找“${typed}”` }),
  customersFound: { en: 'Customers by that name', zh: '符合的客户' },
  sendMended: { en: 'Send like this', zh: '这样发送' },
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
