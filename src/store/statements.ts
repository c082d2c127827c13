import { createHash } from 'node:crypto';

/** A statement as `Prisma.sql` holds it. */
export interface Composed {
  /** What was written around its values: one piece more than there are values. */
  readonly strings: readonly string[];
  readonly text: string;
}

export interface Named {
  readonly name: string;
  readonly text: string;
}

/** Texts with lists of varying length would fill the memory; it is only a cache. */
const KEPT = 2_000;

/**
 * Names statements after their texts. The text of one that was seen before is not put together again: its pieces are
 * compared, and most of them are the very same strings as the last time.
 */
export function createStatementNames(): (statement: Composed) => Named {
  const known = new Map<number, { readonly strings: readonly string[]; readonly named: Named }[]>();
  let size = 0;
  return (statement) => {
    const { strings } = statement;
    const alike = known.get(strings.length);
    const found = alike?.find((each) => isSame(each.strings, strings));
    if (found !== undefined) return found.named;
    if (size >= KEPT) {
      known.clear();
      size = 0;
    }
    const { text } = statement;
    const named = { name: nameText(text), text };
    const entry = { strings: [...strings], named };
    const list = known.get(strings.length);
    if (list === undefined) known.set(strings.length, [entry]);
    else list.push(entry);
    size += 1;
    return named;
  };
}

/** One name has one text for ever, and fits into the 63 characters that PostgreSQL gives names. */
export function nameText(text: string): string {
  return `d${createHash('sha1').update(text).digest('base64url')}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  for (let at = one.length - 1; at >= 0; at -= 1) if (one[at] !== other[at]) return false;
  return true;
}
