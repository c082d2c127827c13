import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Lang } from '../../chat/language.ts';
import { listCustomFields } from '../../customers/custom/store.ts';
import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { customerColumns, foldHeader, readHeader } from '../bulk/fields.ts';
import type { Format } from '../bulk/formats.ts';
import type { ResourceType } from '../resources/resource.ts';
import { defuseCell } from './defuse.ts';
import { type ExportRow, exportAudit, exportCustomers, exportResource } from './rows.ts';

export type ExportType = ResourceType | 'audit';

export interface ExportRequest {
  readonly type: ExportType;
  readonly format: Format;
  /** Of the headers. */
  readonly lang: Lang;
  /** Our ids stand as external ids where a row has none. */
  readonly keys: boolean;
  readonly out: Writable;
}

/** A column of a table: under which header it stands, and what of a row stands in it. */
interface Column {
  readonly header: string;
  readonly pick: (row: ExportRow) => unknown;
}

interface Source {
  readonly rows: AsyncGenerator<ExportRow>;
  readonly columns: readonly Column[];
}

const A_WRITE = 200;

/**
 * Writes all rows of a type, as fast as `out` takes them and never more than a page in memory; how many they were. Pay and
 * scores are of no type. Who exported what is in the audit log, written before the first row leaves.
 */
export async function exportRows(caller: Caller, request: ExportRequest): Promise<number> {
  const { type, format, out } = request;
  const source = await openSource(caller, request);
  await caller.db.run(
    auditEntry(caller, {
      action: 'data.exported',
      entity: 'export',
      entityId: null,
      after: { type, format },
    }),
  );
  if (format === 'csv') await write(out, `\uFEFF${formatCells(source.columns.map(({ header }) => header))}`);
  let count = 0;
  let text = '';
  for await (const row of source.rows) {
    count += 1;
    text += format === 'csv' ? formatRow(row, source.columns) : formatLine(row, type);
    if (count % A_WRITE === 0) {
      await write(out, text);
      text = '';
    }
  }
  await write(out, text);
  return count;
}

async function openSource(caller: Caller, { type, lang, keys }: ExportRequest): Promise<Source> {
  if (type === 'customers')
    return { rows: exportCustomers(caller), columns: await listCustomerColumns(caller, lang) };
  if (type === 'audit') {
    const names = [
      'at',
      'actor',
      'origin',
      'action',
      'entity',
      'entityId',
      'before',
      'after',
      'id',
      'actorId',
    ];
    return { rows: exportAudit(caller), columns: names.map(nameColumn) };
  }
  const { resources } = await import('../resources/registry.ts');
  const { listProperties } = await import('../resources/properties.ts');
  const resource = resources.find((each) => each.type === type);
  if (resource === undefined) throw new Error(`no resource ${type}`);
  const columns = Object.keys(listProperties(resource));
  const rows = exportResource(caller, resource, { columns, keys });
  return { rows, columns: ['externalId', ...columns].map(nameColumn) };
}

function nameColumn(name: string): Column {
  return { header: name, pick: (row) => row[name] };
}

async function listCustomerColumns({ db, orgId }: Caller, lang: Lang): Promise<readonly Column[]> {
  const own = await listCustomFields(db, orgId, 'customer');
  const standard = Object.entries(customerColumns).map(
    ([name, { label }]): Column => ({ header: label[lang], pick: (row) => row[name] }),
  );
  const ours = own.map((field): Column => {
    // A label that would be read as something else gives way to the code.
    const meaning = readHeader(field.label, own);
    const header = meaning.kind === 'own' && meaning.field.id === field.id ? field.label : field.key;
    return { header, pick: ({ custom }) => (custom as Readonly<Record<string, string>>)[field.key] };
  });
  const times = lang === 'zh' ? ['创建时间', '最近联系'] : ['Created at', 'Last contact at'];
  return [
    ...standard,
    ...ours.filter(({ header }) => foldHeader(header) !== ''),
    nameColumn('contacts'),
    { header: times[0] ?? '', pick: (row) => row.createdAt },
    { header: times[1] ?? '', pick: (row) => row.lastContactAt },
  ];
}

/** One JSON object; what is empty is left out. */
function formatLine(row: ExportRow, type: ExportType): string {
  const kept = Object.entries(row).filter(([, value]) => !isEmpty(value));
  return `${JSON.stringify({ type, ...Object.fromEntries(kept) }, writeBigints)}\n`;
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && !(value instanceof Date) && Object.keys(value).length === 0;
}

function formatRow(row: ExportRow, columns: readonly Column[]): string {
  return formatCells(columns.map(({ pick }) => toCell(pick(row))));
}

function formatCells(cells: readonly string[]): string {
  return stringify([cells.map(defuseCell)], { record_delimiter: 'windows' });
}

/** Words between commas, anything else that has parts as JSON. */
function toCell(value: unknown): string {
  if (isEmpty(value)) return '';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string' && !/[,，、;；]/.test(each)))
    return value.join(',');
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value, writeBigints) : String(value);
}

function writeBigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

async function write(out: Writable, text: string): Promise<void> {
  if (text !== '' && !out.write(text)) await once(out, 'drain');
}
