import { Prisma, type Tx } from '../../store/client.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender } from '../content.ts';
import { type LeasedDelivery, RESTS } from '../ledger/store.ts';
import { decideGrowth, type Growth, growTimes, type Sibling, waitForOther } from './rules.ts';

/** A leased message that may grow with others. */
export type Growing = LeasedDelivery & { readonly place: string; readonly subject: string };

/** What takes another's place already goes there. */
export function isGrowing(delivery: LeasedDelivery): delivery is Growing {
  return delivery.subject !== null && delivery.place !== null && delivery.address.replaces === undefined;
}

/** A message on the same card, as far as telling it takes. */
export interface Companion extends DeliveryToRender {
  readonly createdAt: Date;
  /** It has not been told yet. */
  readonly isNew: boolean;
}

interface SiblingRow extends Omit<Sibling, 'createdAt' | 'settledAt'> {
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/**
 * Decides with whom a leased message grows one card, and claims those that it tells along. Where somebody else is at the
 * same card they wait for each other, so that of two at once the second sees what the first decided: a message whose turn
 * it is not has then been given back, resting. One read where it has no siblings, as most have not.
 */
export async function joinSiblings(store: StoreContext, own: Growing): Promise<Growth> {
  const alone = decideGrowth(toOwn(store, own), await listSiblings(store.db, own));
  // A lease is written before this look, so of two that are taken at once at least one sees the other here.
  if (alone.kind === 'alone') return alone;
  return store.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${own.orgId}|${own.place}|${own.subject}`}, 43))`;
    const growth = decideGrowth(toOwn(store, own), await listSiblings(tx, own));
    if (growth.kind === 'wait') await giveBack(tx, own, store.clock.now());
    if (growth.kind === 'grow') await claim(tx, own, growth.claim);
    return growth;
  });
}

/** What stands on the card with a message: what it has claimed, and what the card told already. By time. */
export function listCompanions(
  { db }: StoreContext,
  { orgId, id, place, subject }: Growing,
  card: string | undefined,
): Promise<readonly Companion[]> {
  return db.$queryRaw<Companion[]>`
    SELECT d.org_id AS "orgId", d.id, d.subscription_id AS "subscriptionId", d.content, d.created_at AS "createdAt",
      d.state = 'held' AS "isNew"
    FROM deliveries d
    WHERE d.org_id = ${orgId}::uuid AND d.place = ${place} AND d.subject = ${subject} AND d.id <> ${id}::uuid
      AND (d.bearer_id = ${id}::uuid AND d.state = 'held'
        OR d.state = 'sent' AND d.message_ref->>'message' = ${card ?? null}::text)
    ORDER BY d.created_at, d.id`;
}

/** Lets what was claimed go its own way again. */
export async function releaseClaimed({ db }: StoreContext, { orgId, id }: Growing): Promise<void> {
  await db.$executeRaw`UPDATE deliveries SET state = 'pending', bearer_id = NULL, last_error = NULL, lease_until = NULL
    WHERE org_id = ${orgId}::uuid AND bearer_id = ${id}::uuid AND state = 'held' AND last_error = ${GROWN}`;
}

/** As `last_error` of a part: it is told on the card of another. */
const GROWN = 'one-card';
const SIBLINGS_MOST = 100;
const NEVER = "'9000-01-01'";

function toOwn({ clock }: StoreContext, { id, createdAt, doubtful }: Growing) {
  return { id, createdAt: createdAt.getTime(), now: clock.now(), mayWait: !doubtful };
}

/**
 * Those of these messages that have others about the same in the same place; whoever is not among them grows with nobody. They
 * must have been taken before: of two that are taken at once at least one sees the other then.
 */
export async function findAccompanied(
  { db }: StoreContext,
  growing: readonly Growing[],
): Promise<ReadonlySet<string>> {
  if (growing.length === 0) return new Set();
  const rows = growing.map(({ orgId, id, place, subject, createdAt }) => ({
    org_id: orgId,
    id,
    place,
    subject,
    since: new Date(createdAt.getTime() - growTimes.allMs - growTimes.nextMs),
    until: new Date(createdAt.getTime() + growTimes.nextMs),
  }));
  const found = await db.run<{ readonly id: string }>(Prisma.sql`
    SELECT g.id FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS g(org_id uuid, id uuid, place text, subject text, since timestamptz, until timestamptz)
    CROSS JOIN LATERAL (SELECT FROM deliveries d
      WHERE d.org_id = g.org_id AND d.place = g.place AND d.subject = g.subject
        AND d.created_at >= g.since AND d.created_at <= g.until AND d.id <> g.id
        AND d.state NOT IN ('skipped', 'dead') LIMIT 1) other`);
  return new Set(found.map(({ id }) => id));
}

async function listSiblings(db: Pick<Tx, '$queryRaw'>, own: Growing): Promise<readonly Sibling[]> {
  const at = own.createdAt.getTime();
  const rows = await db.$queryRaw<SiblingRow[]>`
    SELECT d.id, d.state, d.created_at AS "createdAt", d.bearer_id AS "bearerId", d.not_before > ${Prisma.raw(NEVER)} AS "isStuck",
      d.message_ref AS ref, d.settled_at AS "settledAt"
    FROM deliveries d
    WHERE d.org_id = ${own.orgId}::uuid AND d.place = ${own.place} AND d.subject = ${own.subject}
      AND d.created_at >= ${new Date(at - growTimes.allMs - growTimes.nextMs)}::timestamptz
      AND d.created_at <= ${new Date(at + growTimes.nextMs)}::timestamptz
      AND d.id <> ${own.id}::uuid AND d.state NOT IN ('skipped', 'dead')
      -- What came with many others has no card of its own.
      AND (d.bearer_id IS NULL OR EXISTS (SELECT FROM deliveries b
        WHERE b.org_id = d.org_id AND b.id = d.bearer_id AND b.subject = d.subject))
    ORDER BY d.created_at DESC LIMIT ${SIBLINGS_MOST}::int`;
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.getTime(),
    settledAt: row.settledAt?.getTime() ?? null,
  }));
}

/** With one that had claimed others itself, those come along. */
async function claim(tx: Tx, { orgId, id }: Growing, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    WITH own AS (
      UPDATE deliveries SET state = 'held', bearer_id = ${id}::uuid, last_error = ${GROWN}, lease_until = NULL
      WHERE org_id = ${orgId}::uuid AND id = ANY(${[...ids]}::uuid[]) AND state IN ('pending', 'held') AND bearer_id IS NULL
      RETURNING id
    )
    UPDATE deliveries d SET bearer_id = ${id}::uuid FROM own
    WHERE d.org_id = ${orgId}::uuid AND d.bearer_id = own.id AND d.state = 'held'`;
}

async function giveBack(tx: Tx, { orgId, id, leaseToken, createdAt }: Growing, now: number): Promise<void> {
  const seconds = waitForOther(now - createdAt.getTime()) / 1_000;
  await tx.$executeRaw`
    UPDATE deliveries SET state = 'held', last_error = ${RESTS}, lease_token = NULL, attempts = attempts - 1,
      lease_until = now() + make_interval(secs => ${seconds}::float8), first_attempt_at = NULL
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND lease_token = ${leaseToken}::uuid AND state = 'sending'`;
}
