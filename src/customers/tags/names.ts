import { cleanText } from '../../kernel/text/clean.ts';

const TAG_LENGTH = 30;
const MOST_TAGS = 20;
const QUOTED_OR_WORD = /["“”](.+?)["“”]|[「『](.+?)[」』]|([^\s"“”「『]+)/g;

/** A tag as it is compared: `#VIP` and ` vip ` are one. */
export function foldTag(name: string): string {
  return name.normalize('NFKC').trim().replace(/^#+/, '').replace(/\s+/g, ' ').toLowerCase();
}

/** A tag's name as it is kept and shown. */
export function readTag(typed: string): string {
  return cleanText(typed.normalize('NFKC')).replace(/^#+/, '').replace(/\s+/g, ' ').trim();
}

/**
 * The tags of a typed line, each once: between commas if there are any, else the words and quoted phrases. Undefined if
 * there are too many or one is too long.
 */
export function readTags(typed: string): readonly string[] | undefined {
  const parts = /[,，、;；]/.test(typed)
    ? typed.split(/[,，、;；]/)
    : [...typed.matchAll(QUOTED_OR_WORD)].map(([, double, angled, word]) => double ?? angled ?? word ?? '');
  const named = new Map<string, string>();
  for (const part of parts) {
    const name = readTag(part.replace(/^\s*["“”「『](.*)["“”」』]\s*$/, '$1'));
    if (name !== '' && !named.has(foldTag(name))) named.set(foldTag(name), name);
  }
  const names = [...named.values()];
  return names.length > MOST_TAGS || names.some((name) => name.length > TAG_LENGTH) ? undefined : names;
}
