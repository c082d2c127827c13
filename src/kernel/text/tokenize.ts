type Span = {
  /** Where it begins and ends (exclusive) in the line, quotes and key included, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What was meant, without quotes and key. */
  readonly value: string;
  readonly quoted: boolean;
};

/** A piece of a typed line: a word, or `key=value`. Between them they hold every character that is no space. */
export type Token =
  | (Span & { readonly kind: 'word' })
  | (Span & { readonly kind: 'pair'; readonly key: string });

type Quoted = { readonly value: string; readonly end: number };

/** Opening quote → what may close it, the best first. Phones mix curly and straight ones. */
const CLOSERS: Readonly<Record<string, readonly string[]>> = {
  '“': ['”', '"'],
  '”': ['”', '"'],
  '"': ['"', '”'],
  '＂': ['＂'],
  '「': ['」'],
  '『': ['』'],
  '‘': ['’'],
  "'": ["'"],
};

/** These begin a quotation also right behind a word: Chinese is written without spaces (`跟进「华为 技术」电话`). */
const OPENS_ANYWHERE = new Set(['“', '「', '『']);

/** These are apostrophes too, so they open only if one closes before a space, and never take the rest of a line. */
const APOSTROPHES = new Set(["'", '‘']);

const SPACE = /\s/;
const LAST_ASCII = 0x7f;
const KEY = /^[\p{L}\p{N}_-]{1,40}$/u;

/**
 * Splits a command line. Quotes hold spaces together (“ ” 「 」 『 』 ‘ ’ " '), a quote that nobody closes takes the rest
 * of the line, `key=value` (or `＝`) is a pair whose value may be quoted, and full-width spaces are spaces. Takes any text
 * and never throws; its time grows with the length of the line, whatever the quotes in it.
 */
export function tokenize(line: string): Token[] {
  const findQuoted = createQuoteReader(line);
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line, at)) {
      at += 1;
      continue;
    }
    const token = readToken(line, at, findQuoted);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(line: string, start: number, findQuoted: (at: number) => Quoted | undefined): Token {
  const quoted = findQuoted(start);
  if (quoted) return { kind: 'word', start, end: quoted.end, value: quoted.value, quoted: true };

  let end = start + 1;
  if (isEquals(line.charAt(start))) end = start;
  let key: string | undefined;
  while (end < line.length && !isSpace(line, end)) {
    if (key === undefined && isEquals(line.charAt(end)) && KEY.test(line.slice(start, end))) {
      key = line.slice(start, end);
      const value = findQuoted(end + 1);
      if (value) return { kind: 'pair', key, start, end: value.end, value: value.value, quoted: true };
    } else if (key === undefined && OPENS_ANYWHERE.has(line.charAt(end)) && findQuoted(end)) break;
    end += 1;
  }
  if (key === undefined) return { kind: 'word', start, end, value: line.slice(start, end), quoted: false };
  return { kind: 'pair', key, start, end, value: line.slice(start + key.length + 1, end), quoted: false };
}

/** Reads the quotation that begins at a place, if one does. Looks for each closing quote's last place only once. */
function createQuoteReader(line: string): (at: number) => Quoted | undefined {
  const lastPlaces = new Map<string, number>();

  function lastPlaceOf(closer: string, isApostrophe: boolean): number {
    const known = lastPlaces.get(closer);
    if (known !== undefined) return known;
    let place = line.lastIndexOf(closer);
    while (isApostrophe && place > 0 && !endsWord(line, place)) place = line.lastIndexOf(closer, place - 1);
    lastPlaces.set(closer, place);
    return place;
  }

  return (at) => {
    const opener = line.charAt(at);
    const closers = CLOSERS[opener];
    if (closers === undefined) return undefined;
    const isApostrophe = APOSTROPHES.has(opener);
    for (const closer of closers) {
      if (lastPlaceOf(closer, isApostrophe) <= at) continue;
      let place = line.indexOf(closer, at + 1);
      while (isApostrophe && !endsWord(line, place)) place = line.indexOf(closer, place + 1);
      return { value: line.slice(at + 1, place), end: place + 1 };
    }
    if (isApostrophe) return undefined;
    return { value: line.slice(at + 1).trimEnd(), end: line.length };
  };
}

function endsWord(line: string, place: number): boolean {
  return place + 1 >= line.length || isSpace(line, place + 1);
}

function isSpace(line: string, at: number): boolean {
  const unit = line.charCodeAt(at);
  return unit < LAST_ASCII ? unit === 32 || (unit >= 9 && unit <= 13) : SPACE.test(line.charAt(at));
}

function isEquals(character: string): boolean {
  return character === '=' || character === '＝';
}
