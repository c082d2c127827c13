import type { Bilingual } from '../chat/language.ts';
import { nameZone } from '../kernel/zone-names.ts';
import { dayNames, type SlotDays } from './days.ts';
import type { SalesTopic, SubscriptionKind } from './kinds.ts';

/** What people read about subscriptions and pushes. */
export const pushText = {
  subscribeTitle: { en: 'Subscribe', zh: '订阅' },
  subscribeSummary: {
    en: 'Have good news, summaries or rankings sent to this conversation or to you',
    zh: '让销售通知、日报或排行榜定时发到本会话或发给你本人',
  },
  subscribeExample: { en: 'subscribe ranking 18:00', zh: '订阅 排行榜 18:00' },
  listTitle: { en: 'Subscriptions', zh: '订阅列表' },
  listSummary: { en: 'What this conversation gets, and when', zh: '看看本会话会收到哪些推送、什么时候收到' },
  listExample: { en: 'subscribe list', zh: '订阅 列表' },
  offTitle: { en: 'Unsubscribe', zh: '取消订阅' },
  offSummary: { en: 'Stop a push to this conversation or to you', zh: '不再把某项推送发到本会话或发给你' },
  offExample: { en: 'subscribe off ranking', zh: '取消订阅 排行榜' },

  fieldKind: { en: 'What', zh: '推送内容' },
  fieldAt: { en: 'Time of day', zh: '发送时间' },
  fieldAtHint: { en: 'Summary or ranking: 18:00', zh: '用于日报和排行榜，如 18:00' },
  fieldGroup: { en: 'Group', zh: '销售分组' },
  fieldGroupHint: { en: 'Empty: everything you may see here', zh: '不填则为你在这里可看的全部' },
  fieldMin: { en: 'From amount', zh: '起始金额' },
  fieldMinHint: {
    en: 'Leaves out smaller sales',
    zh: '用于销售通知：小于这个金额不提醒',
  },
  fieldOnly: { en: 'Only', zh: '只看' },
  fieldOnlyHint: { en: 'For sales notifications; empty: all of them', zh: '用于销售通知，不选则全部提醒' },
  fieldLang: { en: 'Language', zh: '语言' },
  fieldDays: { en: 'Days', zh: '发送日' },
  fieldDaysHint: {
    en: 'Empty: workdays',
    zh: '不填为工作日',
  },
  fieldZone: { en: 'Time zone', zh: '时区' },
  fieldZoneHint: { en: 'Of the time of day', zh: '发送时间所用的时区' },
  fieldFor: { en: 'For', zh: '发给谁' },
  fieldForHint: {
    en: 'Empty: for yourself. Admins may choose somebody',
    zh: '不填就是你自己；管理员可以选别人',
  },
  fieldTo: { en: 'Channel or group', zh: '群' },
  fieldToHint: {
    en: 'For admins: its link or id (I have to be in it). Empty: here',
    zh: '管理员可填群链接或群 ID（我要先在群里）；不填就是这里',
  },
  fieldId: { en: 'Subscription', zh: '订阅' },
  editTitle: { en: 'Change a subscription', zh: '修改订阅' },
  editSummary: {
    en: 'Change when a push comes, from which amount and in which language',
    zh: '修改推送的时间、金额门槛或语言',
  },
  editExample: { en: 'subscribe edit ranking 17:30', zh: '修改订阅 排行榜 17:30' },
  edit: { en: 'Edit', zh: '修改' },
  open: { en: 'Open', zh: '查看' },
  preview: { en: 'Preview', zh: '预览' },
  sendNow: { en: 'Send today’s now', zh: '现在就发今天的' },
  changedNotice: { en: 'Changed.', zh: '已修改。' },
  unchangedNotice: { en: 'Nothing was changed.', zh: '没有改动。' },
  sentNowNotice: {
    en: 'It is on its way. No other one comes today.',
    zh: '正在发送，今天到点不再重复发。',
  },
  sentBefore: { en: 'Today’s went out already.', zh: '今天的已经发过了。' },
  notNow: { en: 'It has to run first. Resume it.', zh: '这个订阅没有在运行，请先恢复。' },
  previewNote: {
    en: 'A preview: only you see it, with the figures of now.',
    zh: '预览：只有你能看到，数据以现在为准。',
  },
  previewNone: {
    en: 'There is nothing to show yet: it tells what happens, and nothing of the kind has.',
    zh: '暂时没有可预览的内容：有相关动态时才会推送。',
  },
  language: { en: 'Language', zh: '语言' },
  madeBy: { en: 'Set by', zh: '设置人' },
  byDefault: { en: 'company default', zh: '企业默认' },
  elsewhere: { en: 'another conversation', zh: '其他会话' },
  toUnknownTitle: { en: 'Which channel?', zh: '哪个群？' },
  toUnknown: {
    en: 'Give the channel’s link or id: on Slack like C0123ABCD (in its details, at the bottom), on Feishu like oc_… (in the group’s settings). Or type the command in that channel itself.',
    zh: '请填群链接或群 ID：Slack 形如 C0123ABCD（频道详情最下方），飞书形如 oc_…（群设置里）。也可以直接在那个群里订阅。',
  },
  refusedFor: {
    en: 'Only an admin subscribes somebody else, or a channel from elsewhere. For yourself leave that field empty.',
    zh: '只有管理员可以替别人订阅，或在别处替群订阅。给自己订阅请把这一项留空。',
  },

  subscribed: { en: 'Subscribed', zh: '订阅成功' },
  place: { en: 'Goes to', zh: '发送到' },
  thisConversation: { en: 'this conversation', zh: '本会话' },
  yourself: { en: 'you, in private', zh: '你的私聊' },
  wholeCompany: { en: 'whole company', zh: '全公司' },
  yourGroups: { en: 'your groups', zh: '你管理的分组' },
  time: { en: 'Time', zh: '时间' },
  next: { en: 'Next one', zh: '下一次' },
  whenItHappens: { en: 'as soon as it happens', zh: '一有消息就发' },
  nothingNear: { en: 'no workday in sight', zh: '近期没有工作日' },
  paused: { en: 'paused', zh: '已暂停' },
  removed: { en: 'removed', zh: '已删除' },
  stateLabel: { en: 'State', zh: '状态' },

  pause: { en: 'Pause', zh: '暂停' },
  resume: { en: 'Resume', zh: '恢复' },
  remove: { en: 'Remove', zh: '删除' },
  removeSure: { en: 'Remove this subscription?', zh: '确定删除这个订阅吗？' },
  removeText: {
    en: 'It stops at once. You can subscribe again any time.',
    zh: '删除后立即停发，随时可以重新订阅。',
  },
  keep: { en: 'Keep it', zh: '先不删' },
  all: { en: 'All subscriptions', zh: '全部订阅' },
  add: { en: 'Subscribe', zh: '新增订阅' },

  pausedNotice: { en: 'Paused.', zh: '已暂停。' },
  resumedNotice: { en: 'Running again.', zh: '已恢复。' },
  removedNotice: { en: 'Removed.', zh: '已删除。' },
  goneNotice: { en: 'That subscription was removed before.', zh: '这个订阅之前已经删除了。' },
  listEmpty: {
    en: 'Nothing is sent here yet. Good news, summaries and rankings can be.',
    zh: '这里还没有任何推送，可以订阅销售通知、日报和排行榜。',
  },
  remindersAnyway: {
    en: 'Your follow-up reminders always reach you here; they need no subscription.',
    zh: '你的跟进提醒总会发到私聊，无需订阅。',
  },

  sameCityOff: {
    en: 'subscribe off same-city stops these; nearby <customer> shows them any time.',
    zh: '不想收可发：取消订阅 同城提醒；随时可发：同城 客户名。',
  },

  refusedTitle: { en: 'That is not yours to decide', zh: '没有权限' },
  refusedPlace: {
    en: 'What a group conversation gets is decided by an admin, or by the manager of the group it is about.',
    zh: '群里的推送由管理员决定；管理某个分组的经理可以订阅自己的分组。',
  },
  refusedReceive: {
    en: 'These figures are open to managers for their own groups, and to executives, finance and admins. A ranking is open to everybody.',
    zh: '这些数据，经理可以看自己的分组，高管、财务和管理员可以看全部。排行榜人人可看。',
  },
  refusedPersonal: {
    en: 'This tells each person of their own work. Subscribe to it in a private chat with me.',
    zh: '这类推送只跟本人有关，请在与我的私聊里订阅。',
  },
  refusedChange: {
    en: 'Only an admin, or the manager of its group, can change this subscription.',
    zh: '只有管理员或该分组的经理可以更改这个订阅。',
  },
  refusedAdmin: { en: 'Only an admin can do this.', zh: '只有管理员可以操作。' },
  groupUnknownTitle: { en: 'Which group?', zh: '是哪个分组？' },
  groupUnknown: (typed: string) => ({
    en: `There is no group called “${typed}”.`,
    zh: `没有叫“${typed}”的分组。`,
  }),
  groupSeveral: { en: 'Several groups could be meant.', zh: '有几个分组都对得上，请写明是哪个。' },
  groupsAre: { en: 'Groups', zh: '可选分组' },
  groupChoose: { en: 'Add group=… with one of these names.', zh: '请加上 分组=… ，填下面的名称之一。' },
  offNothing: { en: 'There is no such subscription here.', zh: '这里没有这项订阅。' },

  deliveriesTitle: { en: 'Deliveries', zh: '投递情况' },
  deliveriesSummary: {
    en: 'What became of the messages, and which could not be sent',
    zh: '看看消息都发出去了没有，没发成的可以重发',
  },
  deliveriesExample: { en: 'deliveries', zh: '投递' },
  lastDay: { en: 'The last 24 hours', zh: '最近 24 小时' },
  sent: { en: 'Sent', zh: '已发送' },
  waiting: { en: 'On their way', zh: '发送中' },
  held: { en: 'To be decided', zh: '待确认' },
  skipped: { en: 'Skipped', zh: '未发送' },
  dead: { en: 'Failed', zh: '失败' },
  nothingFailed: { en: 'Nothing waits for you: every message went out.', zh: '没有需要处理的失败消息。' },
} satisfies Record<string, Bilingual | ((typed: string) => Bilingual)>;

