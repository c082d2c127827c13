import type { QueryResultRow } from 'pg';
import type { Address, MessageRef } from '../../chat/sender.ts';
import { Prisma } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import type { Prepared } from '../prepared.ts';
import type { AttemptFacts, Next } from './rules.ts';
import { doubtRules } from './schedule.ts';

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
  readonly createdAt: Date;
  /** Where it goes, as one word, and whom it is about; null for what grows no card with others. */
  readonly place: string | null;
  readonly subject: string | null;
  readonly leaseToken: string;
  /** What was read for it when it was taken together with others. */
  readonly prepared?: Prepared;
}

/** What a process has to prove to write down how an attempt ended. */
export interface Lease {
  readonly orgId: string;
  readonly id: string;
  readonly leaseToken: string;
  /** As the ledger keeps them, where they are known. */
  readonly content?: unknown;
  readonly subject?: string | null;
}

/** A message whose answer came, to be marked as sent. */
export interface SentMark extends Lease {
  readonly ref: MessageRef;
}

/** A message that was taken, and with it those of the same place that one look settles too. */
export interface Taken {
  readonly delivery: LeasedDelivery;
  readonly others: readonly LeasedDelivery[];
}

/** What the rules have to know about a message that was taken. */
export function toFacts(delivery: LeasedDelivery, now: number): AttemptFacts {
  const { id, attempts, doubtful, firstAttemptAt, address } = delivery;
  return {
    deliveryId: id,
    platform: address.platform,
    attempts,
    doubtful,
    firstAttemptAt: firstAttemptAt.getTime(),
    now,
  };
}

/** Beyond every clock: waits for an admin. */
const NEVER = new Date('9999-12-31T00:00:00Z');
/** As `last_error`: our own limiter said no, and until `lease_until` nobody has to ask it again. */
export const RESTS = 'limited-here';
/** More are not looked for at once; those that are left come with the next one. */
const OTHERS_MOST = 500;
/** Where a look asks the platform it is made for all that are in doubt there. */
const ASKED = Object.entries(doubtRules).flatMap(([platform, { asks }]) => (asks ? [platform] : []));

/**
 * The state of a row that its key names. Written so that no index of a few states is thought of: hardly any row waits when
 * the planner counts them, and it would then read all that wait to find the few that were named.
 */
const stateByKey = Prisma.sql`(d.state || '')`;

/** What is told of a message that was taken, `due` being how it was found. */
const LEASED = Prisma.sql`d.org_id AS "orgId", d.id, d.key, d.kind, d.subscription_id AS "subscriptionId", d.address, d.content,
  d.attempts, due.doubtful, d.first_attempt_at AS "firstAttemptAt", d.created_at AS "createdAt",
  d.place, d.subject, d.lease_token AS "leaseToken"`;

/** Posted into the same conversation, private chat or thread. */
const samePlace = Prisma.sql`d.address->>'platform' = own.address->>'platform'
  AND d.address->>'workspace' = own.address->>'workspace'
  AND COALESCE(d.address->>'conversation', d.address->>'user')
    IS NOT DISTINCT FROM COALESCE(own.address->>'conversation', own.address->>'user')
  AND d.address->>'replyTo' IS NOT DISTINCT FROM own.address->>'replyTo'`;

/**
 * Takes a message that is due for one attempt; undefined if it is not, or somebody else has it. Due is decided by the
 * clock, a lease's end by the database's own time, which all processes share. Where it is in doubt the others of its place
 * are taken in the same statement, so that of many processes that come at once one looks for all.
 */
export async function leaseDelivery(
  store: StoreContext,
  key: { readonly orgId: string; readonly id: string },
  leaseMillis: number,
): Promise<Taken | undefined> {
  const now = new Date(store.clock.now());
  const settled = Prisma.sql`(d.state = 'unknown' AND d.not_before <= ${now}::timestamptz
    OR d.state = 'sending' AND d.lease_until < now())`;
  const rows = await store.db.$queryRaw<LeasedDelivery[]>`
    WITH own AS MATERIALIZED (
      SELECT d.org_id, d.id, d.state, d.address, d.state IN ('unknown', 'sending') AS doubtful FROM deliveries d
      WHERE d.org_id = ${key.orgId}::uuid AND d.id = ${key.id}::uuid AND d.bearer_id IS NULL
        AND (d.state IN ('pending', 'held', 'unknown') AND d.not_before <= ${now}::timestamptz
            AND (d.last_error IS DISTINCT FROM ${RESTS}::text OR d.lease_until IS NULL OR d.lease_until < now())
          OR d.state = 'sending' AND d.lease_until < now())
      FOR UPDATE SKIP LOCKED
    ), due AS MATERIALIZED (
      SELECT org_id, id, doubtful FROM own
      UNION ALL
      SELECT other.org_id, other.id, true FROM own CROSS JOIN LATERAL (
        SELECT d.org_id, d.id FROM deliveries d
        WHERE own.doubtful AND own.address->>'platform' = ANY(${ASKED}::text[])
          AND d.org_id = own.org_id AND d.id <> own.id AND ${settled} AND ${samePlace}
        LIMIT ${OTHERS_MOST}::int FOR UPDATE SKIP LOCKED
      ) other
    )
    UPDATE deliveries d SET state = 'sending', attempts = d.attempts + 1, lease_token = ${store.ids.uuid()}::uuid,
      lease_until = now() + make_interval(secs => ${leaseMillis / 1_000}::float8),
      first_attempt_at = COALESCE(d.first_attempt_at, ${now}::timestamptz)
    FROM due WHERE d.org_id = due.org_id AND d.id = due.id
    RETURNING ${LEASED}`;
  const delivery = rows.find(({ id }) => id === key.id);
  return delivery && { delivery, others: rows.filter((row) => row !== delivery) };
}

