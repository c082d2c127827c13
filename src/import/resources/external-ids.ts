import { isUuid } from '../../kernel/ids.ts';
import type { Caller } from '../../people/context.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ResourceType } from './resource.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** What an address or a reference begins with that names a row by our own id. */
export const OWN_ID = 'id:';

/** Makes calls with the same key wait for each other until the transaction ends. */
export async function lockExternalId(tx: Tx, orgId: string, type: ResourceType, key: string): Promise<void> {
  const name = `external ${orgId} ${type} ${key}`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

/** The id of the row that has this key. */
export async function findByExternalId(
  db: Reader,
  orgId: string,
  type: ResourceType,
  key: string,
): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ id: string }[]>`SELECT entity_id AS id FROM external_ids
    WHERE org_id = ${orgId}::uuid AND type = ${type} AND external_id = ${key}`;
  return row?.id;
}

/** The statement that gives a row its key. Breaks `external_ids_org_id_type_entity_id_key` if it has another one. */
export function insertExternalId(context: Caller, type: ResourceType, key: string, id: string): Sql {
  return Prisma.sql`INSERT INTO external_ids (org_id, type, external_id, entity_id, created_at)
    VALUES (${context.orgId}::uuid, ${type}, ${key}, ${id}::uuid, ${new Date(context.clock.now())}::timestamptz)`;
}

/**
 * The id that a reference names: `id:` and our id, or the key under which the row was fed. Whether a row of ours with that
 * id is there is for the one who reads it to find.
 */
export async function findReference(
  { db, orgId }: Caller,
  type: ResourceType,
  reference: string,
): Promise<string | undefined> {
  if (!reference.startsWith(OWN_ID)) return findByExternalId(db, orgId, type, reference);
  const id = reference.slice(OWN_ID.length);
  return isUuid(id) ? id : undefined;
}

/** The expression that gives out a reference to a row: the key under which it was fed, else `id:` and our id. */
export function selectReference(type: ResourceType, org: Sql, id: Sql): Sql {
  return Prisma.sql`COALESCE((SELECT x.external_id FROM external_ids x
    WHERE x.org_id = ${org} AND x.type = ${type} AND x.entity_id = ${id}), ${OWN_ID} || (${id})::text)`;
}
