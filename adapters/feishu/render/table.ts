import type { CardBlock } from '../../../src/chat/card.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';
import { limits } from '../limits.ts';
import { type Json, measurePiece, OMITTED, paragraph } from './elements.ts';

type Table = Extract<CardBlock, { kind: 'table' }>;

/** A table component. Rows beyond its share of the card give way to one with a mark. */
export function renderTable(table: Table): Json {
  const columns = table.columns.slice(0, limits.tableColumns);
  const rows: Json[] = [];
  let bytes = 0;
  for (const row of table.rows) {
    const cells = nameCells(columns.map((_, index) => cutText(row[index] ?? '', limits.tableCell)));
    bytes += measurePiece(cells).bytes;
    if (bytes > limits.tableBytes) {
      rows.push(nameCells([OMITTED]));
      break;
    }
    rows.push(cells);
  }
  return {
    tag: 'table',
    page_size: Math.min(Math.max(rows.length, 1), limits.tablePageSize),
    row_height: 'low',
    header_style: { bold: true, background_style: 'grey', text_align: 'left' },
    columns: columns.map((column, index) => ({
      name: columnName(index),
      display_name: cutText(column.title, limits.tableTitle),
      data_type: 'text',
      horizontal_align: column.align ?? 'left',
    })),
    rows,
  };
}

/** A table as lines of text, for cards that have too many tables already. */
export function renderTableLines(table: Table): Json {
  const lines = [table.columns.map((column) => column.title), ...table.rows].map((row) => row.join(' | '));
  return paragraph(lines.join('\n'), limits.text);
}

function nameCells(cells: readonly string[]): Json {
  return Object.fromEntries(cells.map((cell, index) => [columnName(index), cell]));
}

function columnName(index: number): string {
  return `c${index}`;
}