/** Which message. */
export interface DeliveryKey {
  readonly orgId: string;
  readonly id: string;
}

/**
 * Takes, of many messages, those that are due and in no doubt, in one statement. What somebody else has is left to them; one
 * in doubt is for `leaseDelivery`.
 */
export async function leaseDeliveries(
  store: StoreContext,
  keys: readonly DeliveryKey[],
  leaseMillis: number,
): Promise<readonly LeasedDelivery[]> {
  const now = new Date(store.clock.now());
  return store.db.run<LeasedDelivery & QueryResultRow>(Prisma.sql`
    WITH due AS MATERIALIZED (
      SELECT d.org_id, d.id, false AS doubtful FROM ${listKeys(keys)}
      JOIN deliveries d ON d.org_id = k.org_id AND d.id = k.id
      WHERE ${stateByKey} IN ('pending', 'held') AND d.bearer_id IS NULL AND d.not_before <= ${now}::timestamptz
        AND (d.last_error IS DISTINCT FROM ${RESTS}::text OR d.lease_until IS NULL OR d.lease_until < now())
      FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'sending', attempts = d.attempts + 1, lease_token = ${store.ids.uuid()}::uuid,
      lease_until = now() + make_interval(secs => ${leaseMillis / 1_000}::float8),
      first_attempt_at = COALESCE(d.first_attempt_at, ${now}::timestamptz)
    FROM due WHERE d.org_id = due.org_id AND d.id = due.id
    RETURNING ${LEASED}`);
}

/** Which of these may have been posted without anybody knowing; their time may not have come yet. */
export async function findDoubtful(
  store: StoreContext,
  keys: readonly DeliveryKey[],
): Promise<ReadonlySet<string>> {
  const rows = await store.db.run<{ readonly id: string }>(Prisma.sql`
    SELECT d.id FROM ${listKeys(keys)} JOIN deliveries d ON d.org_id = k.org_id AND d.id = k.id
    WHERE ${stateByKey} IN ('unknown', 'sending')`);
  return new Set(rows.map(({ id }) => id));
}

function listKeys(keys: readonly DeliveryKey[]) {
  return Prisma.sql`unnest(${keys.map(({ orgId }) => orgId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[]) AS k(org_id, id)`;
}

/**
 * Writes down how an attempt ended. False if the lease had passed to somebody else: then their word counts. The token stays
 * good while a message is only marked as in doubt, so an answer that comes late still settles it.
 */
export async function settleDelivery(store: StoreContext, lease: Lease, next: Next): Promise<boolean> {
  return (await settleDeliveries(store, [{ lease, next }])).has(lease.id);
}

/**
 * The same for many in one statement: the ids of those that were still this process's to settle. What a message carries
 * ends with it.
 */
