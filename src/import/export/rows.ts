import { listAudit } from '../../audit/store.ts';
import type { Caller } from '../../people/context.ts';
import { MOST_ROWS, type Resource } from '../resources/resource.ts';

export type ExportRow = Readonly<Record<string, unknown>>;

const A_PAGE = 500;

interface CustomerRow {
  readonly id: string;
  readonly externalId: string | null;
  readonly contacts: readonly ContactRow[];
  readonly tags: readonly string[];
  readonly custom: Readonly<Record<string, string>>;
  readonly [column: string]: unknown;
}

interface ContactRow {
  readonly name: string;
  readonly title: string;
  readonly email: string;
  readonly phones: readonly string[];
}

/**
 * All customers of the organization but those that were merged into others, as an import reads them, page by page: their first
 * contact in columns of its own, the others in a list. Tags that a rule put there are left to the rules.
 */
export async function* exportCustomers({ db, orgId, org }: Caller): AsyncGenerator<ExportRow> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.$queryRaw<CustomerRow[]>`
      SELECT c.id, x.external_id AS "externalId", c.name, m.email AS owner, g.code AS category, c.source, c.region, c.city,
        c.industry, COALESCE(c.registration_number, '') AS registration,
        (SELECT COALESCE(jsonb_agg(jsonb_build_object('name', p.name, 'title', p.title, 'email', COALESCE(p.email, ''),
            'phones', to_jsonb(array_remove(p.phone || ARRAY(SELECT o.phone FROM contact_phones o
              WHERE o.org_id = p.org_id AND o.contact_id = p.id ORDER BY o.position), NULL))) ORDER BY p.created_at, p.id), '[]')
          FROM contacts p WHERE p.org_id = c.org_id AND p.customer_id = c.id) AS contacts,
        ARRAY(SELECT t.name FROM customer_tags s JOIN tags t ON t.org_id = s.org_id AND t.id = s.tag_id
          WHERE s.org_id = c.org_id AND s.customer_id = c.id AND s.source = 'hand' ORDER BY t.name) AS tags,
        (SELECT COALESCE(jsonb_object_agg(f.key, v.value), '{}') FROM custom_values v
          JOIN custom_fields f ON f.org_id = v.org_id AND f.id = v.field_id AND f.removed_at IS NULL
          WHERE v.org_id = c.org_id AND v.customer_id = c.id) AS custom,
        (c.created_at AT TIME ZONE ${org.zone})::date::text AS "createdAt",
        (c.last_contact_at AT TIME ZONE ${org.zone})::date::text AS "lastContactAt"
      FROM customers c
      LEFT JOIN external_ids x ON x.org_id = c.org_id AND x.type = 'customers' AND x.entity_id = c.id
      LEFT JOIN members m ON m.org_id = c.org_id AND m.id = c.owner_id
      LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
      WHERE c.org_id = ${orgId}::uuid AND c.merged_into IS NULL AND c.id > ${after}::uuid
      ORDER BY c.id LIMIT ${A_PAGE}::int`;
    for (const { id, externalId, contacts, ...row } of rows) {
      const [first, ...others] = contacts;
      yield {
        externalId: externalId ?? '',
        ...row,
        ...(first === undefined
          ? {}
          : { contact: first.name, title: first.title, email: first.email, phone: first.phones.join(', ') }),
        contacts: others,
      };
      after = id;
    }
    if (rows.length < A_PAGE) return;
  }
}

/** What begins a reference to a row that was never fed. */
const OWN_ID = /^id:(?=[0-9a-f]{8}-)/;

/**
 * The rows of a resource of the API, without what it only gives out. `keys`: rows that were never fed get our ids as their
 * external ids, and references to them the same, so that another organization can read all of it.
 */
export async function* exportResource(
  caller: Caller,
  resource: Resource,
  { columns, keys }: { readonly columns: readonly string[]; readonly keys: boolean },
): AsyncGenerator<ExportRow> {
  let cursor: string | undefined;
  for (;;) {
    const page = await resource.page(caller, { cursor, limit: MOST_ROWS });
    if (page.kind !== 'ok') throw new Error(page.message);
    for (const row of page.value.items) {
      const known = columns.map((column) => [column, keys ? takeKeys(row[column]) : row[column]] as const);
      yield { externalId: row.externalId ?? (keys ? row.id : ''), ...Object.fromEntries(known) };
    }
    if (page.value.next === null) return;
    cursor = page.value.next;
  }
}

function takeKeys(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(OWN_ID, '');
  if (Array.isArray(value)) return value.map(takeKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, takeKeys(each)]));
}

/** The audit log, newest first; what is about pay says that it happened and not what. */
export async function* exportAudit({ db, org }: Caller): AsyncGenerator<ExportRow> {
  let before: string | undefined;
  for (;;) {
    const rows = await listAudit(db, org, { before }, A_PAGE);
    for (const { actorId, at, ...row } of rows) yield { ...row, at: at.toISOString(), actorId };
    if (rows.length < A_PAGE) return;
    before = rows.at(-1)?.id;
  }
}
