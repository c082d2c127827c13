import type { QueryResultRow } from 'pg';
import type { Platform } from '../chat/inbound.ts';
import { type Lang, languageOf } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { type Db, Prisma, type Sql, type Tx } from '../store/client.ts';
import type { SlotDays } from './days.ts';
import type { SubscriptionKind } from './kinds.ts';
import type { PlaceRow } from './sales-store.ts';

/** Which conversation or member gets which push; exactly one of `conversation` and `memberId` is there. */
export interface Subscription extends PlaceRow {
  readonly orgId: string;
  readonly id: string;
  readonly kind: SubscriptionKind;
  readonly workspaceId: string;
  readonly memberId: string | null;
  /** HH:mm in `zone`; null for pushes that follow an event. */
  readonly localTime: string | null;
  /** On which days, for pushes with a time. */
  readonly days: SlotDays;
  readonly zone: string;
  readonly lang: Lang;
  readonly groupId: string | null;
  /** Minor units; what is smaller does not ring. */
  readonly minAmount: bigint | null;
  /** Of sales notifications, which (`SalesTopic`); none named: all. */
  readonly topics: readonly string[];
  readonly state: 'active' | 'paused' | 'removed';
  readonly pausedReason: string | null;
  /** Got without asking and untouched since: follows the organization's defaults. */
  readonly byDefault: boolean;
  /** Epoch ms. */
  readonly startsAt: number;
  /** The last day that was decided for it. */
  readonly lastDay: LocalDate | null;
  /** Null: the product subscribed them; nobody chose its time. */
  readonly createdBy: string | null;
}

interface SubscriptionRow extends Omit<Subscription, 'lang' | 'startsAt' | 'platform'> {
  readonly platform: Platform;
  readonly lang: string;
  readonly startsAt: Date;
}

/** The subscription with this id, removed ones too. */
export async function findSubscription(db: Tx, orgId: string, id: string): Promise<Subscription | undefined> {
  const [found] = await select(db, Prisma.sql`s.org_id = ${orgId}::uuid AND s.id = ${id}::uuid`);
  return found;
}

