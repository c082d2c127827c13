import type { Bilingual } from '../../chat/language.ts';

/** What people read about messages that were held back and come together. */
export const admitText = {
  title: (count: string) => ({ en: `${count} messages`, zh: `${count} 条消息` }),
  burstTitle: (count: string, kind: Bilingual) => ({
    en: `${kind.en}: ${count} messages`,
    zh: `${kind.zh} ${count} 条`,
  }),
  deals: { en: 'Deals', zh: '商机' },
  sum: (count: string, amount: string) => ({ en: `${count} · ${amount}`, zh: `${count} 笔 · ${amount}` }),
  count: (count: string) => ({ en: count, zh: `${count} 个` }),
  open: { en: 'Open', zh: '查看' },
  more: { en: 'Show more', zh: '查看更多' },
  others: (count: string) => ({ en: `and ${count} more`, zh: `另有 ${count} 条` }),
  moreTitle: { en: 'More of these messages', zh: '更多消息' },
  change: { en: 'Quiet hours and limit', zh: '免打扰与推送上限' },

  reasons: {
    'quiet-hours': {
      en: 'They waited until the quiet hours were over.',
      zh: '这些消息在免打扰时段暂缓，现在一并发出。',
    },
    burst: {
      en: 'They came within a few minutes, so they come as one.',
      zh: '短时间内消息较多，合并成一条发出。',
    },
    budget: {
      en: 'The limit of messages for the day was reached, so what is less urgent waited.',
      zh: '今天的推送已达上限，不急的消息合并到这里。',
    },
    snoozed: { en: 'They had been put off until now.', zh: '这些消息之前被稍后提醒，现在一并发出。' },
  },

  earlier: { en: 'Before that', zh: '此前进展' },

  goneTitle: { en: 'Nothing to show any more', zh: '内容已失效' },
  notHere: { en: 'This message cannot be opened here.', zh: '无法在这里打开这条消息。' },
} satisfies Record<
  string,
  | Bilingual
  | Readonly<Record<string, Bilingual>>
  | ((count: string, kind: Bilingual) => Bilingual)
  | ((count: string, amount: string) => Bilingual)
>;
