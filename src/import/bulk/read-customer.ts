import { readContact } from '../../customers/contacts/rules.ts';
import { readFact, readName, readRegistration } from '../../customers/facts/words.ts';
import { createNameReader, type NameReader, type SearchColumns } from '../../customers/names.ts';
import { readTags } from '../../customers/tags/names.ts';
import type { LocalDate } from '../../kernel/calendar.ts';
import { parseDate } from '../../kernel/dates.ts';
import { parseNumber } from '../../kernel/numbers.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { restoreCell } from '../export/defuse.ts';
import { type Directory, foldReference, type Reference, readCategory, readOwner } from './directory.ts';
import { type CustomerColumn, type Meaning, type OwnColumn, readHeader, remember } from './fields.ts';
import type { ProblemCode } from './text.ts';

/** A contact of a line. */
export interface LineContact {
  readonly name: string;
  readonly title: string;
  /** E.164, the most important first. */
  readonly phones: readonly string[];
  readonly email: string;
}

/** A customer as a line tells it, read and checked. */
export interface LineCustomer extends SearchColumns {
  readonly externalId: string | null;
  readonly name: string;
  readonly registration: string | null;
  readonly source: string;
  readonly region: string;
  readonly city: string;
  readonly industry: string;
  readonly categoryId: string | null;
  readonly ownerId: string | null;
  readonly contacts: readonly LineContact[];
  readonly tags: readonly string[];
  readonly own: readonly { readonly fieldId: string; readonly value: string }[];
}

export interface Problem {
  /** The column, as the product calls it; empty: the line. */
  readonly field: string;
  readonly code: ProblemCode;
}

export type CustomerReading =
  | { readonly kind: 'customer'; readonly customer: LineCustomer }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export interface CustomerReader {
  readonly read: (values: Readonly<Record<string, unknown>>) => Promise<CustomerReading>;
  /** Headers that meant nothing, as far as was read. */
  readonly ignored: () => readonly string[];
}

export interface ReaderSense {
  readonly directory: Directory;
  readonly today: LocalDate;
  /** Cells may have been defused by an export. */
  readonly cells: boolean;
}

type Cells = Partial<Record<CustomerColumn, string>>;

const LONGEST_KEY = 200;
const MOST_CONTACTS = 50;
const MOST_IGNORED = 50;

/** Makes the reader of a file's customers. What headers mean is found out once. */
export function createCustomerReader(sense: ReaderSense): CustomerReader {
  const { directory } = sense;
  const ignored = new Set<string>();
  const meaningOf = remember((header): Meaning => {
    if (header === 'custom' || header === 'contacts') return { kind: 'informative' };
    const meaning = readHeader(header, directory.own);
    if (meaning.kind === 'unknown' && ignored.size < MOST_IGNORED) ignored.add(header);
    return meaning;
  });
  const reading: Reading = {
    ...sense,
    readColumns: createNameReader(),
    readOwner: remember((typed) => readOwner(typed, directory)),
    readCategory: remember((typed) => readCategory(typed, directory)),
  };
  return {
    ignored: () => [...ignored],
    read: (values) => {
      const cells: Cells = {};
      const own = new Map<OwnColumn, string>();
      for (const [header, value] of Object.entries(values)) {
        const meaning = meaningOf(header);
        if (meaning.kind === 'column') cells[meaning.column] ??= toText(value, sense.cells);
        else if (meaning.kind === 'own') own.set(meaning.field, toText(value, sense.cells));
      }
      for (const [key, value] of Object.entries(isObject(values.custom) ? values.custom : {})) {
        const meaning = readHeader(key, sense.directory.own);
        if (meaning.kind === 'own') own.set(meaning.field, toText(value, false));
        else if (ignored.size < MOST_IGNORED) ignored.add(`custom.${key}`);
      }
      return readCells(cells, own, values.contacts, reading);
    },
  };
}

interface Reading extends ReaderSense {
  readonly readColumns: NameReader;
  readonly readOwner: (typed: string) => Reference;
  readonly readCategory: (typed: string) => Reference;
}

