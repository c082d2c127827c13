import type { Bilingual } from '../chat/language.ts';

/** What a deal's steps are called in a customer's timeline. */
export const activityText = {
  opened: { en: 'Deal', zh: '新商机' },
  moved: { en: 'Deal advanced', zh: '商机推进' },
  won: { en: 'Deal won', zh: '赢单' },
  lost: { en: 'Deal lost', zh: '输单' },
  reopened: { en: 'Deal opened again', zh: '商机重新打开' },
} satisfies Record<string, Bilingual>;
