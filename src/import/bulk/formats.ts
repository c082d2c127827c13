import { TextDecoder } from 'node:util';

export const formats = ['ndjson', 'csv'] as const;
export type Format = (typeof formats)[number];
export type Encoding = 'utf-8' | 'gb18030';

/** How a file is written. */
export interface Layout {
  readonly format: Format;
  readonly encoding: Encoding;
  /** Of a CSV file. */
  readonly delimiter: ',' | ';' | '\t';
  /** Bytes of a byte order mark at the beginning. */
  readonly mark: number;
}

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Tells from its beginning how a file is written; undefined for UTF-16, which nothing here reads. UTF-8 unless these bytes
 * are none and would be Chinese text as Excel saves it. `wanted`: what its name or the caller says of the format.
 */
export function detectLayout(sample: Buffer, wanted?: Format): Layout | undefined {
  if (UTF16.some((mark) => sample.subarray(0, 2).equals(mark))) return undefined;
  const mark = sample.subarray(0, 3).equals(MARK) ? 3 : 0;
  // The last line may be cut in the middle of a character.
  const end = sample.lastIndexOf(0x0a);
  const whole = end === -1 ? sample : sample.subarray(0, end);
  const encoding: Encoding = !decodes(whole, 'utf-8') && decodes(whole, 'gb18030') ? 'gb18030' : 'utf-8';
  const first = whole.subarray(mark).toString('latin1').trimStart().split('\n', 1)[0] ?? '';
  const format = wanted ?? (first.startsWith('{') ? 'ndjson' : 'csv');
  return { format, encoding, delimiter: findDelimiter(first), mark };
}

function decodes(bytes: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function findDelimiter(header: string): Layout['delimiter'] {
  const counts = DELIMITERS.map((each) => header.split(each).length);
  const most = Math.max(...counts);
  return DELIMITERS.find((_, index) => counts[index] === most) ?? ',';
}