async function readCells(
  cells: Cells,
  own: ReadonlyMap<OwnColumn, string>,
  more: unknown,
  reading: Reading,
): Promise<CustomerReading> {
  const problems: Problem[] = [];
  const fail = (field: string, code: ProblemCode): void => {
    problems.push({ field, code });
  };
  const name = readName(cells.name ?? '');
  const columns = await reading.readColumns(name);
  if (columns.nameKey === '') fail('name', name === '' ? 'name-missing' : 'name-unreadable');
  const externalId = readExternalId(cells.externalId ?? '', fail);
  const contacts = readContacts(name, cells, more, fail);
  const tags = readTags(cells.tags ?? '');
  if (tags === undefined) fail('tags', 'tags-unreadable');
  const category = reading.readCategory(cells.category ?? '');
  if (category.problem !== undefined) fail('category', category.problem);
  const owner = reading.readOwner(cells.owner ?? '');
  if (owner.problem !== undefined) fail('owner', owner.problem);
  const facts = {
    ...columns,
    externalId,
    name,
    registration: readRegistration(cells.registration),
    source: readFact(cells.source),
    region: readFact(cells.region),
    city: readFact(cells.city),
    industry: readFact(cells.industry),
    categoryId: category.id,
    ownerId: owner.id,
    contacts,
    tags: tags ?? [],
    own: readOwn(own, reading.today, fail),
  };
  return problems.length === 0 ? { kind: 'customer', customer: facts } : { kind: 'refused', problems };
}

type Fail = (field: string, code: ProblemCode) => void;

function readExternalId(typed: string, fail: Fail): string | null {
  const key = typed.trim();
  if (key === '') return null;
  if (key.length > LONGEST_KEY || cleanText(key) !== key || key.startsWith('id:'))
    fail('externalId', 'external-id-unreadable');
  return key;
}

/** The contact of the line's own columns, then those of its list; each phone once. */
function readContacts(name: string, cells: Cells, more: unknown, fail: Fail): readonly LineContact[] {
  const { contact = '', title = '', email = '', phone = '' } = cells;
  const told = [contact, title, email, phone].some((cell) => cell.trim() !== '');
  const raw: Readonly<Record<string, string>>[] = told
    ? [{ name: contact.trim() || name, title, email, phone }]
    : [];
  const list = typeof more === 'string' ? parseList(more) : more;
  if (Array.isArray(list)) {
    for (const each of list.slice(0, MOST_CONTACTS)) {
      if (!isObject(each)) continue;
      const text = (value: unknown) => toText(value, false);
      raw.push({
        name: text(each.name).trim() || name,
        title: text(each.title),
        email: text(each.email),
        phone: text(each.phones ?? each.phone),
      });
    }
  }
  const seen = new Set<string>();
  return raw.flatMap((values): LineContact[] => {
    const reading = readContact(values);
    if (reading.kind === 'unreadable') {
      if (reading.fields.includes('phone')) fail('phone', 'phone-unreadable');
      if (reading.fields.includes('email')) fail('email', 'email-unreadable');
      if (reading.fields.includes('name') && name !== '') fail('contact', 'name-unreadable');
      return [];
    }
    const { patch } = reading;
    const phones = (patch.phones ?? []).filter((each) => !seen.has(each));
    for (const each of phones) seen.add(each);
    return [{ name: patch.name ?? name, title: patch.title ?? '', email: patch.email ?? '', phones }];
  });
}

/** A list in a cell. */
function parseList(cell: string): unknown {
  try {
    return JSON.parse(cell) as unknown;
  } catch {
    return undefined;
  }
}

function readOwn(own: ReadonlyMap<OwnColumn, string>, today: LocalDate, fail: Fail): LineCustomer['own'] {
  return [...own].flatMap(([field, typed]) => {
    const text = cleanText(typed, 2_000);
    if (text === '') return [];
    const value = readOwnValue(field, text, today);
    if (value === undefined) fail(field.key, 'custom-unreadable');
    return value === undefined ? [] : [{ fieldId: field.id, value }];
  });
}

function readOwnValue({ kind, choices }: OwnColumn, text: string, today: LocalDate): string | undefined {
  switch (kind) {
    case 'text':
      return text;
    case 'number': {
      const number = parseNumber(text);
      return number.kind === 'ok' ? number.value : undefined;
    }
    case 'date': {
      const date = parseDate(text, today);
      return date.kind === 'ok' ? date.value : undefined;
    }
    case 'choice':
      return choices.find((choice) => foldReference(choice) === foldReference(text));
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A cell as text. What an export put before a cell that a spreadsheet would compute goes again. */
function toText(value: unknown, cell: boolean): string {
  if (typeof value === 'string') return cell ? restoreCell(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((each) => toText(each, cell)).join(',');
  return '';
}
