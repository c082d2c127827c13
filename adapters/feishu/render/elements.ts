import { cutText } from '../../../src/kernel/text/clean.ts';

export type Json = Readonly<Record<string, unknown>>;

/** What stands where something had to be left out. */
export const OMITTED = '⋯';

/** A plain text object: nothing in it is mark-up or a mention. Feishu refuses empty ones. */
export function plain(text: string, limit: number): Json {
  return { tag: 'plain_text', content: cutText(text.trim() === '' ? '—' : text, limit) };
}

/** Literal text as a paragraph of its own. */
export function paragraph(text: string, limit: number): Json {
  return { tag: 'div', text: plain(text, limit) };
}

/** Literal text that is less important. */
export function smallPrint(text: string, limit: number): Json {
  return { tag: 'div', text: { ...plain(text, limit), text_size: 'notation', text_color: 'grey' } };
}

/** Mark-up of ours; people's words in it are escaped by whoever builds it. */
export function markdown(content: string): Json {
  return { tag: 'markdown', content };
}

/** Components side by side that go on in the next line where the screen is narrow. */
export function flow(elements: readonly Json[]): Json {
  return {
    tag: 'column_set',
    flex_mode: 'flow',
    horizontal_spacing: 'small',
    columns: elements.map((element) => ({ tag: 'column', width: 'auto', elements: [element] })),
  };
}

/** What a piece of a card takes of the platform's allowance. */
export interface Size {
  readonly bytes: number;
  /** Components and text objects: all that have a tag. */
  readonly elements: number;
}

/** Within a text every quotation mark is escaped, so that this stands at a component's own tag only. */
const TAG_KEY = '"tag":';

/** Measures a piece of a card in the one form that it is sent in. */
export function measurePiece(value: unknown): Size {
  const text = JSON.stringify(value);
  let elements = 0;
  for (let at = text.indexOf(TAG_KEY); at !== -1; at = text.indexOf(TAG_KEY, at + TAG_KEY.length))
    elements += 1;
  return { bytes: Buffer.byteLength(text), elements };
}
