import type { ChoiceSpec, FieldSpec } from '../chat/spec.ts';
import type { ActionHandler, Command } from '../people/context.ts';
import { openPart, showMore } from './admit/open.ts';
import { pressState, showSubscriptions, unsubscribe } from './change-subscription.ts';
import { letterActions, letterCommands } from './letters/commands.ts';
import { pressLift } from './mutes/lift.ts';
import { pressMute, pressSnooze, pressUnmute } from './mutes/press.ts';
import { renderDelivery } from './render.ts';
import { subscribe } from './subscribe.ts';
import { kindNames, pushText, topicNames } from './text.ts';
import { pressReroute } from './why/reroute.ts';
import { askWhy, pressWhy } from './why/show-why.ts';
import { whyText } from './why/text.ts';

const kinds: readonly ChoiceSpec[] = [
  {
    value: 'sales',
    label: kindNames.sales,
    aliases: ['sale', 'news', 'orders', 'payments', '销售', '喜报', '战报', '成交'],
  },
  { value: 'daily', label: kindNames.daily, aliases: ['summary', 'digest', '每日', '日报', '汇总'] },
  {
    value: 'ranking',
    label: kindNames.ranking,
    aliases: ['rank', 'rankings', 'leaderboard', '排行', '排名'],
  },
  {
    value: 'overdue',
    label: kindNames.overdue,
    aliases: ['due', 'instalments', '催款', '逾期', '回款提醒'],
  },
  { value: 'clear-day', label: kindNames['clear-day'], aliases: ['clear', 'day', '日清提醒', '今日清单'] },
  {
    value: 'same-city',
    label: kindNames['same-city'],
    aliases: ['same city', 'samecity', 'nearby', 'city', '同城', '同城客户'],
  },
];

const topics: readonly ChoiceSpec[] = [
  { value: 'orders', label: topicNames.orders, aliases: ['order', '签单', '合同'] },
  { value: 'payments', label: topicNames.payments, aliases: ['payment', '到账', '收款'] },
  { value: 'won', label: topicNames.won, aliases: ['win', 'wins', '赢单喜报'] },
  { value: 'lost', label: topicNames.lost, aliases: ['losses', '丢单'] },
  { value: 'stages', label: topicNames.stages, aliases: ['stage', 'big', '大单', '推进'] },
];

const languages: readonly ChoiceSpec[] = [
  { value: 'en', label: { en: 'English', zh: 'English' }, aliases: ['english', '英文', '英语'] },
  { value: 'zh', label: { en: '中文', zh: '中文' }, aliases: ['chinese', 'zh-cn', '汉语'] },
];

const kindField: FieldSpec = {
  name: 'kind',
  aliases: ['what', '内容', '类型'],
  label: pushText.fieldKind,
  kind: 'choice',
  required: true,
  choices: kinds,
  at: 'word',
};

const groupField: FieldSpec = {
  name: 'group',
  aliases: ['team', '分组', '小组', '部门', '团队'],
  label: pushText.fieldGroup,
  hint: pushText.fieldGroupHint,
  kind: 'text',
  required: false,
};

/** Subscriptions: what a conversation or a person is sent, and when. */
export const pushCommands: readonly Command[] = [
  {
    name: 'subscribe',
    aliases: ['订阅', '订阅推送'],
    title: pushText.subscribeTitle,
    summary: pushText.subscribeSummary,
    example: pushText.subscribeExample,
    roles: 'anyone',
    fields: [
      kindField,
      {
        name: 'at',
        aliases: ['time', '时间'],
        label: pushText.fieldAt,
        hint: pushText.fieldAtHint,
        kind: 'time',
        required: false,
        at: 'word',
      },
      groupField,
      {
        name: 'min',
        aliases: ['from', 'amount', '金额', '起', '门槛'],
        label: pushText.fieldMin,
        hint: pushText.fieldMinHint,
        kind: 'amount',
        required: false,
      },
      {
        name: 'only',
        aliases: ['topics', '只看', '只要', '内容范围'],
        label: pushText.fieldOnly,
        hint: pushText.fieldOnlyHint,
        kind: 'choice',
        several: true,
        required: false,
        choices: topics,
      },
      {
        name: 'lang',
        aliases: ['language', '语言'],
        label: pushText.fieldLang,
        kind: 'choice',
        required: false,
        choices: languages,
      },
    ],
    run: subscribe,
  },
  {
    name: 'subscribe list',
    aliases: ['subscriptions', '订阅 列表', '订阅列表', '我的订阅'],
    title: pushText.listTitle,
    summary: pushText.listSummary,
    example: pushText.listExample,
    roles: 'anyone',
    fields: [],
    run: (context) => showSubscriptions(context),
  },
  {
    name: 'subscribe off',
    aliases: ['unsubscribe', '取消订阅', '退订', '订阅 取消'],
    title: pushText.offTitle,
    summary: pushText.offSummary,
    example: pushText.offExample,
    roles: 'anyone',
    fields: [kindField, groupField],
    run: unsubscribe,
  },
  ...letterCommands,
  {
    name: 'why',
    aliases: ['why this', 'why me', '为什么', '为什么收到', '为啥'],
    title: whyText.title,
    summary: whyText.summary,
    example: whyText.example,
    roles: 'anyone',
    fields: [],
    run: (context) => askWhy(context),
  },
];

/** The buttons under a subscription, a push and a message that was not sent. */
export const pushActions: readonly ActionHandler[] = [
  { action: 'push.why', run: pressWhy },
  { action: 'push.reroute', run: (context, target) => pressReroute(context, target) },
  { action: 'subscription.pause', run: (context, target) => pressState(context, target, 'paused') },
  { action: 'subscription.resume', run: (context, target) => pressState(context, target, 'active') },
  { action: 'subscription.remove', run: (context, target) => pressState(context, target, 'removed') },
  { action: 'push.snooze', run: pressSnooze },
  { action: 'push.mute', run: pressMute },
  { action: 'push.unmute', run: pressUnmute },
  { action: 'mute.lift', run: pressLift },
  { action: 'delivery.open', run: (context, target) => openPart(context, target, renderDelivery) },
  { action: 'delivery.more', run: (context, target) => showMore(context, target, renderDelivery) },
  ...letterActions,
];