/** Those with these ids, removed ones too. */
export function findSubscriptions(
  db: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<readonly Subscription[]> {
  return select(db, Prisma.sql`s.org_id = ${orgId}::uuid AND s.id = ANY(${[...ids]}::uuid[])`);
}

/** Subscriptions of many organizations, by organization and id with a space between; removed ones too. */
export async function findManySubscriptions(
  db: Db,
  keys: readonly { readonly orgId: string; readonly id: string }[],
): Promise<ReadonlyMap<string, Subscription>> {
  if (keys.length === 0) return new Map();
  const rows = await db.run<SubscriptionRow & QueryResultRow>(
    selectWhere(
      Prisma.sql`(s.org_id, s.id) IN (SELECT * FROM unnest(${keys.map(({ orgId }) => orgId)}::uuid[],
        ${keys.map(({ id }) => id)}::uuid[]))`,
    ),
  );
  // The driver reads a bigint as text.
  return new Map(
    rows.map((row) => [
      `${row.orgId} ${row.id}`,
      toSubscription({ ...row, minAmount: row.minAmount === null ? null : BigInt(row.minAmount) }),
    ]),
  );
}

/** Where subscriptions of a request live: a conversation of a workspace, or the person themselves. */
export type Home =
  | { readonly kind: 'conversation'; readonly workspaceId: string; readonly conversation: string }
  | { readonly kind: 'member'; readonly workspaceId: string; readonly memberId: string };

/** What a conversation or person gets, paused ones too. */
export function listSubscriptions(db: Tx, orgId: string, home: Home): Promise<readonly Subscription[]> {
  const where =
    home.kind === 'conversation'
      ? Prisma.sql`s.workspace_id = ${home.workspaceId}::uuid AND s.conversation = ${home.conversation}`
      : Prisma.sql`s.member_id = ${home.memberId}::uuid`;
  return select(db, Prisma.sql`s.org_id = ${orgId}::uuid AND s.state <> 'removed' AND ${where}`);
}

/** The active subscriptions to a push, of the whole organization. */
export function listSubscriptionsTo(
  db: Db,
  orgId: string,
  kind: SubscriptionKind,
): Promise<readonly Subscription[]> {
  return select(db, Prisma.sql`s.org_id = ${orgId}::uuid AND s.state = 'active' AND s.kind = ${kind}`);
}

/** The connected workspace of the organization that a request came from. */
export async function findWorkspaceId(
  db: Db,
  orgId: string,
  platform: Platform,
  externalKey: string,
): Promise<string | undefined> {
  const row = await db.workspace.findFirst({
    where: { orgId, platform, externalKey, disconnectedAt: null },
    select: { id: true },
  });
  return row?.id;
}

export interface NewSubscription {
  readonly orgId: string;
  readonly id: string;
  readonly kind: SubscriptionKind;
  readonly home: Home;
  readonly localTime: string | null;
  /** Absent: on workdays. */
  readonly days?: SlotDays;
  readonly zone: string;
  readonly lang: Lang;
  readonly groupId: string | null;
  readonly minAmount: bigint | null;
  /** Absent or empty: all. */
  readonly topics?: readonly string[];
  readonly startsAt: number;
  readonly createdBy: string | null;
  /** Got without asking. */
  readonly byDefault?: true;
}

/**
 * The statement that subscribes. The same push to the same place about the same group is one subscription: asking again
 * sets it anew and wakes it up (`replace`), or leaves the one that is there alone (`keep`). Returns the row's `id`.
 */
export function insertSubscription(wanted: NewSubscription, known: 'replace' | 'keep'): Sql {
  const { home } = wanted;
  const startsAt = new Date(wanted.startsAt);
  const update = Prisma.sql`DO UPDATE SET workspace_id = EXCLUDED.workspace_id, local_time = EXCLUDED.local_time,
      days = EXCLUDED.days, by_default = EXCLUDED.by_default, zone = EXCLUDED.zone, lang = EXCLUDED.lang, min_amount = EXCLUDED.min_amount, topics = EXCLUDED.topics, state = 'active',
      paused_reason = NULL, starts_at = EXCLUDED.starts_at`;
  const nobody = Prisma.sql`'00000000-0000-0000-0000-000000000000'::uuid`;
  const target =
    home.kind === 'conversation'
      ? Prisma.sql`(org_id, kind, workspace_id, conversation, COALESCE(group_id, ${nobody}))
          WHERE conversation IS NOT NULL AND state <> 'removed'`
      : Prisma.sql`(org_id, kind, member_id, COALESCE(group_id, ${nobody})) WHERE member_id IS NOT NULL AND state <> 'removed'`;
  return Prisma.sql`INSERT INTO subscriptions (org_id, id, kind, workspace_id, conversation, member_id, local_time, days, zone,
      lang, group_id, min_amount, topics, starts_at, created_at, created_by, by_default)
    VALUES (${wanted.orgId}::uuid, ${wanted.id}::uuid, ${wanted.kind}, ${home.workspaceId}::uuid,
      ${home.kind === 'conversation' ? home.conversation : null}, ${home.kind === 'member' ? home.memberId : null}::uuid,
      ${wanted.localTime}, ${wanted.days ?? 'workdays'}, ${wanted.zone}, ${wanted.lang}, ${wanted.groupId}::uuid, ${wanted.minAmount}::bigint, ${[...(wanted.topics ?? [])]}::text[],
      ${startsAt}::timestamptz, ${startsAt}::timestamptz, ${wanted.createdBy}::uuid, ${wanted.byDefault ?? false}::boolean)
    ON CONFLICT ${target} ${known === 'replace' ? update : Prisma.sql`DO NOTHING`}
    RETURNING id::text`;
}

/** What of a subscription can be changed without making it another one. */
export type SubscriptionChange = Pick<
  Subscription,
  'localTime' | 'days' | 'zone' | 'lang' | 'minAmount' | 'topics'
>;

/** The statement that sets one anew; where its time changed, nothing that was due before now is made up for. `now`: epoch ms. */
export function updateSubscription(
  { orgId, id, localTime, days, zone }: Subscription,
  to: SubscriptionChange,
  now: number,
): Sql {
  const moved = to.localTime !== localTime || to.days !== days || to.zone !== zone;
  return Prisma.sql`UPDATE subscriptions SET local_time = ${to.localTime}, days = ${to.days}, zone = ${to.zone},
      lang = ${to.lang}, min_amount = ${to.minAmount}::bigint, topics = ${[...to.topics]}::text[], by_default = false,
      starts_at = CASE WHEN ${moved}::boolean THEN ${new Date(now)}::timestamptz ELSE starts_at END
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND state <> 'removed'`;
}

/** The statement that pauses, resumes or removes; a resumed one makes nothing up that fell due while it rested. */
export function changeState(
  subscription: Pick<Subscription, 'orgId' | 'id'>,
  state: Subscription['state'],
  now: number,
): Sql {
  return Prisma.sql`UPDATE subscriptions SET state = ${state}, paused_reason = NULL, by_default = false,
      starts_at = CASE WHEN ${state} = 'active' THEN ${new Date(now)}::timestamptz ELSE starts_at END
    WHERE org_id = ${subscription.orgId}::uuid AND id = ${subscription.id}::uuid AND state NOT IN ('removed', ${state})`;
}

async function select(db: Tx, where: Sql): Promise<readonly Subscription[]> {
  return (await db.$queryRaw<SubscriptionRow[]>(selectWhere(where))).map(toSubscription);
}

function selectWhere(where: Sql): Sql {
  return Prisma.sql`
    SELECT s.org_id AS "orgId", s.id, s.kind, s.workspace_id AS "workspaceId", s.conversation,
      s.member_id AS "memberId", s.local_time AS "localTime", s.days, s.zone, s.lang, s.group_id AS "groupId",
      s.min_amount AS "minAmount", s.topics, s.state, s.paused_reason AS "pausedReason", s.by_default AS "byDefault", s.starts_at AS "startsAt", s.created_by AS "createdBy", w.platform,
      w.external_key AS workspace, w.disconnected_at IS NULL AS connected,
      (SELECT max(l.day)::text FROM schedule_slots l WHERE l.org_id = s.org_id AND l.subscription_id = s.id) AS "lastDay"
    FROM subscriptions s JOIN workspaces w ON w.org_id = s.org_id AND w.id = s.workspace_id
    WHERE ${where} ORDER BY s.created_at, s.id`;
}

function toSubscription(row: SubscriptionRow): Subscription {
  return { ...row, lang: languageOf(row.lang), startsAt: row.startsAt.getTime() };
}
