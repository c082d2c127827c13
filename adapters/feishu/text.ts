import type { Bilingual } from '../../src/chat/language.ts';

/** The few words that this adapter itself says; the client shows each reader their own language. */
export const feishuText = {
  working: { en: 'Working on it…', zh: '正在处理，请稍候…' },
  sorry: {
    en: 'Something broke on our side. Please try again.',
    zh: '系统出了点问题，请再试一次。',
  },
  sorryAway: {
    en: 'I cannot reach my records right now. Please try again in a moment.',
    zh: '暂时连不上数据，请稍后再试一次。',
  },
  faultId: { en: 'Id', zh: '编号' },
} satisfies Record<string, Bilingual>;
