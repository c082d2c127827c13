/** Rows for COPY, each belonging to a line of the file, so that those of refused lines can be left out. */
export interface CopyRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each row ends in `bytes`, and its line. */
  readonly ends: Uint32Array<ArrayBuffer>;
  readonly lines: Uint32Array<ArrayBuffer>;
}

export type Cell = string | number | null | readonly string[];

/** Collects rows of one table in COPY's text format. */
export interface CopyWriter {
  readonly add: (line: number, cells: readonly Cell[]) => void;
  /** `sorted`: by the rows' own text, so that two writers take the same keys in the same order. */
  readonly finish: (sorted?: boolean) => CopyRows;
}

export function createCopyWriter(): CopyWriter {
  const rows: { readonly line: number; readonly text: string }[] = [];
  return {
    add: (line, cells) => {
      rows.push({ line, text: `${cells.map(writeCell).join('\t')}\n` });
    },
    finish: (sorted = false) => {
      if (sorted) rows.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
      // Memory of its own, which goes over to another thread as it is.
      const bytes = new TextEncoder().encode(rows.map(({ text }) => text).join(''));
      let end = 0;
      const ends = Uint32Array.from(rows, ({ text }) => {
        end += Buffer.byteLength(text);
        return end;
      });
      return { bytes, ends, lines: Uint32Array.from(rows, ({ line }) => line) };
    },
  };
}

/** The rows of all lines but these, as one piece; undefined if none is left. */
export function selectRows(rows: CopyRows, refused: ReadonlySet<number>): Buffer | undefined {
  const whole = Buffer.from(rows.bytes.buffer, rows.bytes.byteOffset, rows.bytes.length);
  if (rows.lines.length === 0) return undefined;
  if (refused.size === 0) return whole;
  const parts: Buffer[] = [];
  for (const [index, line] of rows.lines.entries())
    if (!refused.has(line)) parts.push(whole.subarray(rows.ends[index - 1] ?? 0, rows.ends[index]));
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

function writeCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return escapeText(cell);
  return escapeText(`{${cell.map((each) => `"${each.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

const SPECIAL = /[\\\t\n\r]/;

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
