import { type Db, Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { findSubscription, type Subscription } from '../subscription-store.ts';

/** Whose quiet it is: a person's about a kind of push, or a conversation's about one of its subscriptions. */
export type QuietScope =
  | { readonly kind: 'member'; readonly memberId: string; readonly push: string }
  | { readonly kind: 'subscription'; readonly subscriptionId: string; readonly push: string };

export interface Mute {
  readonly id: string;
  /** The kind of push, as the ledger names it. */
  readonly kind: string;
  readonly memberId: string | null;
  readonly subscriptionId: string | null;
  /** Epoch ms; null: until it is lifted. */
  readonly until: number | null;
  readonly createdBy: string;
}

interface MuteRow extends Omit<Mute, 'until'> {
  readonly until: Date | null;
}

/** What is muted for any of these people or subscriptions, ended snoozes too. */
export async function listMutes(
  db: Tx,
  orgId: string,
  { members = [], subscriptions = [] }: { members?: readonly string[]; subscriptions?: readonly string[] },
): Promise<readonly Mute[]> {
  if (members.length + subscriptions.length === 0) return [];
  const rows = await db.$queryRaw<MuteRow[]>`
    SELECT id, kind, member_id AS "memberId", subscription_id AS "subscriptionId", until, created_by AS "createdBy"
    FROM push_mutes WHERE org_id = ${orgId}::uuid
      AND (member_id = ANY(${[...members]}::uuid[]) OR subscription_id = ANY(${[...subscriptions]}::uuid[]))
    ORDER BY created_at, id`;
  return rows.map((row) => ({ ...row, until: row.until?.getTime() ?? null }));
}

/** A mute, with those of the asked subscriptions that its member owns. */
export interface OwnedMute extends Mute {
  readonly owned: readonly string[];
}

/** What is muted for these people, these subscriptions, or whoever owns one of them; ended snoozes too. */
export async function listMutesFor(
  db: Tx,
  orgId: string,
  {
    members,
    subscriptions,
  }: { readonly members: readonly string[]; readonly subscriptions: readonly string[] },
): Promise<readonly OwnedMute[]> {
  if (members.length + subscriptions.length === 0) return [];
  const rows = await db.$queryRaw<(MuteRow & Pick<OwnedMute, 'owned'>)[]>`
    WITH owners AS (
      SELECT member_id, array_agg(id::text) AS owned FROM subscriptions
      WHERE org_id = ${orgId}::uuid AND id = ANY(${[...subscriptions]}::uuid[]) AND member_id IS NOT NULL
      GROUP BY member_id
    )
    SELECT m.id, m.kind, m.member_id AS "memberId", m.subscription_id AS "subscriptionId", m.until,
      m.created_by AS "createdBy", COALESCE(o.owned, '{}') AS owned
    FROM push_mutes m LEFT JOIN owners o ON o.member_id = m.member_id
    WHERE m.org_id = ${orgId}::uuid
      AND (m.member_id = ANY(${[...members]}::uuid[]) OR m.subscription_id = ANY(${[...subscriptions]}::uuid[])
        OR o.member_id IS NOT NULL)
    ORDER BY m.created_at, m.id`;
  return rows.map((row) => ({ ...row, until: row.until?.getTime() ?? null }));
}

/** The mute with this id. */
export async function findMute(db: Tx, orgId: string, id: string): Promise<Mute | undefined> {
  const [row] = await db.$queryRaw<MuteRow[]>`
    SELECT id, kind, member_id AS "memberId", subscription_id AS "subscriptionId", until, created_by AS "createdBy"
    FROM push_mutes WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
  return row && { ...row, until: row.until?.getTime() ?? null };
}

/** The mute of a scope, if there is one. */
export async function findQuiet(db: Tx, orgId: string, scope: QuietScope): Promise<Mute | undefined> {
  const all = await listMutes(
    db,
    orgId,
    scope.kind === 'member' ? { members: [scope.memberId] } : { subscriptions: [scope.subscriptionId] },
  );
  return all.find(({ kind }) => scope.kind === 'subscription' || kind === scope.push);
}

/** The statement that mutes, until an instant (epoch ms) or until it is lifted (null); what was muted before is set anew. */
export function setQuiet(
  { orgId, memberId, ids, clock }: ActingContext,
  scope: QuietScope,
  until: number | null,
): Sql {
  const target =
    scope.kind === 'member'
      ? Prisma.sql`(org_id, member_id, kind) WHERE member_id IS NOT NULL`
      : Prisma.sql`(org_id, subscription_id) WHERE subscription_id IS NOT NULL`;
  return Prisma.sql`INSERT INTO push_mutes (org_id, id, kind, member_id, subscription_id, until, created_at, created_by)
    VALUES (${orgId}::uuid, ${ids.uuid()}::uuid, ${scope.push}, ${scope.kind === 'member' ? scope.memberId : null}::uuid,
      ${scope.kind === 'subscription' ? scope.subscriptionId : null}::uuid,
      ${until === null ? null : new Date(until)}::timestamptz, ${new Date(clock.now())}::timestamptz, ${memberId}::uuid)
    ON CONFLICT ${target} DO UPDATE SET until = EXCLUDED.until, created_at = EXCLUDED.created_at,
      created_by = EXCLUDED.created_by`;
}

/** The statement that lifts a mute. */
export function dropQuiet(orgId: string, { id }: Pick<Mute, 'id'>): Sql {
  return Prisma.sql`DELETE FROM push_mutes WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid`;
}

/** A push that went out, or was to, as far as muting it asks. */
export interface PushedRow {
  readonly id: string;
  readonly orgId: string;
  readonly kind: string;
  readonly content: unknown;
  readonly subscriptionId: string | null;
  readonly subscription: Subscription | undefined;
  readonly scope: QuietScope;
}

/** The push of this delivery; undefined where there is none, it is an answer, or nobody's. */
export async function findPushed(db: Db, orgId: string, id: string): Promise<PushedRow | undefined> {
  const row = await db.delivery.findUnique({
    where: { orgId_id: { orgId, id } },
    select: { kind: true, content: true, subscriptionId: true },
  });
  if (row === null) return undefined;
  const { kind, content, subscriptionId } = row;
  const subscription =
    subscriptionId === null ? undefined : await findSubscription(db, orgId, subscriptionId);
  const addressee = content as { readonly kind?: string; readonly memberId?: string };
  if (addressee.kind !== 'push') return undefined;
  const scope = scopeOf(kind, addressee.memberId, subscription);
  return scope && { id, orgId, kind, content, subscriptionId, subscription, scope };
}

function scopeOf(
  push: string,
  addressee: string | undefined,
  subscription: Subscription | undefined,
): QuietScope | undefined {
  const memberId = addressee ?? subscription?.memberId ?? undefined;
  if (memberId !== undefined) return { kind: 'member', memberId, push };
  return subscription && { kind: 'subscription', subscriptionId: subscription.id, push };
}
