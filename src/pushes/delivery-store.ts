import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Db } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { DomainEvent } from '../store/outbox.ts';
import type { DeliveryPlan } from './plan.ts';

/** An event of the outbox that waits to be worked off. */
export interface WaitingEvent {
  readonly orgId: string;
  readonly id: string;
  readonly event: DomainEvent;
  /** The day in the organization's zone on which it happened. */
  readonly day: LocalDate;
}

/** A delivery that is new in the ledger and waits; `notBefore` is an instant (epoch ms). */
export interface NewDelivery {
  readonly orgId: string;
  readonly id: string;
  readonly notBefore: number;
}

/** The event; undefined if it is worked off already or there is none. */
export async function findWaitingEvent(
  db: Db,
  key: { readonly orgId: string; readonly id: string },
): Promise<WaitingEvent | undefined> {
  const [row] = await db.$queryRaw<{ kind: string; payload: object; occurredAt: Date; zone: string }[]>`
    SELECT e.kind, e.payload, e.occurred_at AS "occurredAt", o.zone
    FROM outbox_events e JOIN organizations o ON o.id = e.org_id
    WHERE e.org_id = ${key.orgId}::uuid AND e.id = ${key.id}::uuid AND e.done_at IS NULL`;
  if (row === undefined) return undefined;
  return {
    orgId: key.orgId,
    id: key.id,
    day: localDateOf(row.occurredAt.getTime(), row.zone),
    event: { kind: row.kind, ...row.payload } as DomainEvent,
  };
}

/**
 * Puts deliveries into the ledger and, if there is an event behind them, marks it as worked off: one statement, so both
 * happen or neither. A delivery whose key is known stays as it is. Answers with those that are new and wait to be sent.
 */
export async function insertDeliveries(
  store: StoreContext,
  orgId: string,
  eventId: string | null,
  plans: readonly DeliveryPlan[],
): Promise<readonly NewDelivery[]> {
  const now = store.clock.now();
  const at = new Date(now);
  const rows = plans.map((plan) => ({
    id: store.ids.uuid(),
    key: plan.key,
    kind: plan.kind,
    subscription_id: plan.subscriptionId,
    address: plan.to ?? {},
    content: plan.content,
    state: plan.state,
    last_error: plan.state === 'pending' ? null : plan.reason,
  }));
  // By key's order, so that two processes at the same event wait for each other and never in a circle.
  const made = await store.db.$queryRaw<{ id: string }[]>`
    WITH put AS (
      INSERT INTO deliveries (org_id, id, key, kind, subscription_id, event_id, address, content, state, not_before,
        last_error, created_at, settled_at)
      SELECT ${orgId}::uuid, p.id, p.key, p.kind, p.subscription_id, ${eventId}::uuid, p.address, p.content, p.state,
        ${at}::timestamptz, p.last_error, ${at}::timestamptz, CASE WHEN p.state <> 'pending' THEN ${at}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS p(id uuid, key text, kind text, subscription_id uuid, address jsonb, content jsonb, state text, last_error text)
      ORDER BY p.key
      ON CONFLICT (org_id, key) DO NOTHING
      RETURNING id, state
    ), done AS (
      UPDATE outbox_events SET done_at = ${at}::timestamptz
      WHERE org_id = ${orgId}::uuid AND id = ${eventId}::uuid AND done_at IS NULL
    )
    SELECT id FROM put WHERE state = 'pending'`;
  return made.map(({ id }) => ({ orgId, id, notBefore: now }));
}
