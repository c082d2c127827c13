import type { Bilingual } from '../chat/language.ts';

/** What people read about customers that nobody contacted in time. */
export const staleText = {
  ownerTitle: (count: number): Bilingual => ({
    en: count === 1 ? 'A customer waits to hear from you' : `${count} customers wait to hear from you`,
    zh: `有 ${count} 个客户该联系了`,
  }),
  managerTitle: (count: number): Bilingual => ({
    en: count === 1 ? 'A customer of your people waits' : `${count} customers of your people wait`,
    zh: `下属有 ${count} 个客户超期未联系`,
  }),
  fellTitle: (count: number): Bilingual => ({
    en:
      count === 1
        ? 'A customer of yours fell into the pool'
        : `${count} customers of yours fell into the pool`,
    zh: `你有 ${count} 个客户掉入公海`,
  }),
  idle: (idle: number, cadence: number): Bilingual => ({
    en: `${idle} days without a contact (every ${cadence})`,
    zh: `${idle} 天未联系（周期 ${cadence} 天）`,
  }),
  more: (count: number): Bilingual => ({ en: `… and ${count} more.`, zh: `……另有 ${count} 个。` }),
  willFall: (days: number): Bilingual => ({
    en: `Without a contact they fall into the pool in ${days} days. Days off and your own leave do not count.`,
    zh: `再过 ${days} 天仍未联系将掉入公海，节假日和请假不计入。`,
  }),
  ownerHow: {
    en: 'One line is enough: log what you hear, with the next date.',
    zh: '联系后记一条跟进即可，顺手写上下次时间。',
  },
  managerHow: {
    en: 'Their owners were reminded days ago. A word from you, or a transfer, may help.',
    zh: '几天前已提醒过负责人，可以跟进一下或转给其他同事。',
  },
  fellHow: {
    en: 'Nobody contacted them in time. You may take them back now, before a colleague does.',
    zh: '超期未联系，已按规则掉入公海。你可以现在领回，先到先得。',
  },
  fellWait: (days: number): Bilingual => ({
    en: `Nobody contacted them in time. You can claim them again in ${days} days.`,
    zh: `超期未联系，已按规则掉入公海，${days} 天后你可以再次领取。`,
  }),
  buttonShow: { en: 'Show', zh: '查看' },
  buttonBack: { en: 'Claim back', zh: '领回' },
};
