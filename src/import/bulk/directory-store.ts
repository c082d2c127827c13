import type { Client } from 'pg';
import { type Directory, indexCategories, indexOwners, type KnownMember } from './directory.ts';
import type { OwnColumn } from './fields.ts';

/** Loads whom and what the lines of a file may name. */
export async function loadDirectory(client: Client, orgId: string): Promise<Directory> {
  const members = await client.query<KnownMember>(
    `SELECT m.id, m.name, m.email, x.external_id AS "externalId", m.roles && '{sales,manager}' AS sells
     FROM members m LEFT JOIN external_ids x ON x.org_id = m.org_id AND x.type = 'members' AND x.entity_id = m.id
     WHERE m.org_id = $1 AND m.active`,
    [orgId],
  );
  const categories = await client.query<{ id: string; code: string; name: string }>(
    'SELECT id, code, name FROM categories WHERE org_id = $1',
    [orgId],
  );
  const own = await client.query<OwnColumn>(
    `SELECT id, key, label, kind, COALESCE(choices, '{}') AS choices FROM custom_fields
     WHERE org_id = $1 AND subject = 'customer' AND removed_at IS NULL ORDER BY created_at, id`,
    [orgId],
  );
  return { owners: indexOwners(members.rows), categories: indexCategories(categories.rows), own: own.rows };
}
