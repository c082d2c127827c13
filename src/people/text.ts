import type { Bilingual } from '../chat/language.ts';
import type { LinkRefusal } from './link-rules.ts';

/** What people read about being known to the product. */
export const peopleText = {
  unknownWorkspace: { en: 'This workspace is not connected', zh: '该工作区尚未接入' },
  unknownWorkspaceHow: {
    en: 'Dealbell does not know this workspace yet. Whoever runs it connects it with `dealbell workspace connect`.',
    zh: 'Dealbell 还不认识这个工作区，请由运维人员执行 dealbell workspace connect 接入。',
  },
  settingsTitle: { en: 'Settings', zh: '设置' },
  settingsSummary: { en: 'What your company decides for everybody', zh: '管理企业的各项规则' },
  settingsUnset: { en: 'Nothing set yet', zh: '尚未设置' },
  settingsOpen: { en: 'Open', zh: '打开' },
  settingsAll: { en: 'All settings', zh: '全部设置' },

  hello: { en: 'Hello, we have not met yet', zh: '你好，你的账号还没有关联' },
  told: {
    en: 'Your admins can see that you wrote, and can help.',
    zh: '管理员已能看到你来过，可以请他们协助。',
  },
  waiting: { en: 'Almost there: one confirmation is missing', zh: '还差一步：等待确认' },
  waitingHow: (name: string): Bilingual => ({
    en: `This account looks like ${name}’s. Because of that person’s role it has to be confirmed once: with the buttons that were sent to an account of theirs that is linked already, or by an admin.`,
    zh: `这个账号看起来是 ${name} 的。由于其角色权限较高，需要确认一次：在本人已关联的账号里点确认，或由管理员确认。`,
  }),
  waitingStill: {
    en: 'This account still waits to be confirmed, from another account of yours or by an admin.',
    zh: '这个账号还在等待确认：请在你已关联的其他账号里点确认，或请管理员确认。',
  },
  left: { en: 'This account is closed', zh: '账号已停用' },
  leftHow: {
    en: 'The person it belonged to no longer works here. If that is a mistake, ask an admin.',
    zh: '账号对应的成员已离职。如有误，请联系管理员。',
  },
  away: { en: 'I could not find out who you are', zh: '暂时无法确认你的身份' },
  awayHow: {
    en: 'The platform did not answer just now. Please write again in a minute.',
    zh: '平台暂时没有响应，请过一分钟再发一次。',
  },

  confirmed: (name: string): Bilingual => ({
    en: `Linked: this account is ${name}`,
    zh: `已确认：该账号属于 ${name}`,
  }),
  rejected: { en: 'Not linked: the account was turned away', zh: '已拒绝：该账号未关联' },
  rejectedHow: {
    en: 'If it writes again, you will be asked again.',
    zh: '如果它再次来访，会再次请你确认。',
  },
  settledBefore: { en: 'That was decided before', zh: '之前已处理过' },
  notYours: { en: 'Not yours to confirm', zh: '没有权限确认' },
  notYoursHow: {
    en: 'Only the person themselves, from an account that is linked already, or an admin can confirm it.',
    zh: '只有本人（通过已关联的账号）或管理员可以确认。',
  },
};

/** For the person: why they are not linked, and what helps. */
export const refusalHow: Readonly<Record<LinkRefusal, Bilingual>> = {
  bot: { en: 'Bots are not linked.', zh: '机器人不能关联。' },
  deleted: { en: 'This account was deleted.', zh: '该账号已被删除。' },
  guest: {
    en: 'You are a guest in this workspace. Only its own members can be linked: ask for a full account.',
    zh: '你是该工作区的访客，只有正式成员可以关联，请先申请正式账号。',
  },
  stranger: {
    en: 'Your account belongs to another company’s workspace. Write to me from your own company’s.',
    zh: '你的账号属于其他企业，请在自己企业的工作区里联系我。',
  },
  'no-email': {
    en: 'I cannot see a work e-mail address in your profile. Add the one your company knows you by, then write again.',
    zh: '你的资料里没有工作邮箱。请填上企业登记的邮箱，然后再发一条消息。',
  },
  'email-unconfirmed': {
    en: 'Your e-mail address is not confirmed yet. Follow the link in the platform’s mail, then write again.',
    zh: '你的邮箱还没有验证。请按平台邮件完成验证，然后再发一条消息。',
  },
  leaver: {
    en: 'Your e-mail address belonged to somebody who has left. Ask an admin to add you with a new one.',
    zh: '你的邮箱曾属于已离职的成员，请管理员用新邮箱为你建立成员。',
  },
  nobody: {
    en: 'No member here has your e-mail address. Ask an admin to add you with it, then write again.',
    zh: '成员名单里没有你的邮箱。请管理员添加后，再发一条消息。',
  },
  ambiguous: {
    en: 'Several members have your e-mail address. Ask an admin to put that right.',
    zh: '有多个成员登记了你的邮箱，请管理员更正。',
  },
};

/** Why somebody on the admins' list is not linked; a word that is no longer in use is shown as it is. */
export function describeLinkRefusal(reason: string): Bilingual {
  const known = Object.entries(refusalReasons).find(([code]) => code === reason)?.[1];
  return known ?? { en: reason, zh: reason };
}

const refusalReasons: Readonly<Record<LinkRefusal, Bilingual>> = {
  bot: { en: 'a bot', zh: '机器人' },
  deleted: { en: 'a deleted account', zh: '已删除的账号' },
  guest: { en: 'a guest of the workspace', zh: '工作区访客' },
  stranger: { en: 'from another company', zh: '其他企业的账号' },
  'no-email': { en: 'no e-mail address in the profile', zh: '资料里没有邮箱' },
  'email-unconfirmed': { en: 'the e-mail address is not confirmed', zh: '邮箱未验证' },
  leaver: { en: 'the e-mail address was a leaver’s', zh: '邮箱曾属于离职成员' },
  nobody: { en: 'no member has that e-mail address', zh: '没有成员使用该邮箱' },
  ambiguous: { en: 'several members have that e-mail address', zh: '多个成员使用该邮箱' },
};
