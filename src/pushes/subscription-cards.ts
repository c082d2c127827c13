import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { isOwnKind, type SubscriptionKind, salesTopics } from './kinds.ts';
import { pauseReasonNames, pauseReasons } from './ledger/text.ts';
import { muteText } from './mutes/text.ts';
import type { Slot } from './slots.ts';
import type { Subscription } from './subscription-store.ts';
import { describeMinimum, describeTime, kindNames, pushText, topicNames } from './text.ts';

/** A subscription with what a reader needs beside it. */
export interface ShownSubscription {
  readonly subscription: Subscription;
  /** Null: the whole company, or a manager's own groups. */
  readonly groupName: string | null;
  /** A manager's private one without a group: about all groups they manage. */
  readonly ownGroups: boolean;
  /** The next slot; undefined for what follows an event, or where none is near. */
  readonly next: Slot | undefined;
  /** Whether the reader may change it. */
  readonly changeable: boolean;
  /** Where it goes, if that is neither here nor the reader. */
  readonly placeName?: string | undefined;
}

export interface SubscriptionSense {
  readonly lang: Lang;
  /** The reader's clock: the organization's in a conversation. */
  readonly zone: string;
  readonly currency: Parameters<typeof formatMoney>[1];
}

/** What was set by `subscribe`, and when the next one comes. */
export function subscribedCard(shown: ShownSubscription, sense: SubscriptionSense): Card {
  const { subscription } = shown;
  const { lang } = sense;
  const title = `${pushText.subscribed[lang]} · ${kindNames[subscription.kind][lang]}`;
  return { ...subscriptionCard(shown, sense), title, tone: 'good' };
}

/** One subscription: what, where to, when, in which language, and everything that can be done with it. */
export function subscriptionCard(shown: ShownSubscription, sense: SubscriptionSense): Card {
  const { subscription } = shown;
  const { lang } = sense;
  const { localTime, state, kind } = subscription;
  const place = (subscription.memberId === null ? pushText.thisConversation : pushText.yourself)[lang];
  const rests =
    state === 'active'
      ? []
      : [{ label: pushText.stateLabel[lang], value: describeState(subscription, lang) }];
  const facts = [
    { label: pushText.fieldKind[lang], value: describeWhat(shown, sense) },
    { label: pushText.place[lang], value: shown.placeName ?? place },
    { label: pushText.time[lang], value: describeWhen(subscription, lang) },
    ...(localTime === null || state !== 'active'
      ? []
      : [{ label: pushText.next[lang], value: describeNext(shown, lang) }]),
    { label: pushText.language[lang], value: subscription.lang === 'zh' ? '中文' : 'English' },
    ...rests,
  ];
  return {
    title: kindNames[kind][lang],
    tone: state === 'active' ? 'info' : 'plain',
    blocks: [
      { kind: 'facts', facts },
      { kind: 'buttons', buttons: oneButtons(shown, lang), more: oneMenu(shown, lang) },
    ],
  };
}

function oneButtons(shown: ShownSubscription, lang: Lang): readonly Button[] {
  const { subscription, changeable } = shown;
  const target = subscription.id;
  if (!changeable) return [listButton(lang)];
  if (subscription.state === 'removed') return [listButton(lang)];
  return [
    { label: pushText.edit[lang], action: 'subscription.edit', target },
    { label: pushText.preview[lang], action: 'subscription.preview', target },
    ...stateButtons(shown, lang),
  ];
}

function oneMenu({ subscription, changeable }: ShownSubscription, lang: Lang) {
  const target = subscription.id;
  const isTimed = subscription.localTime !== null && subscription.state === 'active';
  return changeable && subscription.state !== 'removed'
    ? [
        ...(isTimed ? [{ label: pushText.sendNow[lang], action: 'subscription.now', target } as const] : []),
        listButton(lang),
      ]
    : [];
}

/** All that a conversation or person gets, each with its buttons, and what of it is muted (`quiet`). */
export function subscriptionsCard(
  shown: readonly ShownSubscription[],
  sense: SubscriptionSense,
  scope: 'conversation' | 'member',
  quiet: readonly ListItem[] = [],
): Card {
  const { lang } = sense;
  const items = shown.map((each): ListItem => {
    const buttons = listButtons(each, lang);
    return {
      text: [{ text: describeWhat(each, sense), bold: true }],
      note: describeNote(each, lang),
      ...(buttons.length > 0 ? { buttons } : {}),
    };
  });
  const body: CardBlock =
    items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: pushText.listEmpty[lang] };
  const note: readonly CardBlock[] =
    scope === 'member' ? [{ kind: 'note', text: pushText.remindersAnyway[lang] }] : [];
  const muted: readonly CardBlock[] =
    quiet.length === 0
      ? []
      : [
          { kind: 'divider' },
          { kind: 'text', text: [{ text: muteText.mutedTitle[lang], bold: true }] },
          { kind: 'list', items: quiet },
        ];
  const add: Button = { label: pushText.add[lang], action: 'command.run', target: 'subscribe' };
  return {
    title: pushText.listTitle[lang],
    tone: 'info',
    blocks: [body, ...muted, ...note, { kind: 'buttons', buttons: [add] }],
  };
}

