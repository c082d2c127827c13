import type { Bilingual } from '../../chat/language.ts';
import type { SubscriptionKind } from '../kinds.ts';

/** What people read about why they got a message. */
export const whyText = {
  menu: { en: 'Why this message?', zh: '为什么收到？' },
  title: { en: 'Why this message', zh: '为什么收到这条消息' },
  summary: {
    en: 'Why a message of mine was sent, and how to stop it or move it elsewhere',
    zh: '看看某条消息为什么会发、依据哪些数据，也可以停发或改到别处',
  },
  example: { en: 'why', zh: '为什么' },

  hereLabel: { en: 'Why here', zh: '为什么发到这里' },
  youLabel: { en: 'Why you', zh: '为什么发给你' },
  asOf: { en: 'Figures as of', zh: '数据截至' },
  asSent: { en: 'Written', zh: '内容生成于' },
  days: { en: 'Days', zh: '涵盖日期' },
  due: { en: 'Due', zh: '应发时间' },
  happened: { en: 'It happened', zh: '事情发生于' },
  sent: { en: 'Sent', zh: '发送时间' },
  state: { en: 'State', zh: '状态' },
  notSent: { en: 'not sent', zh: '尚未发送' },
  question: { en: 'Asked', zh: '提问' },
  asker: { en: 'Asked by', zh: '提问人' },

  rows: { en: 'What it rests on', zh: '依据的记录' },
  closedRows: {
    en: 'The records behind it are not open to you.',
    zh: '背后的明细记录你无权查看。',
  },
  open: { en: 'Open', zh: '查看' },
  more: { en: 'More', zh: '更多' },
  back: { en: 'From the start', zh: '回到开头' },

  toMe: { en: 'Send it to me instead', zh: '改为只发给我' },
  alsoToMe: { en: 'Send it to me too', zh: '也发给我一份' },
  change: { en: 'All subscriptions', zh: '全部订阅' },
  elsewhere: (command: string) => ({
    en: `To have it in a channel, say “${command}” there.`,
    zh: `想让它发到群里，可在那个群里说“${command}”。`,
  }),
  quiet: {
    en: 'The menu under the message puts it off or mutes it for you.',
    zh: '想暂缓或关闭，可用该消息下方的菜单。',
  },
  paused: { en: 'paused by now', zh: '现已暂停' },
  removed: { en: 'removed by now', zh: '现已删除' },

  answered: { en: 'It answers somebody’s question.', zh: '这是对一条提问的回复。' },
  pressed: { en: 'a button or a form', zh: '按钮或表单' },
  askAgain: {
    en: 'Its figures are those of that moment; ask again for today’s.',
    zh: '数据是当时的，想看最新的请再问一次。',
  },

  chooseTitle: { en: 'Which message?', zh: '是哪条消息？' },
  chooseText: {
    en: 'These are the last ones here. Next time you can answer the message itself with “why”.',
    zh: '以上是这里最近的消息。下次也可以直接引用那条消息，回复“为什么”。',
  },
  chooseNone: {
    en: 'I have sent nothing here lately. Reply to one of my messages with “why”, and I tell you where it comes from.',
    zh: '最近没有往这里发过消息。引用我的某条消息并回复“为什么”，我就告诉你它的来历。',
  },
  ask: { en: 'Why?', zh: '为什么？' },
  unknownTitle: { en: 'I cannot tell any more', zh: '查不到这条消息' },
  unknown: {
    en: 'That is no message of mine that I still know. I remember what I sent for 90 days, answers to commands for 7.',
    zh: '这不是我发的消息，或者时间太久了：推送保留 90 天，命令的回复保留 7 天。',
  },

  moved: {
    en: 'It comes to you in private from now on, and no longer to the channel.',
    zh: '今后私聊发给你，群里不再发送。',
  },
  added: { en: 'It comes to you in private from now on too.', zh: '今后也会私聊发给你。' },
} satisfies Record<string, Bilingual | ((word: string) => Bilingual)>;

/** What a record behind a figure is. */
export const figureNames = {
  order: { en: 'order', zh: '签约' },
  payment: { en: 'payment', zh: '回款' },
  refund: { en: 'refund', zh: '退款' },
} satisfies Record<string, Bilingual>;

/** Why somebody has a subscription that nobody made. */
export const defaultReasons: Readonly<Record<SubscriptionKind, Bilingual>> = {
  sales: { en: 'set up by default', zh: '默认订阅' },
  daily: { en: 'by default, since you manage groups', zh: '默认订阅，因为你管理分组' },
  ranking: { en: 'set up by default', zh: '默认订阅' },
  overdue: { en: 'by default, since you sell or lead', zh: '默认订阅，因为你负责销售或带团队' },
  'clear-day': { en: 'by default, since you sell or lead', zh: '默认订阅，因为你负责销售或带团队' },
  'same-city': { en: 'by default, since you sell or lead', zh: '默认订阅，因为你负责销售或带团队' },
};

/** Who subscribed a place, and when. */
export function describeSubscriber(name: string, day: string): Bilingual {
  return { en: `${name} subscribed to it on ${day}`, zh: `${name} 于 ${day} 订阅` };
}

/** The person who asks subscribed themselves. */
export function describeOwn(day: string): Bilingual {
  return { en: `you subscribed to it on ${day}`, zh: `你于 ${day} 订阅` };
}

/** How many tries it took. */
export function describeTries(tries: number): Bilingual {
  return { en: `${tries} tries`, zh: `共尝试 ${tries} 次` };
}

/** How late it came. */
export function describeDelay(minutes: number): Bilingual {
  if (minutes < 120) return { en: `${minutes} min late`, zh: `晚了 ${minutes} 分钟` };
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? { en: `${hours} h late`, zh: `晚了 ${hours} 小时` }
    : { en: `${Math.round(hours / 24)} days late`, zh: `晚了 ${Math.round(hours / 24)} 天` };
}

/** Which of the rows are shown. */
export function describeRows(from: number, to: number, isAll: boolean): Bilingual {
  const end = isAll ? { en: '', zh: '' } : { en: ', newest first', zh: '，新的在前' };
  return { en: `${from}–${to}${end.en}`, zh: `第 ${from}–${to} 条${end.zh}` };
}
