import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { CustomField, CustomSubject } from './field.ts';

type Reader = Pick<Tx, '$queryRaw'>;

/** The fields that an organization has for its customers, its deals, or both; in the order in which they were defined. */
export function listCustomFields(
  db: Reader,
  orgId: string,
  subject?: CustomSubject,
): Promise<readonly CustomField[]> {
  return db.$queryRaw<CustomField[]>`SELECT id, subject, key, label, kind, choices FROM custom_fields
    WHERE org_id = ${orgId}::uuid AND removed_at IS NULL
      AND (${subject ?? null}::text IS NULL OR subject = ${subject ?? null}::text)
    ORDER BY subject, created_at, id`;
}

/** What is filled in for one customer or deal, by field id. */
export async function loadCustomValues(
  db: Reader,
  orgId: string,
  subject: CustomSubject,
  id: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRaw<{ readonly fieldId: string; readonly value: string }[]>`
    SELECT field_id AS "fieldId", value FROM custom_values
    WHERE org_id = ${orgId}::uuid AND ${columnOf(subject)} = ${id}::uuid`;
  return new Map(rows.map(({ fieldId, value }) => [fieldId, value]));
}

/** The statements that fill in custom fields of one customer or deal; an empty text clears one. Not audited here. */
export function saveCustomValues(
  { orgId, ids }: ActingContext,
  subject: CustomSubject,
  id: string,
  values: ReadonlyMap<string, string>,
): readonly Sql[] {
  const column = columnOf(subject);
  return [...values].map(([fieldId, value]) =>
    value === ''
      ? Prisma.sql`DELETE FROM custom_values
          WHERE org_id = ${orgId}::uuid AND ${column} = ${id}::uuid AND field_id = ${fieldId}::uuid`
      : Prisma.sql`INSERT INTO custom_values (org_id, id, field_id, ${column}, value)
          VALUES (${orgId}::uuid, ${ids.uuid()}::uuid, ${fieldId}::uuid, ${id}::uuid, ${value})
          ON CONFLICT (org_id, ${column}, field_id) DO UPDATE SET value = EXCLUDED.value`,
  );
}

function columnOf(subject: CustomSubject): Sql {
  switch (subject) {
    case 'customer':
      return Prisma.sql`customer_id`;
    case 'deal':
      return Prisma.sql`deal_id`;
  }
}

/** The statement that defines a field; breaks `custom_fields_key_key` if its subject has one of this key. */
export function insertCustomField(context: ActingContext, field: CustomField): Sql {
  return Prisma.sql`INSERT INTO custom_fields (org_id, id, subject, key, label, kind, choices, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${field.id}::uuid, ${field.subject}, ${field.key}, ${field.label}, ${field.kind},
      ${[...field.choices]}::text[], ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`;
}

/** Its kind and subject stay: values of it may be there. */
export function updateCustomField({ orgId }: ActingContext, field: CustomField): Sql {
  return Prisma.sql`UPDATE custom_fields SET label = ${field.label}, choices = ${[...field.choices]}::text[]
    WHERE org_id = ${orgId}::uuid AND id = ${field.id}::uuid`;
}

/** Takes a field out of use; what was filled in is kept. */
export function removeCustomField({ orgId, clock }: ActingContext, id: string): Sql {
  return Prisma.sql`UPDATE custom_fields SET removed_at = ${new Date(clock.now())}::timestamptz
    WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND removed_at IS NULL`;
}
