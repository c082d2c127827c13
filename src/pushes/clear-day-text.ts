import type { Bilingual } from '../chat/language.ts';

/** What people read at the end of their day. */
export const clearDayText = {
  own: (count: number): Bilingual => ({
    en: `🧹 Clear the day: ${count} still open`,
    zh: `🧹 日清：今天还有 ${count} 项没处理`,
  }),
  team: (count: number): Bilingual => ({
    en:
      count === 1
        ? '🧹 One of your people left something open'
        : `🧹 ${count} of your people left something open`,
    zh: `🧹 日清：${count} 位下属还有未处理项`,
  }),
  teamHeading: { en: 'Left open in your groups', zh: '下属未处理' },
  open: (count: number, late: number): Bilingual => ({
    en: late > 0 ? `${count} open, some of it from earlier days` : `${count} open`,
    zh: late > 0 ? `${count} 项未处理，含往日遗留` : `${count} 项未处理`,
  }),
  buttonLook: { en: 'Look and comment', zh: '查看并点评' },
  more: (count: number): Bilingual => ({ en: `And ${count} more people.`, zh: `还有 ${count} 人。` }),
};
