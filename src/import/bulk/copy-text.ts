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
  readonly finish: () => CopyRows;
}

const FIRST_BYTES = 65_536;
/** What UTF-8 needs for a UTF-16 unit at most. */
const MOST_BYTES = 3;

/** Keeps rows in the order in which they come. */
export function createCopyWriter(): CopyWriter {
  const { put, finish } = openPiece();
  return { add: (line, cells) => put(line, writeRow(cells)), finish };
}

/** Keeps rows in the order of their own text, so that two writers take the same keys in the same order. */
export function createSortedWriter(): CopyWriter {
  const rows: { readonly line: number; readonly text: string }[] = [];
  return {
    add: (line, cells) => {
      rows.push({ line, text: writeRow(cells) });
    },
    finish: () => {
      rows.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
      const { put, finish } = openPiece();
      for (const { line, text } of rows) put(line, text);
      return finish();
    },
  };
}

/** Writes one row behind the other into memory of its own, which goes over to another thread as it is. */
function openPiece() {
  let buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  let end = 0;
  const ends: number[] = [];
  const lines: number[] = [];
  return {
    put: (line: number, text: string): void => {
      const most = end + text.length * MOST_BYTES;
      if (most > buffer.length) {
        const larger = Buffer.allocUnsafeSlow(most + buffer.length);
        buffer.copy(larger, 0, 0, end);
        buffer = larger;
      }
      end += buffer.write(text, end);
      ends.push(end);
      lines.push(line);
    },
    finish: (): CopyRows => ({
      bytes: new Uint8Array(buffer.subarray(0, end)),
      ends: Uint32Array.from(ends),
      lines: Uint32Array.from(lines),
    }),
  };
}

/** The rows of all lines but these, as one piece; undefined if none is left. */
export function selectRows(
  { bytes, ends, lines }: CopyRows,
  refused: ReadonlySet<number>,
): Buffer | undefined {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (refused.size === 0) return lines.length === 0 ? undefined : whole;
  const parts: Buffer[] = [];
  let from = 0;
  for (const [index, line] of lines.entries()) {
    if (!refused.has(line)) continue;
    const start = ends[index - 1] ?? 0;
    if (start > from) parts.push(whole.subarray(from, start));
    from = ends[index] ?? start;
  }
  if (from < whole.length) parts.push(whole.subarray(from));
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

function writeRow(cells: readonly Cell[]): string {
  return `${cells.map(writeCell).join('\t')}\n`;
}

function writeCell(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return escapeText(cell);
  const plain = !QUOTED.test(cell.join(''));
  const parts = plain ? cell : cell.map((each) => each.replace(/["\\]/g, '\\$&'));
  return escapeText(parts.length === 0 ? '{}' : `{"${parts.join('","')}"}`);
}

const QUOTED = /["\\]/;
const SPECIAL = /[\\\t\n\r]/;

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
