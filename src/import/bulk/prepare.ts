import type { KeyKind } from '../../customers/store.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import { createIds, type Ids } from '../../kernel/ids.ts';
import type { Block, Place } from './blocks.ts';
import { type CopyRows, type CopyWriter, createCopyWriter, createSortedWriter } from './copy-text.ts';
import type { Directory } from './directory.ts';
import { createTypeReader, type TypeReader } from './fields.ts';
import type { Layout } from './formats.ts';
import {
  type CustomerReader,
  createCustomerReader,
  type LineCustomer,
  type Problem,
} from './read-customer.ts';
import { readRecords } from './records.ts';

/** What holds for a whole file; a copy goes to each thread. */
export interface Setup {
  readonly orgId: string;
  readonly importId: string;
  readonly memberId: string | null;
  readonly layout: Layout;
  /** Of a CSV file. */
  readonly headers: readonly string[];
  /** Of lines that do not say it. */
  readonly type: string;
  readonly directory: Directory;
  readonly today: LocalDate;
}

/** A key that several lines of one block have. */
export interface DoubledKey {
  readonly kind: KeyKind | 'external';
  readonly lines: readonly number[];
}

/** A row of another type, which goes its own way. */
export interface OtherRow {
  readonly line: number;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface LineProblems {
  readonly line: number;
  readonly problems: readonly Problem[];
}

/** The tables that an import fills by COPY, with their columns in order. */
export const copyTables = {
  customers:
    'org_id, id, name, name_key, bigrams, pinyin, initials, registration_number, source, region, city, industry, category_id, owner_id, owned_since, created_at',
  contacts: 'org_id, id, customer_id, name, title, phone, email, created_at',
  contact_phones: 'org_id, contact_id, position, phone',
  ownership_changes: 'org_id, id, customer_id, to_id, reason, changed_at, changed_by',
  import_lines: 'org_id, customer_id, import_id, line',
  external_ids: 'org_id, type, external_id, entity_id, created_at',
  custom_values: 'org_id, id, field_id, customer_id, value',
  customer_keys: 'org_id, kind, value, customer_id',
} as const;

export type CopyTable = keyof typeof copyTables;
const tableNames = Object.keys(copyTables) as readonly CopyTable[];

/** A block, ready for the database. */
export interface PreparedBlock {
  readonly next: Place;
  readonly records: number;
  readonly problems: readonly LineProblems[];
  readonly tables: Readonly<Record<CopyTable, CopyRows>>;
  /** What is looked up before: line, kind, value. */
  readonly lookups: CopyRows;
  readonly doubled: readonly DoubledKey[];
  /** Customers with their lines and owners, in the order of the file. */
  readonly customers: readonly {
    readonly line: number;
    readonly id: string;
    readonly ownerId: string | null;
  }[];
  readonly tags: readonly { readonly line: number; readonly customerId: string; readonly name: string }[];
  readonly others: readonly OtherRow[];
  readonly ignored: readonly string[];
  /** A line of it has a key of the block that was prepared before it. */
  readonly sharesKeys: boolean;
}

export interface Preparer {
  /** `now`: epoch ms of the customers' creation. */
  readonly prepare: (block: Block, now: number) => Promise<PreparedBlock>;
}

/**
 * Makes everything of a file that needs no database: reading, checking, spelling out, writing rows for COPY. One block is done
 * before the next is begun: two at once would only take more memory.
 */
export function createPreparer(setup: Setup): Preparer {
  const { directory, today, layout } = setup;
  const reader = createCustomerReader({ directory, today, cells: layout.format === 'csv' });
  const readType = createTypeReader();
  let last: Promise<unknown> = Promise.resolve();
  let before: Keys = new Map();
  return {
    prepare: (block, now) => {
      const prepared = last.then(async () => {
        const keys: Keys = new Map();
        const made = await prepareBlock({ setup, keys }, { reader, readType }, block, now);
        const sharesKeys = [...keys.keys()].some((key) => before.has(key));
        before = keys;
        return { ...made, sharesKeys };
      });
      last = prepared.catch(() => {});
      return prepared;
    },
  };
}

/** The keys of a block, with the lines that have each. */
type Keys = Map<string, { readonly kind: DoubledKey['kind']; readonly lines: number[] }>;

interface Making {
  readonly setup: Setup;
  readonly ids: Ids;
  readonly at: string;
  readonly writers: Readonly<Record<CopyTable, CopyWriter>>;
  readonly lookups: CopyWriter;
  readonly keys: Keys;
}

async function prepareBlock(
  { setup, keys }: Pick<Making, 'setup' | 'keys'>,
  { reader, readType }: { readonly reader: CustomerReader; readonly readType: TypeReader },
  block: Block,
  now: number,
): Promise<Omit<PreparedBlock, 'sharesKeys'>> {
  const writers = Object.fromEntries(
    tableNames.map((name) => [
      name,
      name === 'customer_keys' || name === 'external_ids' ? createSortedWriter() : createCopyWriter(),
    ]),
  ) as Making['writers'];
  const making: Making = {
    setup,
    ids: createIds({ now: () => now }),
    at: new Date(now).toISOString(),
    writers,
    lookups: createSortedWriter(),
    keys,
  };
  const problems: LineProblems[] = [];
  const customers: { line: number; id: string; ownerId: string | null }[] = [];
  const tags: { line: number; customerId: string; name: string }[] = [];
  const others: OtherRow[] = [];
  const records = readRecords(block, setup.layout, setup.headers);
  for (const record of records) {
    const { line } = record;
    if (record.kind === 'broken') {
      problems.push({ line, problems: [{ field: '', code: record.code }] });
      continue;
    }
    const type = readType(record.values) || setup.type;
    if (type !== 'customers') {
      others.push({ line, type, values: record.values });
      continue;
    }
    const reading = await reader.read(record.values);
    if (reading.kind === 'refused') {
      problems.push({ line, problems: reading.problems });
      continue;
    }
    const id = writeCustomer(making, line, reading.customer);
    customers.push({ line, id, ownerId: reading.customer.ownerId });
    for (const name of reading.customer.tags) tags.push({ line, customerId: id, name });
  }
  const tables = Object.fromEntries(
    tableNames.map((name) => [name, writers[name].finish()]),
  ) as PreparedBlock['tables'];
  return {
    next: block.next,
    records: records.length,
    problems,
    tables,
    lookups: making.lookups.finish(),
    doubled: [...keys.values()].filter(({ lines }) => lines.length > 1),
    customers,
    tags,
    others,
    ignored: reader.ignored(),
  };
}

/** The rows of one customer; its id. */
function writeCustomer(making: Making, line: number, customer: LineCustomer): string {
  const { ids, at, writers } = making;
  const { orgId, importId, memberId } = making.setup;
  const id = ids.uuid();
  const { name, nameKey, grams, pinyin, initials, registration, ownerId, categoryId, externalId } = customer;
  const { source, region, city, industry } = customer;
  const owned = ownerId === null ? null : at;
  writers.customers.add(line, [
    ...[orgId, id, name, nameKey, grams, pinyin, initials, registration],
    ...[source, region, city, industry, categoryId, ownerId, owned, at],
  ]);
  writers.ownership_changes.add(line, [orgId, ids.uuid(), id, ownerId, 'created', at, memberId]);
  writers.import_lines.add(line, [orgId, id, importId, line]);
  writeKey(making, line, id, 'name', nameKey);
  if (registration !== null) writeKey(making, line, id, 'registration', registration);
  if (externalId !== null) {
    writers.external_ids.add(line, [orgId, 'customers', externalId, id, at]);
    noteKey(making, line, 'external', externalId);
  }
  for (const { name: called, title, phones, email } of customer.contacts) {
    const contactId = ids.uuid();
    writers.contacts.add(line, [orgId, contactId, id, called, title, phones[0] ?? null, email || null, at]);
    for (const [index, phone] of phones.entries()) {
      if (index > 0) writers.contact_phones.add(line, [orgId, contactId, index + 1, phone]);
      writeKey(making, line, id, 'phone', phone);
    }
  }
  for (const { fieldId, value } of customer.own)
    writers.custom_values.add(line, [orgId, ids.uuid(), fieldId, id, value]);
  return id;
}

function writeKey(making: Making, line: number, id: string, kind: KeyKind, value: string): void {
  making.writers.customer_keys.add(line, [making.setup.orgId, kind, value, id]);
  noteKey(making, line, kind, value);
}

function noteKey(making: Making, line: number, kind: DoubledKey['kind'], value: string): void {
  making.lookups.add(line, [kind, value, line]);
  const key = `${kind} ${value}`;
  const known = making.keys.get(key);
  if (known === undefined) making.keys.set(key, { kind, lines: [line] });
  else if (known.lines.at(-1) !== line) known.lines.push(line);
}
