import { type Bilingual, han } from '../chat/language.ts';

type Sentence = (...words: readonly string[]) => Bilingual;

/** What a channel reads when an order is signed or money came in. */
export const newsText = {
  orderTitle: (who: string, customer: string, amount: string) => ({
    en: `🎉 ${who} signed ${customer}: ${amount}`,
    zh: han`🎉 ${who}签下${customer} ${amount}`,
  }),
  paymentTitle: (who: string, customer: string, amount: string) => ({
    en: `💰 ${customer} paid ${amount} — ${who}`,
    zh: `💰 ${customer} 回款 ${amount} · ${who}`,
  }),
  and: (first: string, second: string) => ({ en: `${first} and ${second}`, zh: `${first}、${second}` }),
  andOthers: (first: string, count: string) => ({
    en: `${first} and ${count} others`,
    zh: `${first}等${count}人`,
  }),
  nobody: { en: 'The team', zh: '团队' },
  signedMonth: (month: string) => ({ en: `Signed in ${month}`, zh: `${month}签约` }),
  paidMonth: (month: string) => ({ en: `Received in ${month}`, zh: `${month}回款` }),
  ranked: (amount: string, rank: string) => ({
    en: `${amount} · no. ${rank}`,
    zh: `${amount} · 第${rank}名`,
  }),
  paidOf: { en: 'Paid so far', zh: '累计回款' },
  ofAmount: (paid: string, amount: string) => ({ en: `${paid} of ${amount}`, zh: `${paid} / ${amount}` }),
  refundTitle: (who: string, customer: string, amount: string) => ({
    en: `${amount} given back to ${customer} — ${who}`,
    zh: han`${customer}退款 ${amount} · ${who}`,
  }),
} satisfies Record<string, Bilingual | Sentence>;