/** A kind refusal, with what would be needed. */
export function refusedCard(
  why:
    | 'refusedFor'
    | 'refusedPlace'
    | 'refusedPersonal'
    | 'refusedReceive'
    | 'refusedChange'
    | 'refusedAdmin',
  lang: Lang,
): Card {
  return {
    title: pushText.refusedTitle[lang],
    tone: 'warn',
    blocks: [{ kind: 'text', text: pushText[why][lang] }],
  };
}

/** Asks which group is meant. `typed` is there where no group is called so. */
export function groupQuestionCard(names: readonly string[], typed: string | undefined, lang: Lang): Card {
  const sentence = typed === undefined ? pushText.groupSeveral : pushText.groupUnknown(typed);
  return {
    title: pushText.groupUnknownTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: sentence[lang] },
      {
        kind: 'facts',
        facts: [{ label: pushText.groupsAre[lang], value: names.join(lang === 'zh' ? '、' : ', ') }],
      },
      { kind: 'note', text: pushText.groupChoose[lang] },
    ],
  };
}

/** Asks which conversation is meant. */
export function placeQuestionCard(lang: Lang): Card {
  return {
    title: pushText.toUnknownTitle[lang],
    tone: 'warn',
    blocks: [{ kind: 'text', text: pushText.toUnknown[lang] }],
  };
}

/** Says that there is nothing to unsubscribe from, and leads to what there is. */
export function nothingToStopCard(kind: SubscriptionKind, lang: Lang): Card {
  return {
    title: kindNames[kind][lang],
    tone: 'plain',
    blocks: [
      { kind: 'text', text: pushText.offNothing[lang] },
      { kind: 'buttons', buttons: [listButton(lang)] },
    ],
  };
}

function describeWhat(shown: ShownSubscription, { lang, currency }: SubscriptionSense): string {
  const { kind, minAmount, topics } = shown.subscription;
  const about = shown.groupName ?? (shown.ownGroups ? pushText.yourGroups : pushText.wholeCompany)[lang];
  const least = minAmount === null ? [] : [describeMinimum(formatMoney(minAmount, currency, lang))[lang]];
  const only = salesTopics.filter((topic) => topics.includes(topic)).map((topic) => topicNames[topic][lang]);
  const wanted = only.length === 0 ? [] : [only.join(lang === 'zh' ? '、' : ', ')];
  // One's own work is nobody's group's.
  const scope = isOwnKind(kind) ? [] : [about];
  return [kindNames[kind][lang], ...scope, ...wanted, ...least].join(' · ');
}

function describeWhen({ localTime, zone, days }: Subscription, lang: Lang): string {
  return localTime === null ? pushText.whenItHappens[lang] : describeTime(localTime, zone, days)[lang];
}

function describeNext({ next, subscription }: ShownSubscription, lang: Lang): string {
  if (next === undefined) return pushText.nothingNear[lang];
  return `${formatDate(next.day, lang)} ${subscription.localTime ?? ''}`;
}

function describeNote(shown: ShownSubscription, lang: Lang): string {
  const { subscription } = shown;
  const when = describeWhen(subscription, lang);
  if (subscription.state === 'paused') return `${when} · ${describeState(subscription, lang)}`;
  if (subscription.localTime === null) return when;
  return `${when} · ${pushText.next[lang]}${lang === 'zh' ? '：' : ': '}${describeNext(shown, lang)}`;
}

function describeState({ state, pausedReason }: Subscription, lang: Lang): string {
  if (state === 'removed') return pushText.removed[lang];
  const why = pauseReasons.find((reason) => reason === pausedReason);
  const rest = why === undefined ? [] : [pauseReasonNames[why][lang]];
  return [pushText.paused[lang], ...rest].join(' · ');
}

/** In a list of several: the card of each, and the switch. */
function listButtons(shown: ShownSubscription, lang: Lang): readonly Button[] {
  const { subscription, changeable } = shown;
  if (!changeable) return [];
  const open = { label: pushText.open[lang], action: 'subscription.show', target: subscription.id } as const;
  return [open, ...stateButtons(shown, lang)];
}

function stateButtons({ subscription, changeable }: ShownSubscription, lang: Lang): readonly Button[] {
  if (!changeable) return [];
  const target = subscription.id;
  const rest: Button =
    subscription.state === 'paused'
      ? { label: pushText.resume[lang], action: 'subscription.resume', target, style: 'primary' }
      : { label: pushText.pause[lang], action: 'subscription.pause', target };
  const confirm = {
    title: pushText.removeSure[lang],
    text: pushText.removeText[lang],
    yes: pushText.remove[lang],
    no: pushText.keep[lang],
  };
  return [
    rest,
    { label: pushText.remove[lang], action: 'subscription.remove', target, style: 'danger', confirm },
  ];
}

function listButton(lang: Lang): Button {
  return { label: pushText.all[lang], action: 'command.run', target: 'subscribe list' };
}