/** What the pushes are called. */
export const kindNames: Readonly<Record<SubscriptionKind, Bilingual>> = {
  sales: { en: 'Sales notification', zh: '销售通知' },
  daily: { en: 'Daily summary', zh: '日报' },
  ranking: { en: 'Ranking', zh: '排行榜' },
  overdue: { en: 'Overdue instalments', zh: '催款提醒' },
  'clear-day': { en: 'Clear the day', zh: '日清' },
  'same-city': { en: 'Same city', zh: '同城提醒' },
};

/** What sales notifications are about. */
export const topicNames: Readonly<Record<SalesTopic, Bilingual>> = {
  orders: { en: 'Signed orders', zh: '签约' },
  payments: { en: 'Payments', zh: '回款' },
  won: { en: 'Won deals', zh: '赢单' },
  lost: { en: 'Lost deals', zh: '输单' },
  stages: { en: 'Big deals on the move', zh: '大单进展' },
};

/** What the ledger's messages are about. */
export const deliveryKindNames: Readonly<Record<string, Bilingual>> = {
  ...kindNames,
  reminder: { en: 'Follow-up reminder', zh: '跟进提醒' },
  approval: { en: 'Decisions on money', zh: '款项审批' },
  letters: { en: 'Messages that failed', zh: '未发成的消息' },
  people: { en: 'People and handovers', zh: '成员与交接' },
  calendar: { en: 'Work calendar', zh: '工作日历' },
  review: { en: 'Pushes nobody acts on', zh: '无人处理的推送' },
  case: { en: 'Customer conflict', zh: '撞单' },
  stale: { en: 'Customers left alone', zh: '久未跟进' },
  gathered: { en: 'Several messages as one', zh: '合并消息' },
  answer: { en: 'Answer to a command', zh: '命令回复' },
};

/** What a message of the ledger is about, as people call it. */
export function nameDeliveryKind(kind: string): Bilingual {
  return deliveryKindNames[kind] ?? { en: kind, zh: kind };
}

/** A time of day on its days, in its zone. */
export function describeTime(localTime: string, zone: string, days: SlotDays): Bilingual {
  const { en, zh } = dayNames[days];
  return {
    en: `${localTime} ${days === 'every-day' ? en : `on ${en}`} (${nameZone(zone, 'en')})`,
    zh: `${zh} ${localTime}（${nameZone(zone, 'zh')}）`,
  };
}

/** From which amount on a sale rings. */
export function describeMinimum(amount: string): Bilingual {
  return { en: `from ${amount}`, zh: `${amount} 起` };
}

/** What a digest begins with if it comes late. */
export function describeLateness(due: string): Bilingual {
  return {
    en: `This one comes late: it was due ${due}. It covers every day since the one before.`,
    zh: `本期发送晚了：原定 ${due}。内容涵盖上一期以来的每一天。`,
  };
}
