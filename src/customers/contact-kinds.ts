import type { Bilingual } from '../chat/language.ts';

/** How a customer was contacted. */
export const contactKinds = ['call', 'visit', 'message', 'email', 'meeting', 'service', 'other'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const contactKindNames: Readonly<Record<ContactKind, Bilingual>> = {
  call: { en: 'Call', zh: '电话' },
  visit: { en: 'Visit', zh: '拜访' },
  message: { en: 'Message', zh: '微信/消息' },
  email: { en: 'Email', zh: '邮件' },
  meeting: { en: 'Meeting', zh: '会议' },
  service: { en: 'Service', zh: '服务/投诉' },
  other: { en: 'Other', zh: '其他' },
};

/** Whether a stored word is a kind that we know. */
export function isContactKind(word: string): word is ContactKind {
  return (contactKinds as readonly string[]).includes(word);
}
