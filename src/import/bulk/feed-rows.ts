import type { Caller } from '../../people/context.ts';
import { restoreCell } from '../export/defuse.ts';
import { customerColumns, foldHeader, type OwnColumn, readHeader } from './fields.ts';
import type { OtherRow } from './prepare.ts';
import type { Finding } from './report.ts';

/** What became of a row that went the way of the API. */
export type Fed =
  | { readonly kind: 'created' | 'changed' | 'unchanged' }
  | { readonly kind: 'finding'; readonly finding: Finding };

/** Feeds rows that are not loaded in bulk, one by one, each in a transaction of its own under its external id. */
export interface Feeder {
  readonly feed: (row: OtherRow) => Promise<Fed>;
  /** The same for a customer that is there already and differs; `values` as the file has them. */
  readonly change: (row: OtherRow, own: readonly OwnColumn[]) => Promise<Fed>;
}

/** `cells`: values are a spreadsheet's; what begins like JSON is read as that. */
export function createFeeder(caller: Caller, cells: boolean): Feeder {
  const feed = async ({ line, type, values }: OtherRow): Promise<Fed> => {
    const { resources } = await import('../resources/registry.ts');
    const resource = resources.find((each) => each.type === type);
    if (resource === undefined) return refuse(line, 'type', 'type-unknown');
    const { listProperties } = await import('../resources/properties.ts');
    const { key, value } = takeApart(values, cells ? listProperties(resource) : undefined);
    if (key === '') return refuse(line, 'externalId', 'external-id-missing');
    const result = await resource.upsert(caller, key, value);
    if (result.kind === 'ok') return { kind: result.value.outcome };
    const { code } = result;
    const said =
      'message' in result
        ? { message: result.message, fields: result.errors }
        : { message: code, fields: [] };
    return { kind: 'finding', finding: { kind: 'rejected', line, code, ...said } };
  };
  return {
    feed,
    change: async (row, own) => {
      const fed = await feed({ ...row, values: nameCustomer(row.values, own) });
      // What differs is a contact or a tag, which come by rows of their own.
      return fed.kind === 'unchanged' ? refuse(row.line, 'externalId', 'external-id-differs') : fed;
    },
  };
}

function refuse(
  line: number,
  field: string,
  code: 'type-unknown' | 'external-id-missing' | 'external-id-differs',
): Fed {
  return { kind: 'finding', finding: { kind: 'refused', line, problems: [{ field, code }] } };
}

type Properties = Readonly<Record<string, string | undefined>>;

/** `properties`: of cells, what the row wants of each. */
function takeApart(values: Readonly<Record<string, unknown>>, properties: Properties | undefined) {
  const value: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  let key = '';
  for (const [name, given] of Object.entries(values)) {
    const folded = foldHeader(name);
    const read =
      properties !== undefined && typeof given === 'string' ? readCell(given, properties[name]) : given;
    if (folded === 'type' || folded === '数据类型') continue;
    if (folded === 'externalid' || name === customerColumns.externalId.label.zh)
      key = String(given ?? '').trim();
    else if (name.startsWith('custom.')) custom[name.slice('custom.'.length)] = read;
    else value[name] = read;
  }
  return { key, value: Object.keys(custom).length === 0 ? value : { ...value, custom } };
}

/** A cell as JSON has it: lists and objects, numbers and yes or no where the row wants them; else text. */
function readCell(cell: string, type: string | undefined): unknown {
  const text = restoreCell(cell);
  if (type === 'number' || type === 'integer') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (type === 'array' && !text.startsWith('[')) return text.split(/[,，、;；]/).map((each) => each.trim());
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const FED = [
  'name',
  'phone',
  'owner',
  'category',
  'source',
  'region',
  'city',
  'industry',
  'registration',
] as const;

/** A line's customer under the names of the API, without what the API takes by rows of their own. */
function nameCustomer(
  values: Readonly<Record<string, unknown>>,
  own: readonly OwnColumn[],
): Readonly<Record<string, unknown>> {
  const named: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [header, value] of Object.entries(values)) {
    const meaning = readHeader(header, own);
    if (meaning.kind === 'own') custom[meaning.field.key] = value;
    else if (meaning.kind !== 'column' || value === '' || value === null) continue;
    else if (meaning.column === 'externalId') named.externalId = value;
    else if (meaning.column === 'phone') named.phone = String(value).split(/[,，;；、\n]/)[0];
    else if (FED.some((each) => each === meaning.column)) named[meaning.column] = String(value);
  }
  if (typeof values.custom === 'object' && values.custom !== null) Object.assign(custom, values.custom);
  return Object.keys(custom).length === 0 ? named : { ...named, custom };
}
