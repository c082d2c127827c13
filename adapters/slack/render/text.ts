import type { Span, Text } from '../../../src/chat/card.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';

type Json = Readonly<Record<string, unknown>>;

/** A plain text object: nothing in it is mark-up, an emoji code or a mention. */
export function plain(text: string, limit: number): Json {
  return { type: 'plain_text', text: cutText(text === '' ? ' ' : text, limit), emoji: false };
}

/** The elements of a rich text section: literal text by construction, so that nobody's words turn into a mention. */
export function richElements(text: Text, limit: number): Json[] {
  const spans: readonly Span[] = typeof text === 'string' ? [{ text }] : text;
  const elements: Json[] = [];
  let left = limit;
  for (const span of spans) {
    if (left <= 0) break;
    const shown = cutText(span.text, left);
    left -= shown.length;
    if (shown !== '') elements.push(richElement(span, shown));
  }
  return elements;
}

/** A rich text block of one section. */
export function richText(elements: readonly Json[]): Json {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function richElement(span: Span, text: string): Json {
  const style = {
    ...(span.bold ? { bold: true } : {}),
    ...(span.strike ? { strike: true } : {}),
  };
  const styled = Object.keys(style).length > 0 ? { style } : {};
  return span.link === undefined
    ? { type: 'text', text, ...styled }
    : { type: 'link', url: span.link, text, ...styled };
}
