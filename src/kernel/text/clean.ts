const CUT_MARK = '…';

/** How far before the limit the last whole character may begin; a longer one (a heap of accents) is cut inside. */
const LONGEST_CLUSTER = 64;

/**
 * Invisible characters that hide or turn text: controls but tab and line feed, soft hyphen, marks and overrides of
 * direction, zero-width spaces, interlinear notes, tags. ZWJ and ZWNJ are looked at one by one.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is what this is for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** A joiner is part of a picture (👩‍💻) or of Arabic and Indic writing; elsewhere it only hides. */
const STRAY_JOINER =
  /(?<!\p{Variation_Selector}|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Sinhala}])[\u200C\u200D]|[\u200C\u200D](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

/** What nearly all lines are made of: printable ASCII, Chinese signs and their punctuation. Nothing in it hides. */
const HARMLESS = /^[ -~\u3000-\u303F\u4E00-\u9FFF\uFF01-\uFF5E]*$/;

/**
 * Makes text from people safe to keep and show: without invisible characters and half surrogates (PostgreSQL refuses
 * both NUL and those), with line feeds as the only line ends, trimmed, and at most `max` UTF-16 units long. What is cut
 * ends in `…`, and no surrogate pair, accent or joined emoji is split.
 */
export function cleanText(text: string, max = Number.POSITIVE_INFINITY): string {
  if (HARMLESS.test(text)) return cutText(text.trim(), max);
  const clean = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(STRAY_JOINER, '')
    .trim();
  return cutText(clean, max);
}

/** Cuts text to `max` UTF-16 units with a visible `…` in the last place, between whole characters. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 1) return '';
  return text.slice(0, wholeCharactersBefore(text, max - CUT_MARK.length)).trimEnd() + CUT_MARK;
}

/** The last place at or before `limit` where a character as people see it begins. */
function wholeCharactersBefore(text: string, limit: number): number {
  const from = Math.max(0, limit - LONGEST_CLUSTER);
  const start = from > 0 && isLowSurrogate(text, from) ? from - 1 : from;
  const segments = new Intl.Segmenter().segment(text.slice(start, limit + LONGEST_CLUSTER));
  const place = start + (segments.containing(limit - start)?.index ?? 0);
  if (place > start || start === 0)
    return place > 0 ? place : isLowSurrogate(text, limit) ? limit - 1 : limit;
  return isLowSurrogate(text, limit) ? limit - 1 : limit;
}

function isLowSurrogate(text: string, place: number): boolean {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