export async function settleDeliveries(
  store: StoreContext,
  ends: readonly { readonly lease: Lease; readonly next: Next }[],
): Promise<ReadonlySet<string>> {
  const now = new Date(store.clock.now());
  const rows = ends.map(({ lease, next }) => ({
    org_id: lease.orgId,
    id: lease.id,
    token: lease.leaseToken,
    ...toColumns(next, now),
  }));
  const ended = Prisma.sql`UPDATE deliveries d SET state = e.state, lease_token = NULL,
      lease_until = now() + make_interval(secs => e.rest_seconds),
      not_before = COALESCE(e.not_before, d.not_before), last_error = e.error, message_ref = e.ref,
      settled_at = CASE WHEN e.settled THEN ${now}::timestamptz END,
      attempts = d.attempts - CASE WHEN e.counts THEN 0 ELSE 1 END,
      first_attempt_at = CASE WHEN e.posted THEN d.first_attempt_at END
    -- The limit tells the planner that they are few: it would rather read the whole ledger for a hundred.
    FROM (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(org_id uuid, id uuid, token uuid, state text,
      not_before timestamptz, error text, ref jsonb, settled boolean, posted boolean, counts boolean, rest_seconds float8)
      LIMIT ${rows.length}::int) e
    WHERE d.org_id = e.org_id AND d.id = e.id AND d.lease_token = e.token AND ${stateByKey} IN ('sending', 'unknown')
    RETURNING d.org_id, d.id, d.attempts, d.state, d.message_ref, d.last_error`;
  const troubled = rows.filter(({ trouble }) => trouble).map(({ id }) => id);
  const noted =
    troubled.length === 0
      ? Prisma.empty
      : Prisma.sql`, noted AS (
        INSERT INTO delivery_troubles (org_id, delivery_id, at, attempt, outcome, code)
        SELECT org_id, id, ${now}::timestamptz, attempts, state, last_error FROM ended
        WHERE id = ANY(${troubled}::uuid[]) ON CONFLICT DO NOTHING)`;
  const carried = ends.some(({ lease }) => mayCarry(lease))
    ? Prisma.sql`, carried AS (
      UPDATE deliveries part SET state = e.state, message_ref = e.message_ref, settled_at = ${now}::timestamptz,
        last_error = CASE WHEN e.state = 'skipped' THEN e.last_error ELSE part.last_error END
      FROM ended e WHERE e.state IN ('sent', 'skipped')
        AND part.org_id = e.org_id AND part.bearer_id = e.id AND part.state = 'held')`
    : Prisma.empty;
  const settled = await store.db.run<{ readonly id: string }>(
    Prisma.sql`WITH ended AS (${ended})${carried}${noted} SELECT id FROM ended`,
  );
  return new Set(settled.map(({ id }) => id));
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
  const [row] = await store.db.run<{ readonly marked: number }>(Prisma.sql`WITH marked AS (
      UPDATE deliveries d SET state = 'sent', lease_until = NULL, lease_token = NULL, message_ref = m.ref,
        last_error = NULL, settled_at = ${now}::timestamptz
      FROM (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(org_id uuid, id uuid, lease_token uuid, ref jsonb)
        LIMIT ${rows.length}::int) m
      WHERE d.org_id = m.org_id AND d.id = m.id AND d.lease_token = m.lease_token AND ${stateByKey} IN ('sending', 'unknown')
      RETURNING 1)
    SELECT count(*)::int AS marked FROM marked`);
  return row?.marked ?? 0;
}

/** Only what brings others together, or grows a card with them, carries any; where that is not known it has to be asked. */
function mayCarry({ content, subject }: Lease): boolean {
  if (content === undefined || subject === undefined) return true;
  return subject !== null || (content as { readonly push?: unknown }).push === 'gathered';
}

/** The columns of a row as they are written, named as the statement above names them. */
interface Columns {
  readonly state: string;
  /** Null: stays as it is. */
  readonly not_before: Date | null;
  readonly error: string | null;
  /** Absent: no reference. */
  readonly ref?: MessageRef;
  readonly settled: boolean;
  /** Whether it was posted, or may have been: then the time of its first attempt is kept, for a later look. */
  readonly posted: boolean;
  /** Whether it was an attempt. */
  readonly counts: boolean;
  /** Real time for which nobody hands it to the queue again. */
  readonly rest_seconds: number | null;
  /** Whether it is a step of the message's history that something went wrong. */
  readonly trouble: boolean;
}

const WAITING = { settled: false, counts: true, rest_seconds: null, trouble: false } as const;
const SETTLED = {
  not_before: null,
  settled: true,
  posted: true,
  counts: true,
  rest_seconds: null,
  trouble: false,
} as const;

function toColumns(next: Next, now: Date): Columns {
  switch (next.kind) {
    case 'sent':
      return { ...SETTLED, state: 'sent', error: next.note ?? null, ref: next.ref };
    case 'dead':
      return { ...SETTLED, state: 'dead', error: next.error, trouble: true };
    case 'skipped':
      return { ...SETTLED, state: 'skipped', error: next.reason };
    case 'ask':
      return { ...WAITING, state: 'held', not_before: NEVER, error: next.error, posted: true, trouble: true };
    case 'wait': {
      const not_before = new Date(Math.max(next.notBefore, now.getTime()));
      return { ...toWaiting(next.state), not_before, error: next.error, trouble: true };
    }
    case 'rest':
      return {
        ...toWaiting(next.state),
        counts: false,
        error: RESTS,
        rest_seconds: next.milliseconds / 1_000,
      };
    case 'release':
      return { ...toWaiting(next.state), counts: false, error: null };
  }
}

function toWaiting(state: 'pending' | 'held' | 'unknown') {
  return { ...WAITING, state, not_before: null, posted: state === 'unknown' };
}
