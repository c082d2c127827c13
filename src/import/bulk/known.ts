import { foldTag } from '../../customers/tags/names.ts';
import { type CopyRows, selectRows } from './copy-text.ts';
import { type CopyTable, copyTables, type PreparedBlock } from './prepare.ts';
import type { Session } from './session.ts';

const STAGED = [
  'customers',
  'contacts',
  'contact_phones',
  'custom_values',
] as const satisfies readonly CopyTable[];

/**
 * Of the lines whose external id is known, those that say nothing else than what stands: every fact, contact, phone, tag and
 * own value that they name is there already. What a line does not say is not compared.
 */
export async function findUnchanged(
  session: Session,
  orgId: string,
  block: PreparedBlock,
  known: ReadonlyMap<number, string>,
): Promise<ReadonlySet<number>> {
  const { client, copy } = session;
  const others = new Set(block.customers.flatMap(({ line }) => (known.has(line) ? [] : [line])));
  for (const table of STAGED) {
    await client.query(
      `CREATE TEMP TABLE IF NOT EXISTS import_${table} ON COMMIT DELETE ROWS AS SELECT * FROM ${table} WHERE false`,
    );
    await copy(`import_${table}`, copyTables[table], selectRows(block.tables[table] as CopyRows, others));
  }
  const lines = block.customers.flatMap(({ line, id }) => {
    const standing = known.get(line);
    return standing === undefined ? [] : [{ line, id, standing }];
  });
  const tags = block.tags.flatMap(({ line, customerId, name }) =>
    known.has(line) ? [{ id: customerId, key: foldTag(name) }] : [],
  );
  const { rows } = await client.query<{ line: number }>(SAME, [
    orgId,
    JSON.stringify(lines),
    JSON.stringify(tags),
  ]);
  return new Set(rows.map(({ line }) => line));
}

const SAME = `
  SELECT l.line FROM jsonb_to_recordset($2::jsonb) AS l(line int, id uuid, standing uuid)
  JOIN import_customers n ON n.id = l.id
  JOIN customers c ON c.org_id = $1 AND c.id = l.standing
  WHERE c.name = n.name
    AND (n.registration_number IS NULL OR n.registration_number = c.registration_number)
    AND (n.source = '' OR n.source = c.source) AND (n.region = '' OR n.region = c.region)
    AND (n.city = '' OR n.city = c.city) AND (n.industry = '' OR n.industry = c.industry)
    AND (n.category_id IS NULL OR n.category_id = c.category_id) AND (n.owner_id IS NULL OR n.owner_id = c.owner_id)
    AND NOT EXISTS (SELECT FROM import_contacts p WHERE p.customer_id = n.id AND NOT EXISTS (
      SELECT FROM contacts s WHERE s.org_id = $1 AND s.customer_id = c.id AND s.name = p.name
        AND (p.title = '' OR s.title = p.title) AND (p.email IS NULL OR s.email = p.email)
        AND (p.phone IS NULL OR EXISTS (SELECT FROM customer_keys k
          WHERE k.org_id = $1 AND k.kind = 'phone' AND k.value = p.phone AND k.customer_id = c.id))))
    AND NOT EXISTS (SELECT FROM import_contacts p JOIN import_contact_phones o ON o.contact_id = p.id
      WHERE p.customer_id = n.id AND NOT EXISTS (SELECT FROM customer_keys k
        WHERE k.org_id = $1 AND k.kind = 'phone' AND k.value = o.phone AND k.customer_id = c.id))
    AND NOT EXISTS (SELECT FROM import_custom_values v WHERE v.customer_id = n.id AND NOT EXISTS (
      SELECT FROM custom_values s WHERE s.org_id = $1 AND s.customer_id = c.id AND s.field_id = v.field_id AND s.value = v.value))
    AND NOT EXISTS (SELECT FROM jsonb_to_recordset($3::jsonb) AS t(id uuid, key text) WHERE t.id = n.id AND NOT EXISTS (
      SELECT FROM customer_tags s JOIN tags g ON g.org_id = s.org_id AND g.id = s.tag_id
      WHERE s.org_id = $1 AND s.customer_id = c.id AND g.name_key = t.key))`;
