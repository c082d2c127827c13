import { Prisma, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** Why a customer's owner changed. Older rows of the ledger may hold a person's own words instead. */
export type MoveReason = 'claimed' | 'released' | 'transferred' | 'fell' | 'left' | (string & {});

interface MoveFacts {
  readonly reason: MoveReason;
  /** What a person wrote to it. */
  readonly note?: string;
  /** What a rule went by that moves it by itself. */
  readonly rule?: unknown;
  /** Epoch ms; now unless something else refers to the same instant. */
  readonly at?: number;
}

export interface OwnerMove extends MoveFacts {
  readonly customerId: string;
  /** Null: the pool. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Several customers that go to one owner. */
export interface OwnerMoves extends MoveFacts {
  readonly customers: readonly { readonly id: string; readonly from: string | null }[];
  readonly to: string | null;
}

/**
 * Gives a customer to another owner and writes the ledger of owners, if its owner still is `from`; whether it was. Waits
 * for another change of the same customer, and then finds that owner.
 */
export async function moveOwner(
  tx: Pick<Tx, '$queryRaw'>,
  context: ActingContext,
  { customerId, from, ...move }: OwnerMove,
): Promise<boolean> {
  const moved = await moveOwners(tx, context, { ...move, customers: [{ id: customerId, from }] });
  return moved.length === 1;
}

/**
 * The same for several customers, in one statement with their lines of the ledger. The ids of those whose owner still was
 * `from`; the others stay as they are. Their open reminders follow by the database's own rule.
 */
export async function moveOwners(
  tx: Pick<Tx, '$queryRaw'>,
  context: ActingContext,
  { customers, to, reason, note = '', rule, at = context.clock.now() }: OwnerMoves,
): Promise<readonly string[]> {
  const now = new Date(at);
  const rows = customers.map(({ id, from }) => ({ id, from_id: from, change_id: context.ids.uuid() }));
  // By the order of ids, so that two who move the same customers wait for each other and never in a circle.
  const moved = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    WITH wanted AS (
      SELECT c.id, w.from_id, w.change_id
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w(id uuid, from_id uuid, change_id uuid)
      JOIN customers c ON c.org_id = ${context.orgId}::uuid AND c.id = w.id
      ORDER BY c.id FOR NO KEY UPDATE OF c
    ), moved AS (
      UPDATE customers c SET owner_id = ${to}::uuid, owned_since = ${to === null ? null : now}::timestamptz
      FROM wanted w
      WHERE c.org_id = ${context.orgId}::uuid AND c.id = w.id AND c.owner_id IS NOT DISTINCT FROM w.from_id
      RETURNING c.id, w.from_id, w.change_id
    )
    INSERT INTO ownership_changes (org_id, id, customer_id, from_id, to_id, reason, note, rule, changed_at, changed_by)
    SELECT ${context.orgId}::uuid, change_id, id, from_id, ${to}::uuid, ${reason}, ${note},
      ${rule === undefined ? null : JSON.stringify(rule)}::jsonb, ${now}::timestamptz, ${context.memberId}::uuid
    FROM moved RETURNING customer_id AS id`);
  return moved.map(({ id }) => id);
}
