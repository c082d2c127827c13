import type { Bilingual } from '../../chat/language.ts';

/** What people read about pushes that nobody acts on. */
export const reviewText = {
  title: { en: 'Still wanted?', zh: '这些推送还需要吗？' },
  intro: {
    en: 'In the last four weeks nobody pressed a button under these or replied to them. Who only reads, I cannot see: keep what you read.',
    zh: '最近四周，没有人点过下面这些推送的按钮，也没有人回复。只看不点我是看不到的：还在看的，请点“保留”。',
  },
  off: { en: 'Switch off', zh: '关闭' },
  keep: { en: 'Keep', zh: '保留' },
  again: { en: 'Switch on again', zh: '重新打开' },
  isOff: { en: 'switched off', zh: '已关闭' },
  isKept: { en: 'stays; I ask again in three months at the earliest', zh: '已保留，至少三个月内不再问' },
  offNotice: { en: 'Switched off.', zh: '已关闭。' },
  keptNotice: { en: 'It stays.', zh: '已保留。' },
  againNotice: { en: 'Switched on again.', zh: '已重新打开。' },
  you: { en: 'to you', zh: '发给你' },
  channel: ({ en, zh }: Bilingual) => ({ en: `to a channel (${en})`, zh: `发到群（${zh}）` }),
} satisfies Record<string, Bilingual | ((place: Bilingual) => Bilingual)>;

/** How often it came. */
export function describeSent(sent: number, acted: number): Bilingual {
  if (acted > 0) return { en: `came ${sent} times, acted on since`, zh: `发了 ${sent} 次，之后有人处理过` };
  return {
    en: `came ${sent} times in four weeks, none acted on`,
    zh: `四周发了 ${sent} 次，没有一次有人处理`,
  };
}
