import { TextDecoder } from 'node:util';
import { parse } from 'csv-parse/sync';
import type { Block } from './blocks.ts';
import type { Layout } from './formats.ts';
import type { ProblemCode } from './text.ts';

/** One record of a file: an object's members, or a row's cells under their headers. */
export type Read =
  | { readonly kind: 'record'; readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'broken'; readonly line: number; readonly code: ProblemCode };

/** Reads every record of a block; what cannot be read is said with its line and stops nothing. */
export function readRecords(block: Block, layout: Layout, headers: readonly string[]): readonly Read[] {
  const texts = decodeRecords(block, layout);
  const read = layout.format === 'ndjson' ? texts.map(readJson) : readRows(texts, layout, headers);
  const tooLong = block.tooLong.map((line): Read => ({ kind: 'broken', line, code: 'line-too-long' }));
  return tooLong.length === 0 ? read : [...read, ...tooLong].toSorted((a, b) => a.line - b.line);
}

/** The cells of a file's first line. */
export function readHeaders(text: string, { delimiter }: Layout): readonly string[] {
  return (parseRow(text, delimiter) ?? []).map((cell) => cell.trim());
}

interface RecordText {
  readonly line: number;
  /** Undefined: no text in this encoding. */
  readonly text: string | undefined;
}

function decodeRecords({ bytes, starts, ends, lines }: Block, { encoding }: Layout): readonly RecordText[] {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return lines.map((line, index) => {
    try {
      return { line, text: decoder.decode(bytes.subarray(starts[index], ends[index])) };
    } catch {
      return { line, text: undefined };
    }
  });
}

function readJson({ line, text }: RecordText): Read {
  if (text === undefined) return { kind: 'broken', line, code: 'encoding-broken' };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { kind: 'record', line, values: value as Record<string, unknown> };
  } catch {
    // Said below, like everything else that is no object.
  }
  return { kind: 'broken', line, code: 'json-broken' };
}

function readRows(
  texts: readonly RecordText[],
  { delimiter }: Layout,
  headers: readonly string[],
): readonly Read[] {
  const whole = texts.map(({ text }) => text ?? '').join('\n');
  const rows = texts.some(({ text }) => text === undefined || text.trim() === '')
    ? undefined
    : parseAll(whole, delimiter);
  const fits = rows?.length === texts.length;
  return texts.flatMap(({ line, text }, index): Read[] => {
    if (text === undefined) return [{ kind: 'broken', line, code: 'encoding-broken' }];
    if (text.trim() === '') return [];
    const cells = fits ? rows[index] : parseRow(text, delimiter);
    if (cells === undefined || cells.slice(headers.length).some((cell) => cell !== ''))
      return [{ kind: 'broken', line, code: 'csv-broken' }];
    // An empty row of a spreadsheet.
    if (cells.every((cell) => cell.trim() === '')) return [];
    return [{ kind: 'record', line, values: nameCells(headers, cells) }];
  });
}

function nameCells(headers: readonly string[], cells: readonly string[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const [index, header] of headers.entries()) {
    const cell = cells[index];
    if (cell !== undefined && cell !== '') values[header] = cell;
  }
  return values;
}

const LENIENT = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false } as const;

function parseAll(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  try {
    return parse(text, { ...LENIENT, delimiter });
  } catch {
    return undefined;
  }
}

/** One row by itself, so that what is broken in it harms no other. */
function parseRow(text: string, delimiter: string): readonly string[] | undefined {
  const rows = parseAll(text, delimiter);
  return rows?.length === 1 ? rows[0] : undefined;
}
