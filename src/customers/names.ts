import { bigrams, normalizeName } from '../kernel/text/normalize.ts';
import { type NameCore, sharesCore, splitCore } from './generic-words.ts';

/** What is kept beside a customer's name to find it by. */
export interface SearchColumns {
  readonly nameKey: string;
  /** Pairs of neighbouring characters of the name, its pinyin and its initials: one index serves all three. */
  readonly grams: readonly string[];
  /** `huaweijishu`; empty for a name without Chinese characters. */
  readonly pinyin: string;
  /** `hwjs`; of a Latin name the first letters of its words, empty for a single word. */
  readonly initials: string;
}

const HAN = /\p{Script=Han}/u;

/** Derives what a name is found by. The dictionary of pinyin is loaded when the first Chinese name comes. */
export async function deriveSearchColumns(name: string): Promise<SearchColumns> {
  return createNameReader()(name);
}

export type NameReader = (name: string) => SearchColumns | Promise<SearchColumns>;

/** The same for very many names: once the dictionary is there, it is at hand. */
export function createNameReader(): NameReader {
  let pinyin: Pinyin | undefined;
  return (name) => {
    const nameKey = normalizeName(name);
    if (!HAN.test(nameKey)) return addGrams(nameKey, spellLatin(name));
    if (pinyin !== undefined) return addGrams(nameKey, spellOut(nameKey, pinyin));
    return import('pinyin-pro').then((dictionary) => {
      pinyin = dictionary.pinyin;
      return addGrams(nameKey, spellOut(nameKey, pinyin));
    });
  };
}

type Pinyin = typeof import('pinyin-pro')['pinyin'];
type Spelling = Pick<SearchColumns, 'pinyin' | 'initials'>;

function addGrams(nameKey: string, { pinyin, initials }: Spelling): SearchColumns {
  const grams = new Set([...bigrams(nameKey), ...bigrams(pinyin), ...bigrams(initials)]);
  return { nameKey, grams: [...grams], pinyin, initials };
}

function spellOut(nameKey: string, pinyin: Pinyin): Spelling {
  const parts = pinyin(nameKey, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const initials = parts.map((part) => (isWestern(part, nameKey) ? part : part.charAt(0)));
  return { pinyin: parts.join(''), initials: initials.join('') };
}

/** A run of letters and digits that stands in the name itself is no syllable: TCL集团 is `tcljt`. */
function isWestern(part: string, nameKey: string): boolean {
  return nameKey.includes(part);
}

function spellLatin(name: string): Spelling {
  const words =
    name
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words.length > 1 ? words.map((word) => [...word][0] ?? '').join('') : '';
  return { pinyin: '', initials };
}

/** How alike two normalized names are, from 0 to 1: shared pairs of characters, twice, by all pairs of both. */
export function measureLikeness(a: string, b: string): number {
  return shareOfPairs(new Set(pairCodes(a)), pairCodes(b));
}

/** From here on two names are near. */
const NEAR = 0.6;

export type ComparedName = Pick<SearchColumns, 'nameKey' | 'pinyin'>;

/**
 * Whether a new name may be meant for a known one: it sounds the same in Chinese, shares most of its characters, or one
 * holds the other whole.
 */
export function isNearName(typed: ComparedName, known: ComparedName): boolean {
  return compareNames(typed)(known).near;
}

/** The same for one name beside many, which is taken apart once only. `likeness`: as measured above. */
export function compareNames(
  typed: ComparedName,
): (known: ComparedName) => { readonly near: boolean; readonly likeness: number } {
  const pairs = new Set(pairCodes(typed.nameKey));
  const core = splitCore(typed.nameKey);
  return (known) => {
    const likeness = shareOfPairs(pairs, pairCodes(known.nameKey));
    const near =
      likeness >= NEAR ||
      soundsLike(typed, known) ||
      holdsWhole(typed, known) ||
      (core !== undefined && isSibling(core, known.nameKey));
    return { near, likeness };
  };
}

/** Only who begins with the same core needs to be taken apart. */
function isSibling(core: NameCore, nameKey: string): boolean {
  const other = nameKey.startsWith(core.core) ? splitCore(nameKey) : undefined;
  return other !== undefined && sharesCore(core, other);
}

function soundsLike(typed: ComparedName, known: ComparedName): boolean {
  if (typed.pinyin !== '' && typed.pinyin === known.pinyin) return true;
  // Somebody wrote in letters what another one wrote in characters.
  return typed.nameKey === known.pinyin || typed.pinyin === known.nameKey;
}

function holdsWhole(typed: ComparedName, known: ComparedName): boolean {
  const typedIsShort = typed.nameKey.length <= known.nameKey.length;
  const short = typedIsShort ? typed.nameKey : known.nameKey;
  const long = typedIsShort ? known.nameKey : typed.nameKey;
  return long.includes(short) && [...short].length >= (HAN.test(short) ? 2 : 4);
}

function shareOfPairs(left: ReadonlySet<number>, right: readonly number[]): number {
  let shared = 0;
  for (const pair of right) if (left.has(pair)) shared += 1;
  return left.size + right.length === 0 ? 0 : (2 * shared) / (left.size + right.length);
}

/** More than there are characters. */
const CHARACTERS = 0x110000;

/** The pairs of a name, each once, as numbers: millions of names are compared at the end of an import. */
function pairCodes(name: string): readonly number[] {
  const codes: number[] = [];
  let before = 0;
  for (const character of name) {
    const code = character.codePointAt(0) ?? 0;
    const pair = before * CHARACTERS + code;
    if (before > 0 && !codes.includes(pair)) codes.push(pair);
    before = code;
  }
  // A single character is its own.
  return codes.length === 0 && before > 0 ? [before] : codes;
}
