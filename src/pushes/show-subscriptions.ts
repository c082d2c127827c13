import type { Context } from '../people/context.ts';
import { createCalendars } from './calendars.ts';
import { findStandings, type Standings } from './groups.ts';
import { isScheduledKind } from './kinds.ts';
import { mayChange, mayReceive } from './rights.ts';
import { findNextSlot, type IsWorkday, type Slot } from './slots.ts';
import type { ShownSubscription, SubscriptionSense } from './subscription-cards.ts';
import { findWorkspaceId, type Home, type Subscription } from './subscription-store.ts';

/** What showing subscriptions to the one who asks rests on, read for this very request. */
export interface Showing {
  readonly standings: Standings;
  readonly isWorkday: IsWorkday;
}

/** Reads where the asker stands and which days the organization works. */
export async function prepareShowing(context: Context): Promise<Showing> {
  const calendars = createCalendars(context.db);
  const [standings] = await Promise.all([
    findStandings(context.db, context.orgId, context.actor, context.today),
    calendars.load([context.orgId]),
  ]);
  return { standings, isWorkday: calendars.of(context.orgId).isWorkday };
}

/** A subscription with the names, the next slot and the rights that its card needs. */
export function showSubscription(
  context: Context,
  showing: Showing,
  subscription: Subscription,
): ShownSubscription {
  const { standings } = showing;
  const { groupId, memberId, kind } = subscription;
  return {
    subscription,
    groupName: standings.groups.find(({ id }) => id === groupId)?.name ?? null,
    ownGroups: groupId === null && memberId === context.memberId && !mayReceive(standings, kind, null),
    next: nextSlotOf(subscription, showing.isWorkday, context.clock.now()),
    changeable: mayChange(standings, subscription),
  };
}

export function senseOf(context: Context): SubscriptionSense {
  const { actor, org, inbound } = context;
  const zone = inbound.source.scope === 'group' ? org.zone : actor.zone;
  return { lang: actor.lang, currency: org.currency, zone };
}

/** Where subscriptions of this request live: the group conversation it came from, else the person themselves. */
export async function findHome(context: Context): Promise<Home | undefined> {
  const { source } = context.inbound;
  const workspaceId = await findWorkspaceId(context.db, context.orgId, source.platform, source.workspace);
  if (workspaceId === undefined) return undefined;
  return source.scope === 'group'
    ? { kind: 'conversation', workspaceId, conversation: source.conversation }
    : { kind: 'member', workspaceId, memberId: context.memberId };
}

function nextSlotOf(subscription: Subscription, isWorkday: IsWorkday, now: number): Slot | undefined {
  const { kind, localTime, days, zone, startsAt, lastDay } = subscription;
  if (localTime === null || !isScheduledKind(kind)) return undefined;
  return findNextSlot({ kind, localTime, days, zone, startsAt }, isWorkday, lastDay, now);
}
