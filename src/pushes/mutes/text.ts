import type { Bilingual } from '../../chat/language.ts';

/** What people read about muting and snoozing. */
export const muteText = {
  snoozeDay: { en: 'Snooze until tomorrow', zh: '免打扰到明天' },
  snoozeWeek: { en: 'Snooze for a week', zh: '免打扰一周' },
  mute: { en: 'Mute this kind', zh: '不再接收此类推送' },
  all: { en: 'All my pushes', zh: '全部推送' },
  undo: { en: 'Undo', zh: '撤销' },
  lift: { en: 'Let through again', zh: '恢复接收' },

  liftedNotice: { en: 'It comes again.', zh: '已恢复接收。' },

  mutedTitle: { en: 'Muted or snoozed', zh: '已屏蔽或免打扰' },
  untilLifted: { en: 'muted until you let it through again', zh: '已屏蔽，恢复前不再接收' },
  goneTitle: { en: 'This is no longer open', zh: '这张卡片已失效' },
  gone: { en: 'You can mute what you get yourself.', zh: '你可以屏蔽自己收到的推送。' },
  unmutable: {
    en: 'This one cannot be muted: it is about your pay or your appraisal.',
    zh: '这类消息事关薪酬或考核，不能屏蔽。',
  },
  unmutableTitle: { en: 'This one stays', zh: '不能屏蔽' },
} satisfies Record<string, Bilingual>;

/** Said when it was done. `what`: the push, as people call it. */
export function describeQuiet(
  what: Bilingual,
  until: Bilingual | undefined,
  here: 'conversation' | 'member',
): Bilingual {
  const [placeEn, placeZh] = here === 'conversation' ? [' for the channel', '群里的'] : ['', ''];
  if (until === undefined)
    return {
      en: `“${what.en}” is muted${placeEn} from now on.`,
      zh: `${placeZh}“${what.zh}”已屏蔽，之后不再推送。`,
    };
  return {
    en: `“${what.en}” is snoozed${placeEn} until ${until.en}.`,
    zh: `${placeZh}“${what.zh}”已设为免打扰，到 ${until.zh} 为止。`,
  };
}

/** How long it is snoozed, in a list. */
export function describeUntil(until: Bilingual): Bilingual {
  return { en: `snoozed until ${until.en}`, zh: `免打扰到 ${until.zh}` };
}
