import type { ActionHandler, Command } from '../people/context.ts';
import type { SettingsPage } from '../people/settings.ts';
import { openPart, showMore } from './admit/open.ts';
import { calendarCommands, calendarPages } from './calendar/commands.ts';
import { pressState, showSubscriptions, unsubscribe } from './change-subscription.ts';
import { defaultCommands, defaultsPage } from './defaults/commands.ts';
import { editSubscription, idField, pressEdit, tailorEdit } from './edit-subscription.ts';
import { letterActions, letterCommands } from './letters/commands.ts';
import { pressLift } from './mutes/lift.ts';
import { pressMute, pressSnooze, pressUnmute } from './mutes/press.ts';
import { pressNow, pressPreview } from './preview.ts';
import { renderDelivery } from './render.ts';
import { pressReview } from './review/press.ts';
import { pressShow } from './show-subscription.ts';
import { subscribe, tailorSubscribe } from './subscribe.ts';
import {
  atField,
  daysField,
  forField,
  groupField,
  kindField,
  langField,
  minField,
  onlyField,
  refineSubscribe,
  toField,
  zoneField,
} from './subscription-fields.ts';
import { pushText } from './text.ts';
import { pressReroute } from './why/reroute.ts';
import { askWhy, pressWhy } from './why/show-why.ts';
import { whyText } from './why/text.ts';

const editCommand: Command = {
  name: 'subscribe edit',
  aliases: ['subscribe change', '修改订阅', '订阅 修改', '改订阅'],
  title: pushText.editTitle,
  summary: pushText.editSummary,
  example: pushText.editExample,
  roles: 'anyone',
  listed: false,
  fields: [kindField, atField, daysField, groupField, minField, onlyField, langField, zoneField, idField],
  refine: refineSubscribe,
  tailor: (_, values) => Promise.resolve(tailorEdit(values)),
  run: (context, values) => editSubscription(context, editCommand, values),
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
      atField,
      daysField,
      groupField,
      minField,
      onlyField,
      langField,
      zoneField,
      forField,
      toField,
    ],
    refine: refineSubscribe,
    tailor: (context) => Promise.resolve(tailorSubscribe(context)),
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
  editCommand,
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
  ...defaultCommands,
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
  ...calendarCommands,
];

/** The buttons under a subscription, a push and a message that was not sent. */
export const pushActions: readonly ActionHandler[] = [
  { action: 'push.why', run: pressWhy },
  { action: 'push.reroute', run: (context, target) => pressReroute(context, target) },
  { action: 'subscription.show', run: pressShow },
  { action: 'subscription.edit', run: (context, target) => pressEdit(context, editCommand, target) },
  { action: 'subscription.preview', run: pressPreview },
  { action: 'subscription.now', run: pressNow },
  { action: 'subscription.pause', run: (context, target) => pressState(context, target, 'paused') },
  { action: 'subscription.resume', run: (context, target) => pressState(context, target, 'active') },
  { action: 'subscription.remove', run: (context, target) => pressState(context, target, 'removed') },
  { action: 'push.snooze', run: pressSnooze },
  { action: 'push.mute', run: pressMute },
  { action: 'push.unmute', run: pressUnmute },
  { action: 'mute.lift', run: pressLift },
  { action: 'review.off', run: (context, target) => pressReview(context, target, 'off') },
  { action: 'review.on', run: (context, target) => pressReview(context, target, 'on') },
  { action: 'review.keep', run: (context, target) => pressReview(context, target, 'keep') },
  { action: 'delivery.open', run: (context, target) => openPart(context, target, renderDelivery) },
  { action: 'delivery.more', run: (context, target) => showMore(context, target, renderDelivery) },
  ...letterActions,
];

/** What admins decide about the days on which pushes go out. */
export const pushSettings: readonly SettingsPage[] = [defaultsPage, ...calendarPages];
