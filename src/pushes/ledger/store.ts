import type { Address, MessageRef } from '../../chat/sender.ts';
import type { StoreContext } from '../../store/context.ts';
import type { Next } from './rules.ts';

/** A message of the ledger that belongs to this process until its lease ends. */
export interface LeasedDelivery {
  readonly orgId: string;
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly subscriptionId: string | null;
  readonly address: Address;
  readonly content: unknown;
  readonly attempts: number;
  /** Whether it was in doubt when it was taken: its last attempt has no known end. */
  readonly doubtful: boolean;
  readonly firstAttemptAt: Date;
  readonly leaseToken: string;
}

/** What a process has to prove to write down how an attempt ended. */
export interface Lease {
  readonly orgId: string;
  readonly id: string;
  readonly leaseToken: string;
}

/** A message whose answer came, to be marked as sent. */
export interface SentMark extends Lease {
  readonly ref: MessageRef;
}

/** Beyond every clock: waits for an admin. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/**
 * Takes a message that is due for one attempt; undefined if it is not, or somebody else has it. Due is decided by the
 * clock, a lease's end by the database's own time, which all processes share.
 */
export async function leaseDelivery(
  store: StoreContext,
  key: { readonly orgId: string; readonly id: string },
  leaseMillis: number,
): Promise<LeasedDelivery | undefined> {
  const now = new Date(store.clock.now());
  const [row] = await store.db.$queryRaw<LeasedDelivery[]>`
    WITH due AS (
      SELECT org_id, id, state FROM deliveries
      WHERE org_id = ${key.orgId}::uuid AND id = ${key.id}::uuid
        AND ((state IN ('pending', 'held', 'unknown') AND not_before <= ${now}::timestamptz)
          OR (state = 'sending' AND lease_until < now()))
      FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'sending', attempts = d.attempts + 1, lease_token = ${store.ids.uuid()}::uuid,
      lease_until = now() + make_interval(secs => ${leaseMillis / 1_000}::float8),
      first_attempt_at = COALESCE(d.first_attempt_at, ${now}::timestamptz)
    FROM due WHERE d.org_id = due.org_id AND d.id = due.id
    RETURNING d.org_id AS "orgId", d.id, d.key, d.kind, d.subscription_id AS "subscriptionId", d.address, d.content,
      d.attempts, due.state IN ('unknown', 'sending') AS doubtful, d.first_attempt_at AS "firstAttemptAt",
      d.lease_token AS "leaseToken"`;
  return row;
}

/**
 * Writes down how an attempt ended. False if the lease had passed to somebody else: then their word counts. The token stays
 * good while a message is only marked as in doubt, so an answer that comes late still settles it.
 */
export async function settleDelivery(store: StoreContext, lease: Lease, next: Next): Promise<boolean> {
  const now = new Date(store.clock.now());
  const row = toColumns(next, now);
  const changed = await store.db.$executeRaw`
    UPDATE deliveries SET state = ${row.state}, lease_token = NULL,
      lease_until = now() + make_interval(secs => ${row.restMillis === null ? null : row.restMillis / 1_000}::float8),
      not_before = COALESCE(${row.notBefore}::timestamptz, not_before), last_error = ${row.error},
      message_ref = ${row.ref === null ? null : JSON.stringify(row.ref)}::jsonb,
      settled_at = ${row.settled ? now : null}::timestamptz,
      attempts = attempts - ${next.kind === 'rest' ? 1 : 0}::int,
      first_attempt_at = CASE WHEN ${row.posted}::boolean THEN first_attempt_at END
    WHERE org_id = ${lease.orgId}::uuid AND id = ${lease.id}::uuid AND lease_token = ${lease.leaseToken}::uuid
      AND state IN ('sending', 'unknown')`;
  return changed === 1;
}

/** Marks many messages as sent in one statement. How many of them were still this process's to mark. */
export async function markSent(store: StoreContext, marks: readonly SentMark[]): Promise<number> {
  const now = new Date(store.clock.now());
  const rows = marks.map(({ orgId, id, leaseToken, ref }) => ({
    org_id: orgId,
    id,
    lease_token: leaseToken,
    ref,
  }));
  return store.db.$executeRaw`
    UPDATE deliveries d SET state = 'sent', lease_until = NULL, lease_token = NULL, message_ref = m.ref,
      last_error = NULL, settled_at = ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(org_id uuid, id uuid, lease_token uuid, ref jsonb)
    WHERE d.org_id = m.org_id AND d.id = m.id AND d.lease_token = m.lease_token AND d.state IN ('sending', 'unknown')`;
}

interface Columns {
  readonly state: string;
  /** Null: stays as it is. */
  readonly notBefore: Date | null;
  readonly error: string | null;
  readonly ref: MessageRef | null;
  readonly settled: boolean;
  /** Whether it was posted, or may have been: then the time of its first attempt is kept, for a later look. */
  readonly posted: boolean;
  /** Real time for which nobody hands it to the queue again. */
  readonly restMillis: number | null;
}

const WAITING = { ref: null, settled: false, restMillis: null } as const;
const SETTLED = { notBefore: null, ref: null, settled: true, posted: true, restMillis: null } as const;

function toColumns(next: Next, now: Date): Columns {
  switch (next.kind) {
    case 'sent':
      return { ...SETTLED, state: 'sent', error: next.note ?? null, ref: next.ref };
    case 'dead':
      return { ...SETTLED, state: 'dead', error: next.error };
    case 'skipped':
      return { ...SETTLED, state: 'skipped', error: next.reason };
    case 'ask':
      return { ...WAITING, state: 'held', notBefore: NEVER, error: next.error, posted: true };
    case 'wait': {
      const notBefore = new Date(Math.max(next.notBefore, now.getTime()));
      return {
        ...WAITING,
        state: next.state,
        notBefore,
        error: next.error,
        posted: next.state === 'unknown',
      };
    }
    case 'rest': {
      const shared = { ...WAITING, notBefore: null, error: 'limited-here', restMillis: next.milliseconds };
      return { ...shared, state: next.state, posted: next.state === 'unknown' };
    }
  }
}
