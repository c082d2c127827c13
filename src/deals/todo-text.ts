import type { Bilingual } from '../chat/language.ts';

/** What people read in their day about deals that wait. */
export const dealTodoText = {
  heading: (count: number): Bilingual => ({
    en: count === 1 ? 'One deal waits for you' : `${count} deals wait for you`,
    zh: `有 ${count} 个商机等你推进`,
  }),
  quiet: (days: number): Bilingual => ({ en: `no contact for ${days} days`, zh: `已 ${days} 天未联系` }),
  past: (day: string): Bilingual => ({ en: `was expected ${day}`, zh: `原预计 ${day} 成交` }),
  also: { en: 'deal', zh: '商机' },
  log: { en: 'Log follow-up', zh: '记跟进' },
  show: { en: 'Deal', zh: '查看商机' },
};
