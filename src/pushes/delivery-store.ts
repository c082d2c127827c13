import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import { type Db, Prisma } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import type { DomainEvent } from '../store/outbox.ts';
import { type Admitted, admitPlans, BURST } from './admit/store.ts';
import type { PushContent } from './content.ts';
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
  const [row] = await db.run<{ kind: string; payload: object; occurredAt: Date; zone: string }>(Prisma.sql`
    SELECT e.kind, e.payload, e.occurred_at AS "occurredAt", o.zone
    FROM outbox_events e JOIN organizations o ON o.id = e.org_id
    WHERE e.org_id = ${key.orgId}::uuid AND e.id = ${key.id}::uuid AND e.done_at IS NULL`);
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
 * happen or neither. Each passes `admitPlans` before, which may hold it back; what is held waits for a message of its own
 * that brings all together which wait for the same instant in the same place. A delivery whose key is known stays as it is.
 * Answers with those that are new and go out now.
 */
export async function insertDeliveries(
  store: StoreContext,
  orgId: string,
  eventId: string | null,
  plans: readonly DeliveryPlan[],
): Promise<readonly NewDelivery[]> {
  const now = store.clock.now();
  const at = new Date(now);
  const { rows, bearers } = toRows(store, await admitPlans(store, orgId, plans));
  // By key's order, bearers first, so that two processes at the same event wait for each other and never in a circle. A
  // bearer that is taken already carries nobody any more: what comes too late for it goes out by itself.
  const made = await store.db.run<{ id: string }>(Prisma.sql`
    WITH bearing AS (
      INSERT INTO deliveries AS d (org_id, id, key, kind, address, content, state, not_before, created_at, place)
      SELECT ${orgId}::uuid, b.id, b.key, b.kind, b.address, ${GATHERED}::jsonb, 'pending', b.until, ${at}::timestamptz, b.place
      FROM jsonb_to_recordset(${JSON.stringify(bearers)}::jsonb)
        AS b(id uuid, key text, kind text, address jsonb, until timestamptz, place text)
      ORDER BY b.key
      ON CONFLICT (org_id, key) DO UPDATE SET place = EXCLUDED.place
        WHERE d.state = 'pending' AND d.attempts = 0 AND d.not_before > ${at}::timestamptz
      RETURNING d.id, d.key
    ), put AS (
      INSERT INTO deliveries (org_id, id, key, kind, subscription_id, event_id, address, content, state, not_before,
        last_error, created_at, settled_at, place, subject, bearer_id)
      SELECT ${orgId}::uuid, p.id, p.key, p.kind, p.subscription_id, ${eventId}::uuid, p.address, p.content,
        CASE WHEN p.state = 'held' AND b.id IS NULL THEN 'pending' ELSE p.state END,
        CASE WHEN b.id IS NULL THEN greatest(${at}::timestamptz, p.goes_at) ELSE p.until END,
        CASE WHEN p.state = 'held' AND b.id IS NULL THEN NULL ELSE p.last_error END, ${at}::timestamptz,
        CASE WHEN p.state NOT IN ('pending', 'held') THEN ${at}::timestamptz END, p.place, p.subject, b.id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS p(id uuid, key text, kind text, subscription_id uuid, address jsonb, content jsonb, state text, last_error text,
          place text, subject text, until timestamptz, bearer text, goes_at timestamptz)
      LEFT JOIN bearing b ON b.key = p.bearer
      ORDER BY p.key
      ON CONFLICT (org_id, key) DO NOTHING
      RETURNING id, state
    ), done AS (
      UPDATE outbox_events SET done_at = ${at}::timestamptz
      WHERE org_id = ${orgId}::uuid AND id = ${eventId}::uuid AND done_at IS NULL
    )
    SELECT id FROM put WHERE state = 'pending'`);
  return made.map(({ id }) => ({ orgId, id, notBefore: now }));
}

const GATHERED = JSON.stringify({ kind: 'push', push: 'gathered' } satisfies PushContent);

/** The rows of messages as they go into the ledger, and those of the ones that will bring held ones together. */
function toRows({ ids }: StoreContext, admitted: readonly Admitted[]) {
  const bearers = new Map<string, object>();
  const rows = admitted.map(({ plan, place, admission }) => {
    const { key, kind, subscriptionId: subscription_id, content, subject = null } = plan;
    const base = {
      id: ids.uuid(),
      key,
      kind,
      subscription_id,
      content,
      subject,
      place,
      address: plan.to ?? {},
      goes_at: plan.goesAt === undefined ? null : new Date(plan.goesAt).toISOString(),
    };
    if (plan.state !== 'pending') return { ...base, state: plan.state, last_error: plan.reason };
    if (admission.kind === 'now') return { ...base, state: 'pending', last_error: null };
    if (admission.kind === 'skip') return { ...base, state: 'skipped', last_error: admission.reason };
    const until = new Date(admission.until).toISOString();
    // What is left of a burst is told by itself, so that what it is about stays together.
    const isBurst = admission.reason === 'burst';
    const bearer = isBurst ? `${BURST}|${kind}|${place}|${until}` : `gathered|${place}|${until}`;
    const bears = isBurst ? kind : 'gathered';
    bearers.set(bearer, { id: ids.uuid(), key: bearer, kind: bears, address: plan.to, until, place });
    return { ...base, state: 'held', last_error: admission.reason, until, bearer };
  });
  return { rows, bearers: [...bearers.values()] };
}
