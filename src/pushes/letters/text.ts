import type { Bilingual } from '../../chat/language.ts';

/** What admins read about messages that wait for them. */
export const letterText = {
  waits: { en: 'These wait for you', zh: '以下消息需要你处理' },
  count: (count: number) => ({ en: `${count} messages`, zh: `${count} 条` }),
  places: (count: number) => ({ en: `${count} places`, zh: `${count} 处` }),
  since: (when: string) => ({ en: `since ${when}`, zh: `最早 ${when}` }),
  at: (when: string) => ({ en: when, zh: when }),
  tried: (times: number) => ({
    en: times === 1 ? 'tried once' : `tried ${times} times`,
    zh: `已尝试 ${times} 次`,
  }),
  never: { en: 'never tried', zh: '尚未尝试' },
  held: { en: 'perhaps posted', zh: '可能已发出' },
  privateTo: (name: string) => ({ en: `to ${name}`, zh: `发给${name}` }),
  nowhere: { en: 'no place', zh: '没有送达地址' },
  somebody: { en: 'a private chat', zh: '某个私聊' },
  conversation: (id: string) => ({ en: `conversation ${id}`, zh: `会话 ${id}` }),
  order: (number: string) => ({ en: `order ${number}`, zh: `合同 ${number}` }),

  open: { en: 'Open', zh: '详情' },
  list: { en: 'One by one', zh: '逐条查看' },
  retry: { en: 'Send again', zh: '重新发送' },
  retryAll: (count: number) => ({ en: `Send all ${count} again`, zh: `全部重发（${count}）` }),
  there: { en: 'It is there', zh: '已在会话里' },
  drop: { en: 'Drop', zh: '放弃' },
  more: { en: 'More', zh: '更多' },
  back: { en: 'All deliveries', zh: '投递情况' },

  what: { en: 'Message', zh: '消息' },
  about: { en: 'About', zh: '关于' },
  to: { en: 'Goes to', zh: '发送到' },
  why: { en: 'Why', zh: '原因' },
  todo: { en: 'What to do', zh: '怎么办' },
  from: { en: 'From', zh: '产生于' },
  attempts: { en: 'Attempts', zh: '尝试' },
  state: { en: 'Now', zh: '现状' },
  code: { en: 'In their words', zh: '平台返回' },
  history: { en: 'What happened', zh: '经过' },
  made: { en: 'made', zh: '产生' },
  number: (id: string) => ({ en: `Number ${id}`, zh: `编号 ${id}` }),
  attempt: (no: number, word: string) => ({ en: `attempt ${no}: ${word}`, zh: `第 ${no} 次：${word}` }),
  byWhom: (name: string) => ({ en: ` (${name})`, zh: `（${name}）` }),
  steps: {
    retried: { en: 'sent again by an admin', zh: '管理员重发' },
    dropped: { en: 'dropped', zh: '已放弃' },
    settled: { en: 'found in its place', zh: '确认已在会话里' },
  },

  showTitle: { en: 'Message', zh: '消息详情' },
  showSummary: {
    en: 'One message that was not sent, with its whole history',
    zh: '查看一条没发成的消息及其全部经过',
  },
  showExample: { en: 'deliveries show 019ab…', zh: '投递 详情 019ab…' },
  retryTitle: { en: 'Send again', zh: '重发消息' },
  retrySummary: {
    en: 'Send a message again, or all of the same cause',
    zh: '重发一条消息，或同一原因的全部消息',
  },
  retryExample: { en: 'deliveries retry 019ab… all=yes', zh: '投递 重发 019ab… 全部=是' },
  dropTitle: { en: 'Drop a message', zh: '放弃消息' },
  dropSummary: { en: 'Give a message up for good, with a reason', zh: '不再发送某条消息，并写明原因' },
  dropExample: { en: 'deliveries drop 019ab… the group is dissolved', zh: '投递 放弃 019ab… 群已解散' },
  fieldId: { en: 'Number', zh: '编号' },
  fieldIdHint: { en: 'It stands at the end of an opened message', zh: '写在消息详情的最后一行' },
  fieldReason: { en: 'Reason', zh: '原因' },
  fieldAll: { en: 'All of the same cause', zh: '同一原因的全部' },
  yes: { en: 'Yes', zh: '是' },
  no: { en: 'No', zh: '否' },

  retriedNotice: (count: number) => ({
    en: count === 1 ? 'It is on its way again.' : `${count} are on their way again.`,
    zh: count === 1 ? '已重新发送。' : `${count} 条已重新发送。`,
  }),
  leftNotice: (count: number, left: number) => ({
    en: `${count} are on their way again; ${left} stay: they still have nowhere to go.`,
    zh: `${count} 条已重新发送；${left} 条仍没有可送达的账号。`,
  }),
  notRetried: {
    en: 'Not sent: it does not wait any more, or there is still no account to send it to.',
    zh: '没有重发：它已不需要处理，或仍然没有可送达的账号。',
  },
  settledNotice: { en: 'Noted: it is there.', zh: '已记录：消息已在会话里。' },
  notSettled: {
    en: 'It does not wait for that any more, or was certainly never posted.',
    zh: '它已不需要处理，或确定没有发出过。',
  },
  droppedNotice: { en: 'Dropped. It is not sent any more.', zh: '已放弃，不会再发送。' },
  notDropped: { en: 'It does not wait any more.', zh: '它已不需要处理。' },
  unknownTitle: { en: 'No such message', zh: '没有这条消息' },
  unknown: {
    en: 'No message has this number; it may have been removed after its time.',
    zh: '没有这个编号的消息，可能已过保存期。',
  },

  newsTitle: (count: number) => ({
    en: count === 1 ? 'A message could not be sent' : `${count} messages could not be sent`,
    zh: `有 ${count} 条消息没有发成`,
  }),
  newsMore: (count: number) => ({ en: `… and ${count} more causes`, zh: `……另有 ${count} 类原因` }),
  newsOnce: {
    en: 'I tell each cause once; deliveries shows what waits at any time.',
    zh: '同一原因只提醒一次，随时可发“投递”查看。',
  },
  look: { en: 'Look at them', zh: '去处理' },
} as const;

/** What states of the ledger are called. */
export const stateNames: Readonly<Record<string, Bilingual>> = {
  pending: { en: 'on its way', zh: '待发送' },
  sending: { en: 'being sent', zh: '发送中' },
  held: { en: 'held back', zh: '暂缓' },
  unknown: { en: 'being looked for', zh: '正在确认是否已发出' },
  sent: { en: 'sent', zh: '已发送' },
  skipped: { en: 'not sent', zh: '不再发送' },
  dead: { en: 'given up, waits for you', zh: '已停止重试，等待处理' },
};
