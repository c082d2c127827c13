import type { Card } from '../chat/card.ts';
import { languageOf } from '../chat/language.ts';
import type { FieldSpec, RawValues } from '../chat/spec.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import type { ActingContext } from '../store/context.ts';
import { isSlotDays, type SlotDays } from './days.ts';
import { type Destination, findDestination } from './destination.ts';
import { type Group, matchGroups, type Standings } from './groups.ts';
import {
  defaultTimes,
  isOwnKind,
  isScheduledKind,
  isSubscriptionKind,
  type SubscriptionKind,
} from './kinds.ts';
import { mayPlace, mayReceive } from './rights.ts';
import { prepareShowing, senseOf, showSubscription } from './show-subscriptions.ts';
import { groupQuestionCard, placeQuestionCard, refusedCard, subscribedCard } from './subscription-cards.ts';
import {
  atField,
  daysField,
  forField,
  groupField,
  kindField,
  langField,
  minField,
  onlyField,
  toField,
  zoneField,
} from './subscription-fields.ts';
import {
  findSubscription,
  type Home,
  insertSubscription,
  listSubscriptions,
  type NewSubscription,
  type Subscription,
} from './subscription-store.ts';
import { listZoneChoices } from './zone-choices.ts';

/**
 * Subscribes the group conversation that the request came from, or in a private chat the person: to what, about which
 * group, from which amount, at what time. The same again sets it anew.
 */
export async function subscribe(context: Context, values: RawValues): Promise<Done> {
  const { lang } = context.actor;
  const kind = readKind(values);
  const [destination, showing] = await Promise.all([
    findDestination(context, values),
    prepareShowing(context),
  ]);
  if (destination.kind === 'not-admin') return refuseSubscription(context, 'refusedFor', kind);
  if (destination.kind === 'place-unknown') return answer(context, show(placeQuestionCard(lang)));
  const { home } = destination;
  const standings = destination.standings ?? showing.standings;
  if (isOwnKind(kind) && home.kind === 'conversation')
    return refuseSubscription(context, 'refusedPersonal', kind);
  const about = chooseGroup(standings, home, isOwnKind(kind) ? undefined : values.group);
  if (about.kind === 'question')
    return answer(context, show(groupQuestionCard(about.names, about.typed, lang)));
  if (!maySubscribe(standings, home, kind, about.groupId))
    return refuseSubscription(
      context,
      home.kind === 'conversation' ? 'refusedPlace' : 'refusedReceive',
      kind,
    );
  const wanted = planSubscription(context, destination, kind, about.groupId, values);
  return commit(context, async (tx) => {
    const here = await listSubscriptions(tx, context.orgId, home);
    const before = here.find((each) => each.kind === kind && each.groupId === about.groupId);
    const [row] = await tx.$queryRaw<{ id: string }[]>(insertSubscription(wanted, 'replace'));
    const id = row?.id ?? wanted.id;
    for (const entry of auditSubscribed(context, wanted, id, before)) await tx.$executeRaw(entry);
    const stored = await findSubscription(tx, context.orgId, id);
    if (stored === undefined) throw new Fault('subscription-missing');
    const shown = { ...showSubscription(context, showing, stored), placeName: destination.name };
    return show(subscribedCard(shown, senseOf(context)));
  });
}

/** The push that a request names; the dispatcher has checked that it is one. */
export function readKind(values: RawValues): SubscriptionKind {
  const { kind } = values;
  if (kind === undefined || !isSubscriptionKind(kind)) throw new Fault('kind-unknown');
  return kind;
}

type Choice =
  | { readonly kind: 'group'; readonly groupId: string | null }
  | { readonly kind: 'question'; readonly names: readonly string[]; readonly typed?: string };

/**
 * The group that is meant. Without a name an admin's conversation is about the whole company, a manager's about the one
 * group they manage, and a person's own subscription about all they may see.
 */
