import { foldTag } from '../../customers/tags/names.ts';
import { createCopyWriter, selectRows } from './copy-text.ts';
import type { Session } from './session.ts';

/** Puts tags on new customers by hand; those that the organization does not have yet are made. */
export async function ensureTags(
  { client, copy }: Session,
  {
    orgId,
    memberId,
    now,
    uuid,
  }: {
    readonly orgId: string;
    readonly memberId: string | null;
    readonly now: number;
    readonly uuid: () => string;
  },
  tags: readonly { readonly line: number; readonly customerId: string; readonly name: string }[],
): Promise<void> {
  const named = new Map(tags.map(({ name }) => [foldTag(name), name]));
  const wanted = [...named]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, name]) => ({ id: uuid(), key, name }));
  await client.query(
    `INSERT INTO tags (org_id, id, name, name_key, created_at, created_by)
     SELECT $1, t.id, t.name, t.key, $2, $3 FROM jsonb_to_recordset($4::jsonb) AS t(id uuid, key text, name text)
     ON CONFLICT (org_id, name_key) DO NOTHING`,
    [orgId, new Date(now), memberId, JSON.stringify(wanted)],
  );
  const { rows } = await client.query<{ id: string; key: string }>(
    'SELECT id, name_key AS key FROM tags WHERE org_id = $1 AND name_key = ANY($2::text[])',
    [orgId, wanted.map(({ key }) => key)],
  );
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  const writer = createCopyWriter();
  const at = new Date(now).toISOString();
  for (const { line, customerId, name } of tags)
    writer.add(line, [orgId, ids.get(foldTag(name)) ?? null, customerId, 'hand', at, memberId]);
  await copy(
    'customer_tags',
    'org_id, tag_id, customer_id, source, added_at, added_by',
    selectRows(writer.finish(), new Set()),
  );
}
