import { Prisma, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { foldTag } from './names.ts';

export interface Tag {
  readonly id: string;
  readonly name: string;
}

/** A tag on a customer; it may be there by hand, by a rule, or both. */
export interface CustomersTag extends Tag {
  readonly byHand: boolean;
  readonly byRule: boolean;
}

type Reader = Pick<Tx, '$queryRaw'>;
type Writer = Pick<Tx, '$queryRaw' | '$executeRaw'>;

/** The tags of a customer, those set by hand first. */
export function listTagsOf(db: Reader, orgId: string, customerId: string): Promise<readonly CustomersTag[]> {
  return db.$queryRaw<CustomersTag[]>`
    SELECT t.id, t.name, bool_or(s.source = 'hand') AS "byHand", bool_or(s.source = 'rule') AS "byRule"
    FROM customer_tags s JOIN tags t ON t.org_id = s.org_id AND t.id = s.tag_id
    WHERE s.org_id = ${orgId}::uuid AND s.customer_id = ${customerId}::uuid
    GROUP BY t.id, t.name ORDER BY bool_or(s.source = 'hand') DESC, t.name`;
}

const OFFERED = 60;

/** Tags that the organization uses and the customer does not have by hand, by name; the first of them. */
export function listOtherTags(db: Reader, orgId: string, customerId: string): Promise<readonly Tag[]> {
  return db.$queryRaw<Tag[]>`SELECT t.id, t.name FROM tags t
    WHERE t.org_id = ${orgId}::uuid AND NOT EXISTS (SELECT FROM customer_tags s
      WHERE s.org_id = t.org_id AND s.tag_id = t.id AND s.customer_id = ${customerId}::uuid AND s.source = 'hand')
    ORDER BY t.name LIMIT ${OFFERED}::int`;
}

/** The tag with this id or name. */
export async function findTag(
  db: Reader,
  orgId: string,
  by: { readonly id: string } | { readonly name: string },
): Promise<Tag | undefined> {
  const wanted =
    'id' in by ? Prisma.sql`t.id = ${by.id}::uuid` : Prisma.sql`t.name_key = ${foldTag(by.name)}`;
  const [row] = await db.$queryRaw<Tag[]>`SELECT t.id, t.name FROM tags t
    WHERE t.org_id = ${orgId}::uuid AND ${wanted}`;
  return row;
}

/** The tag of this name, made if it is new; whoever makes it at the same instant, it is one. */
export async function ensureTag(tx: Writer, context: ActingContext, name: string): Promise<Tag> {
  const { orgId, ids, clock, memberId } = context;
  const id = ids.uuid();
  await tx.$executeRaw`INSERT INTO tags (org_id, id, name, name_key, created_at, created_by)
    VALUES (${orgId}::uuid, ${id}::uuid, ${name}, ${foldTag(name)}, ${new Date(clock.now())}::timestamptz,
      ${memberId}::uuid) ON CONFLICT (org_id, name_key) DO NOTHING`;
  return (await findTag(tx, orgId, { name })) ?? { id, name };
}

/** Puts tags on a customer by hand; the names of those that were not there by hand yet. */
export async function putTags(
  tx: Writer,
  context: ActingContext,
  customerId: string,
  tags: readonly Tag[],
): Promise<readonly string[]> {
  const { orgId, clock, memberId } = context;
  const rows = await tx.$queryRaw<{ readonly id: string }[]>`
    INSERT INTO customer_tags (org_id, tag_id, customer_id, source, added_at, added_by)
    SELECT ${orgId}::uuid, tag.id, ${customerId}::uuid, 'hand', ${new Date(clock.now())}::timestamptz, ${memberId}::uuid
    FROM unnest(${tags.map(({ id }) => id)}::uuid[]) AS tag(id)
    ON CONFLICT DO NOTHING RETURNING tag_id AS id`;
  return namesOf(tags, rows);
}

/** Takes tags that were set by hand off a customer; the names of those that were there. */
export async function takeTags(
  tx: Writer,
  orgId: string,
  customerId: string,
  tags: readonly Tag[],
): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ readonly id: string }[]>`
    DELETE FROM customer_tags WHERE org_id = ${orgId}::uuid AND customer_id = ${customerId}::uuid
      AND source = 'hand' AND tag_id = ANY(${tags.map(({ id }) => id)}::uuid[]) RETURNING tag_id AS id`;
  return namesOf(tags, rows);
}

function namesOf(tags: readonly Tag[], rows: readonly { readonly id: string }[]): readonly string[] {
  const ids = new Set(rows.map(({ id }) => id));
  return tags.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}
