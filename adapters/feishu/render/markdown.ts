import type { Span, Text } from '../../../src/chat/card.ts';
import { cutText } from '../../../src/kernel/text/clean.ts';

/** Characters that mean something in Feishu's Markdown, wherever they stand. A colon calls an emoji, `<` opens a tag. */
const MARKUP = /[&<>*~[\]()#:_`\\|$!"']/g;
/** Characters that mean something at the start of a line: lists, underlined headings, numbered items. */
const LINE_START = /^([ \t]*)([-+=]|\d{1,9}[.)])/gm;
/** Four spaces at the start of a line begin a block of code. */
const INDENT = /^[ \t]{2,}/gm;

/** People's words as literal text inside Markdown. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(MARKUP, (character) => `&#${character.charCodeAt(0)};`)
    .replace(INDENT, ' ')
    .replace(LINE_START, (_line, space: string, mark: string) => space + escapeLineStart(mark));
}

/** A text with marks as Markdown; all its words are literal and cut to `limit` UTF-16 units together. */
export function renderMarkdown(text: Text, limit: number): string {
  if (typeof text === 'string') return escapeMarkdown(cutText(text, limit));
  let left = limit;
  let result = '';
  for (const span of text) {
    if (left <= 0) break;
    const shown = cutText(span.text, left);
    left -= shown.length;
    result += renderSpan(span, shown);
  }
  return result;
}

/** Words in bold, as a label. */
export function renderBold(text: string): string {
  const label = text.replace(/\s+/g, ' ').trim();
  return label === '' ? '' : `**${escapeMarkdown(label)}**`;
}

function escapeLineStart(mark: string): string {
  const last = mark.length - 1;
  return `${mark.slice(0, last)}&#${mark.charCodeAt(last)};`;
}

function renderSpan(span: Span, shown: string): string {
  if (span.link !== undefined && /^https?:\/\//.test(span.link)) {
    const label = shown.replace(/\s+/g, ' ').trim();
    return label === '' ? '' : `[${escapeMarkdown(label)}](${escapeAddress(span.link)})`;
  }
  const marks = `${span.bold ? '**' : ''}${span.strike ? '~~' : ''}`;
  return marks === '' ? escapeMarkdown(shown) : wrap(shown, marks);
}

/** Marks take effect only right at the words, so spaces around these stay outside; an end that is no letter gets one. */
function wrap(text: string, marks: string): string {
  const words = text.replace(/\s+/g, ' ');
  const inner = words.trim();
  if (inner === '') return words;
  const close = [...marks].reverse().join('');
  const before = words.startsWith(' ') || !/^[\p{L}\p{N}]/u.test(inner) ? ' ' : '';
  const after = words.endsWith(' ') || !/[\p{L}\p{N}]$/u.test(inner) ? ' ' : '';
  return `${before}${marks}${escapeMarkdown(inner)}${close}${after}`;
}

/** An address without the characters that would end it early. */
function escapeAddress(url: string): string {
  return url.replace(/[\s()<>[\]\\"'`]/g, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}
