import { readValues } from '../../chat/read.ts';
import {
  type CustomField,
  type CustomSubject,
  nameCustomField,
  toFieldSpec,
} from '../../customers/custom/field.ts';
import { listCustomFields } from '../../customers/custom/store.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import type { Caller } from '../../people/context.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { rejectFields } from './reject.ts';
import type { FieldError } from './resource.ts';
import { resourceText as t } from './text.ts';

type Sent = Readonly<Record<string, string | number | null>>;

export interface OwnValues {
  /** All fields that the organization defined for such rows. */
  readonly fields: readonly CustomField[];
  /** What was sent, by field id; an empty text clears. */
  readonly values: ReadonlyMap<string, string>;
}

/** Reads what was sent for the organization's own fields, as chat reads them. */
export async function readOwnValues(
  caller: Caller,
  subject: CustomSubject,
  sent: Sent | undefined,
): Promise<OwnValues> {
  const fields = await listCustomFields(caller.db, caller.orgId, subject);
  const { today, org, actor } = caller;
  const sense = { today, currency: org.currency, fiscalStartMonth: org.fiscalStartMonth };
  const values = new Map<string, string>();
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(sent ?? {})) {
    const field = fields.find((each) => each.key === key);
    if (field === undefined) {
      errors.push({ field: `custom.${key}`, message: t.unknownCustomField[actor.lang] });
      continue;
    }
    const name = nameCustomField(field.id);
    const typed = cleanText(value === null ? '' : String(value));
    const spec = { name: '', aliases: [], fields: [toFieldSpec(field)] } as unknown as Parameters<
      typeof readValues
    >[0];
    const reading = readValues(spec, { [name]: typed }, sense);
    if (reading.errors[name] !== undefined)
      errors.push({ field: `custom.${key}`, message: t.customUnreadable[actor.lang] });
    values.set(field.id, reading.values[name] ?? '');
  }
  if (errors.length > 0) throw rejectFields(caller, errors);
  return { fields, values };
}

/** The expression that gives out what is filled in, by code. */
export function selectOwnValues(subject: CustomSubject): Sql {
  const column = Prisma.raw(subject === 'customer' ? 'customer_id' : 'deal_id');
  return Prisma.sql`(SELECT COALESCE(jsonb_object_agg(f.key, v.value), '{}') FROM custom_values v
    JOIN custom_fields f ON f.org_id = v.org_id AND f.id = v.field_id AND f.removed_at IS NULL
    WHERE v.org_id = r.org_id AND v.${column} = r.id)`;
}
