import type { Role } from '../chat/spec.ts';
import type { HandedItem } from '../people/holding.ts';
import type { HoldingKind } from '../people/holding-names.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import { holdings } from './holdings.ts';
import type { LeftCustomer } from './rules.ts';

/** Somebody who leaves, or who takes over. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly roles: readonly Role[];
}

/** The member, if the organization has them. */
export async function findPerson(
  db: Pick<Tx, 'member'>,
  orgId: string,
  id: string,
): Promise<Person | undefined> {
  const row = await db.member.findUnique({
    where: { orgId_id: { orgId, id } },
    select: { id: true, name: true, active: true, roles: true },
  });
  return row === null ? undefined : { ...row, roles: row.roles as Role[] };
}

/**
 * Holds these members until the transaction ends, so that nobody of them leaves meanwhile; those who are active. In the
 * order of their ids, so that two hand-overs wait for each other and never in a circle.
 */
export async function holdActive(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string; active: boolean }[]>`
    SELECT id, active FROM members WHERE org_id = ${orgId}::uuid AND id = ANY(${[...ids]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  return new Set(rows.filter(({ active }) => active).map(({ id }) => id));
}

/** Holds the member's row against everything that would refer to it. */
export async function lockPerson(tx: Tx, orgId: string, id: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM members WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid FOR UPDATE`;
}

/** How many rows wait for a member, by what they are; what is nothing is left out. */
export async function countHeld(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  memberId: string,
  now: number,
): Promise<ReadonlyMap<HoldingKind, number>> {
  const counts = holdings.flatMap(({ kind, columns }) =>
    columns.map((column) => countColumn(kind, column, { orgId, memberId, now: new Date(now) })),
  );
  const rows = await db.$queryRaw<{ kind: HoldingKind; count: number }[]>`
    SELECT kind, sum(count)::int AS count FROM (${Prisma.join(counts, ' UNION ALL ')}) held
    GROUP BY kind HAVING sum(count) > 0 ORDER BY kind`;
  return new Map(rows.map(({ kind, count }) => [kind, count]));
}

function countColumn(
  kind: HoldingKind,
  { column, open }: (typeof holdings)[number]['columns'][number],
  { orgId, memberId, now }: { readonly orgId: string; readonly memberId: string; readonly now: Date },
): Sql {
  const [table = '', name = ''] = column.split('.');
  const waits = open === undefined ? Prisma.sql`true` : open(now);
  return Prisma.sql`SELECT ${kind}::text AS kind, count(*) AS count FROM ${Prisma.raw(`"${table}"`)} r
    WHERE r.org_id = ${orgId}::uuid AND r.${Prisma.raw(`"${name}"`)} = ${memberId}::uuid AND ${waits}`;
}

/**
 * The customers that a member leaves, by category, then name; `isWhole`: all go to one place, so that their order, categories
 * and cities do not matter, and the index alone tells them.
 */
export function listLeftCustomers(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  memberId: string,
  isWhole = false,
): Promise<LeftCustomer[]> {
  if (isWhole)
    return db.$queryRaw<LeftCustomer[]>`
      SELECT id, NULL::uuid AS "categoryId", '' AS city FROM customers
      WHERE org_id = ${orgId}::uuid AND owner_id = ${memberId}::uuid ORDER BY last_contact_at DESC NULLS LAST, id`;
  return db.$queryRaw<LeftCustomer[]>`
    SELECT id, category_id AS "categoryId", city FROM customers
    WHERE org_id = ${orgId}::uuid AND owner_id = ${memberId}::uuid ORDER BY category_id NULLS LAST, name, id`;
}

/** Whether there is another active admin. */
export async function hasOtherAdmin(
  db: Pick<Tx, 'member'>,
  orgId: string,
  memberId: string,
): Promise<boolean> {
  return (
    (await db.member.count({
      where: { orgId, active: true, roles: { has: 'admin' }, NOT: { id: memberId } },
    })) > 0
  );
}

/** The statements that close a member: nobody links to their address again. */
export function closeMember(context: ActingContext, memberId: string): Sql {
  return Prisma.sql`UPDATE members SET active = false, left_at = ${new Date(context.clock.now())}::timestamptz
    WHERE org_id = ${context.orgId}::uuid AND id = ${memberId}::uuid AND active`;
}

/** Writes down what went to whom. */
export async function insertHandover(
  tx: Tx,
  context: ActingContext,
  handover: { readonly id: string; readonly leaverId: string },
  items: readonly (HandedItem & { readonly kind: HoldingKind })[],
): Promise<void> {
  const { orgId, clock, memberId } = context;
  await tx.$executeRaw`INSERT INTO handovers (org_id, id, leaver_id, made_at, made_by)
    VALUES (${orgId}::uuid, ${handover.id}::uuid, ${handover.leaverId}::uuid, ${new Date(clock.now())}::timestamptz,
      ${memberId}::uuid)`;
  await tx.$executeRaw`INSERT INTO handover_items (org_id, handover_id, kind, item_id, to_id)
    SELECT ${orgId}::uuid, ${handover.id}::uuid, i.kind, i.id, i."to"
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS i(kind text, id uuid, "to" uuid)`;
}
