import { type Db, Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { defaultBudgets } from '../admit/manners.ts';

/** Whose quiet hours and limit: somebody's own, a conversation's, or the organization's default for people or channels. */
export type AttentionTarget =
  | { readonly scope: 'member'; readonly memberId: string }
  | { readonly scope: 'conversation'; readonly workspaceId: string; readonly conversation: string }
  | { readonly scope: 'people' }
  | { readonly scope: 'channels' };

/** What is set; null: nothing, so the organization's default counts, or for that the product's own. */
export interface AttentionSet {
  /** `off` or `HH:mm-HH:mm`. */
  readonly quiet: string | null;
  /** Messages a day; 0: as many as there are. */
  readonly budget: number | null;
}

/** What counts, and whether it is the place's own choice. */
export interface Attention {
  readonly quiet: string;
  readonly isOwnQuiet: boolean;
  readonly budget: number;
  readonly isOwnBudget: boolean;
}

const NOTHING: AttentionSet = { quiet: null, budget: null };

/** What is set for the target itself; `lock`: nobody else changes it until the transaction ends. */
export async function findSet(
  db: Db | Tx,
  orgId: string,
  target: AttentionTarget,
  lock = false,
): Promise<AttentionSet> {
  const [row] = await db.$queryRaw<AttentionSet[]>`
    SELECT quiet, budget FROM attention_settings
    WHERE org_id = ${orgId}::uuid AND ${whereOf(target)} ${lock ? Prisma.sql`FOR UPDATE` : Prisma.empty}`;
  return row ?? NOTHING;
}

/** What counts for the target: its own choice, else the organization's, else the product's. */
export async function findAttention(db: Db | Tx, orgId: string, target: AttentionTarget): Promise<Attention> {
  const audience = target.scope === 'member' || target.scope === 'people' ? 'people' : 'channels';
  const [own, house] = await Promise.all([
    findSet(db, orgId, target),
    findSet(db, orgId, { scope: audience }),
  ]);
  return {
    quiet: own.quiet ?? house.quiet ?? 'off',
    isOwnQuiet: own.quiet !== null,
    budget: own.budget ?? house.budget ?? defaultBudgets[audience],
    isOwnBudget: own.budget !== null,
  };
}

/** The statement that sets what is named and leaves the rest as it is. Returns the row's `id`. */
export function putSet(context: ActingContext, target: AttentionTarget, change: Partial<AttentionSet>): Sql {
  const { orgId, ids, clock, memberId } = context;
  const own = target.scope === 'member' ? target.memberId : null;
  const [workspaceId, conversation] =
    target.scope === 'conversation' ? [target.workspaceId, target.conversation] : [null, null];
  const sets = [
    ...(change.quiet === undefined ? [] : [Prisma.sql`quiet = EXCLUDED.quiet`]),
    ...(change.budget === undefined ? [] : [Prisma.sql`budget = EXCLUDED.budget`]),
    Prisma.sql`changed_at = EXCLUDED.changed_at, changed_by = EXCLUDED.changed_by`,
  ];
  return Prisma.sql`INSERT INTO attention_settings (org_id, id, scope, member_id, workspace_id, conversation, quiet, budget,
      changed_at, changed_by)
    VALUES (${orgId}::uuid, ${ids.uuid()}::uuid, ${target.scope}, ${own}::uuid, ${workspaceId}::uuid, ${conversation},
      ${change.quiet ?? null}, ${change.budget ?? null}::int, ${new Date(clock.now())}::timestamptz, ${memberId}::uuid)
    ON CONFLICT ${keyOf(target)} DO UPDATE SET ${Prisma.join(sets, ', ')}
    RETURNING id::text`;
}

/** How many messages went to a place since an instant (epoch ms). */
export async function countSince(db: Db, orgId: string, place: string, since: number): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM deliveries
    WHERE org_id = ${orgId}::uuid AND place = ${place} AND bearer_id IS NULL
      AND created_at >= ${new Date(since)}::timestamptz AND state NOT IN ('skipped', 'dead')`;
  return row?.count ?? 0;
}

function whereOf(target: AttentionTarget): Sql {
  switch (target.scope) {
    case 'member':
      return Prisma.sql`member_id = ${target.memberId}::uuid`;
    case 'conversation':
      return Prisma.sql`workspace_id = ${target.workspaceId}::uuid AND conversation = ${target.conversation}`;
    case 'people':
    case 'channels':
      return Prisma.sql`scope = ${target.scope}`;
  }
}

function keyOf(target: AttentionTarget): Sql {
  switch (target.scope) {
    case 'member':
      return Prisma.sql`(org_id, member_id) WHERE member_id IS NOT NULL`;
    case 'conversation':
      return Prisma.sql`(org_id, workspace_id, conversation) WHERE conversation IS NOT NULL`;
    case 'people':
    case 'channels':
      return Prisma.sql`(org_id, scope) WHERE scope IN ('people', 'channels')`;
  }
}
