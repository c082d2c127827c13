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

/** How many components and text objects a piece of a card counts for. */
export function countElements(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 'tag' in value ? 1 : 0;
  for (const each of Object.values(value)) count += countElements(each);
  return count;
}

/** How many bytes a piece of a card takes on the wire. */
export function countBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
