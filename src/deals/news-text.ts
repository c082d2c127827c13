import { type Bilingual, han } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What a channel reads about deals. */
export const newsText = {
  deal: { en: 'Deal', zh: '商机' },
  wonTitle: (who: string, customer: string, amount: string) => ({
    en: `🎉 ${who} won ${customer}: ${amount}`,
    zh: han`🎉 ${who}赢单：${customer} ${amount}`,
  }),
  wonMonth: (month: string) => ({ en: `Won in ${month}`, zh: `${month}赢单` }),
  ranked: (amount: string, rank: string) => ({
    en: `${amount} · no. ${rank}`,
    zh: `${amount} · 第${rank}名`,
  }),
  lostTitle: (who: string, customer: string, amount: string) => ({
    en: `${customer} was lost: ${amount} — ${who}`,
    zh: han`${customer}输单 ${amount} · ${who}`,
  }),
  movedTitle: (customer: string, amount: string, stage: string) => ({
    en: `📈 ${customer}, ${amount}: now ${stage}`,
    zh: `📈 ${customer} ${amount} 进入“${stage}”阶段`,
  }),
} satisfies Record<string, Bilingual | Sentence>;
