import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import { type DueSlot, outboxEvent } from '../store/outbox.ts';
import { hasOpenDay } from './clear-day.ts';
import { findStandings } from './groups.ts';
import { isScheduledKind } from './kinds.ts';
import { noticeOverdue } from './notice-overdue.ts';
import { type DeliveryPlan, planPrivate, planPublic, planSkip } from './plan.ts';
import { findReader } from './readers.ts';
import { mayReceive } from './rights.ts';
import { placeOf } from './sales-store.ts';
import { slotKey } from './slot-facts.ts';
import { type FigureKind, isPersonalKind, type PersonalKind, slotOf } from './slots.ts';
import { findSubscriptions, type Subscription } from './subscription-store.ts';

/**
 * Slots of an organization's schedules fell due: their conversations or persons get the pushes. One that cannot be planned gets
 * an event of its own and holds up no other.
 */
export async function planSlots(
  store: StoreContext,
  orgId: string,
  slots: readonly DueSlot[],
): Promise<readonly DeliveryPlan[]> {
  const ids = slots.map(({ subscriptionId }) => subscriptionId);
  const known = new Map((await findSubscriptions(store.db, orgId, ids)).map((each) => [each.id, each]));
  const plans: DeliveryPlan[] = [];
  for (const slot of slots) {
    const subscription = known.get(slot.subscriptionId);
    try {
      if (subscription !== undefined) plans.push(...(await planSlot(store, subscription, slot)));
    } catch (error) {
      if (slots.length === 1) throw error;
      await store.db.$executeRaw(outboxEvent({ ...store, orgId }, { kind: 'slot.due', ...slot }));
    }
  }
  return plans;
}

/** A manager who subscribed without naming a group gets one message for each group they manage at this time. */
async function planSlot(
  store: StoreContext,
  subscription: Subscription,
  { day, goesAt }: DueSlot,
): Promise<readonly DeliveryPlan[]> {
  const { db } = store;
  if (!isScheduledKind(subscription.kind)) return [];
  const { kind, groupId, memberId } = subscription;
  if (isPersonalKind(kind)) return planPersonal(store, subscription, kind, day);
  const base = planBase(subscription, kind, day, groupId);
  if (subscription.state !== 'active') return [planSkip(base, `subscription-${subscription.state}`)];
  const plans =
    memberId === null
      ? [planPublic(base, placeOf(subscription))]
      : await planForMember(db, subscription, kind, memberId, day);
  return goesAt === undefined ? plans : plans.map((plan) => ({ ...plan, goesAt }));
}

/** What is of its reader alone: one message, or none where there is nothing to tell. */
async function planPersonal(
  store: StoreContext,
  subscription: Subscription,
  kind: PersonalKind,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const { orgId, id, memberId, state } = subscription;
  const reader = memberId === null ? undefined : await findReader(store.db, orgId, memberId);
  if (!reader?.active || state !== 'active') return [];
  switch (kind) {
    case 'overdue':
      if (!(await noticeOverdue(store, orgId, reader, day))) return [];
      break;
    case 'clear-day':
      if (!(await hasOpenDay(store, orgId, reader))) return [];
  }
  const content = { kind: 'push', push: kind, day, memberId: reader.memberId } as const;
  const key = `${kind}|${day}|${reader.memberId}`;
  return [planPrivate({ key, kind, subscriptionId: id, content, ...findChosen(subscription, day) }, reader)];
}

async function planForMember(
  db: Db,
  subscription: Subscription,
  kind: FigureKind,
  memberId: string,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const { orgId, groupId } = subscription;
  const reader = await findReader(db, orgId, memberId);
  if (reader === undefined) return [];
  const standings = await findStandings(db, orgId, reader, day);
  const wanted = groupId === null && !mayReceive(standings, kind, null) ? standings.roots : [groupId];
  const allowed = wanted.filter((about) => mayReceive(standings, kind, about));
  if (allowed.length === 0)
    return [planSkip(planBase(subscription, kind, day, groupId), 'no-longer-allowed')];
  return allowed.map((about) => planPrivate(planBase(subscription, kind, day, about), reader));
}

function planBase(subscription: Subscription, kind: FigureKind, day: LocalDate, groupId: string | null) {
  return {
    key: slotKey({ kind, subscriptionId: subscription.id, groupId }, day),
    kind,
    subscriptionId: subscription.id,
    content: { kind: 'push', push: kind, day, groupId },
    ...findChosen(subscription, day),
  } as const;
}

/** When somebody wants to have it; nothing where nobody chose its time. */
function findChosen(
  { createdBy, localTime, zone }: Subscription,
  day: LocalDate,
): { readonly dueAt?: number } {
  if (createdBy === null || localTime === null) return {};
  const slot = slotOf({ localTime, zone }, day);
  return slot === undefined ? {} : { dueAt: slot.dueAt };
}
