import type { Bilingual } from '../chat/language.ts';

/** What people read about the whole of their day. */
export const todoText = {
  count: (count: number): Bilingual => ({ en: `To do today: ${count}`, zh: `今日待办：${count} 项` }),
  noneToDecide: {
    en: 'What waits for your decision will be here.',
    zh: '有需要你处理的事项，会出现在这里。',
  },
  more: (count: number): Bilingual => ({ en: `And ${count} more.`, zh: `还有 ${count} 项。` }),
};