export function chooseGroup(standings: Standings, home: Home, typed: string | undefined): Choice {
  const { groups, roles, roots } = standings;
  if (typed !== undefined) {
    const [found, ...others] = matchGroups(groups, typed);
    if (found !== undefined && others.length === 0) return { kind: 'group', groupId: found.id };
    return found === undefined
      ? { kind: 'question', names: namesOf(groups), typed }
      : { kind: 'question', names: namesOf([found, ...others]) };
  }
  if (home.kind === 'member' || roles.includes('admin') || !roles.includes('manager')) {
    return { kind: 'group', groupId: null };
  }
  if (roots.length > 1)
    return { kind: 'question', names: namesOf(groups.filter(({ id }) => roots.includes(id))) };
  return { kind: 'group', groupId: roots[0] ?? null };
}

function namesOf(groups: readonly Group[]): readonly string[] {
  return groups.map(({ name }) => name);
}

/** Whether somebody may let this place have the push about the group. */
export function maySubscribe(
  standings: Standings,
  home: Home,
  kind: SubscriptionKind,
  groupId: string | null,
): boolean {
  if (home.kind === 'conversation') return mayPlace(standings, groupId);
  if (mayReceive(standings, kind, groupId)) return true;
  return groupId === null && standings.roles.includes('manager') && standings.roots.length > 0;
}

/** The form's fields, with the zones that matter to the asker first; what only admins decide is not asked of others. */
export function tailorSubscribe({ actor, org }: Context): readonly FieldSpec[] {
  const zones = { ...zoneField, choices: listZoneChoices([org.zone, actor.zone]) };
  const asked = [kindField, atField, daysField, groupField, minField, onlyField, langField, zones];
  return actor.roles.includes('admin') ? [...asked, forField, toField] : asked;
}

function refuseSubscription(
  context: Context,
  why: 'refusedFor' | 'refusedPersonal' | 'refusedPlace' | 'refusedReceive',
  kind: SubscriptionKind,
): Promise<Done> {
  const entry = auditEntry(context, {
    action: 'subscription.refused',
    entity: 'push',
    entityId: kind,
    after: { deed: 'subscription.set' },
  });
  return commitAll(context, show(refusedCard(why, context.actor.lang)), [entry]);
}

function planSubscription(
  context: Context,
  { home, lang, ownZone }: Destination,
  kind: SubscriptionKind,
  groupId: string | null,
  values: RawValues,
): NewSubscription {
  return {
    orgId: context.orgId,
    id: context.ids.uuid(),
    kind,
    home,
    localTime: isScheduledKind(kind) ? (values.at ?? defaultTimes[kind]) : null,
    days: isScheduledKind(kind) && values.days !== undefined ? readDays(values.days) : 'workdays',
    zone: values.zone ?? (isOwnKind(kind) ? ownZone : context.org.zone),
    lang: values.lang === undefined ? lang : languageOf(values.lang),
    groupId,
    minAmount: kind === 'sales' && values.min !== undefined ? BigInt(values.min) : null,
    topics: kind === 'sales' && values.only !== undefined ? values.only.split(',') : [],
    startsAt: context.clock.now(),
    createdBy: context.memberId,
  };
}

/**
 * The audit entry of a subscription that was set, none if it stood so; `before`: the one to the same place that it takes over.
 */
export function auditSubscribed(
  context: ActingContext,
  wanted: NewSubscription,
  id: string,
  before: Subscription | undefined,
): readonly Sql[] {
  const home = describeHome(wanted.home);
  const was = before && { ...describeSet(before), home, state: before.state };
  const after = { ...describeSet(wanted), home, state: 'active' };
  if (JSON.stringify(was) === JSON.stringify(after)) return [];
  const entry = { action: 'subscription.set', entity: 'subscription', entityId: id, after } as const;
  return [auditEntry(context, { ...entry, before: was })];
}

/** The days as the dispatcher has read them. */
export function readDays(text: string): SlotDays {
  return isSlotDays(text) ? text : 'workdays';
}

function describeHome(home: Home): string {
  return home.kind === 'member' ? home.memberId : home.conversation;
}

/** What the audit log tells of a subscription. */
export function describeSet(set: Subscription | NewSubscription) {
  const { kind, localTime, days = 'workdays', zone, lang, groupId, minAmount, topics = [] } = set;
  return { kind, localTime, days, zone, lang, groupId, minAmount: minAmount?.toString() ?? null, topics };
}

function show(card: Card) {
  return { kind: 'card', card, audience: 'same' } as const;
}
