import { isLocalDate, type LocalDate } from '../kernel/calendar.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { localDateOf } from '../kernel/zones.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';
import { isScheduledKind } from './kinds.ts';
import { slotOf } from './slots.ts';
import { listSubscriptionsTo, type Subscription } from './subscription-store.ts';
import { tick } from './tick.ts';

export type RunPushRefusal =
  | 'push-not-scheduled'
  | 'push-date'
  | 'push-in-the-future'
  | 'push-no-subscription'
  | 'push-sent-already';

/**
 * Sends a scheduled push of a day by hand to all who are subscribed to it: one that was skipped, or one ahead of its time.
 * What was queued for that day already stays as it is; if that is all, it is refused. How many it goes to.
 */
export async function runPush(
  acting: ActingContext,
  kind: string,
  date: LocalDate,
): Promise<Result<number, RunPushRefusal>> {
  if (!isScheduledKind(kind)) return refuse('push-not-scheduled', { kind });
  if (!isLocalDate(date)) return refuse('push-date', { date });
  // What fell due is decided first, so that no day between is passed over.
  await tick(acting);
  const subscriptions = await listSubscriptionsTo(acting.db, acting.orgId, kind);
  if (subscriptions.length === 0) return refuse('push-no-subscription', { kind });
  const begun = subscriptions.filter(({ zone }) => date <= localDateOf(acting.clock.now(), zone));
  if (begun.length === 0) return refuse('push-in-the-future', { date });
  const queued = await acting.db.$transaction(async (tx) => {
    let count = 0;
    for (const subscription of begun) if (await queueSlot(tx, acting, subscription, date)) count += 1;
    if (count > 0) {
      const after = { kind, date, queued: count };
      await tx.$executeRaw(auditEntry(acting, { action: 'push.run', entity: 'push', entityId: kind, after }));
    }
    return count;
  });
  return queued === 0 ? refuse('push-sent-already', { kind, date }) : ok(queued);
}

/** Queues the slot of a day, unless it was queued before; one that was skipped is queued after all. */
export async function queueSlot(
  tx: Tx,
  acting: ActingContext,
  { id, localTime, zone }: Pick<Subscription, 'id' | 'localTime' | 'zone'>,
  day: LocalDate,
): Promise<boolean> {
  const slot = localTime === null ? undefined : slotOf({ localTime, zone }, day);
  if (slot === undefined) return false;
  const changed = await tx.$executeRaw`
    INSERT INTO schedule_slots AS s (org_id, subscription_id, day, due_at, decided_at, outcome, reason)
    VALUES (${acting.orgId}::uuid, ${id}::uuid, ${day}::date, ${new Date(slot.dueAt)}::timestamptz,
      ${new Date(acting.clock.now())}::timestamptz, 'queued', 'by-hand')
    ON CONFLICT (org_id, subscription_id, day) DO UPDATE
      SET outcome = 'queued', reason = 'by-hand', decided_at = EXCLUDED.decided_at
      WHERE s.outcome = 'skipped'`;
  if (changed === 0) return false;
  await tx.$executeRaw(outboxEvent(acting, { kind: 'slot.due', subscriptionId: id, day }));
  return true;
}
