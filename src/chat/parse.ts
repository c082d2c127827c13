import { type Token, tokenize } from '../kernel/text/tokenize.ts';
import type { CommandSpec, FieldSpec, RawValues } from './spec.ts';

/** What a typed line says, before anything is looked up. */
export type Parsed<S extends CommandSpec<never>> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'command'; readonly spec: S; readonly line: Line }
  /** `typed` is the whole line; `nearest` the commands whose names look most like it. */
  | { readonly kind: 'unknown'; readonly typed: string; readonly nearest: readonly Near<S>[] };

/** A command that may have been meant, and the whole line as it would then be right. */
export interface Near<S> {
  readonly spec: S;
  readonly mended: string;
}

/** What follows a command's name. */
export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
}

interface Name<S> {
  readonly words: readonly string[];
  readonly spec: S;
}

/** All names and aliases, longest first, so that `customer new` is not read as `customer` about somebody called New. */
export interface Vocabulary<S> {
  readonly names: readonly Name<S>[];
  readonly byFirstWord: ReadonlyMap<string, readonly Name<S>[]>;
  /** Single Chinese words, which may stand right before what follows them. */
  readonly glued: readonly (Name<S> & { readonly word: string })[];
}

/** Orders the names of all commands so that a line's own is found at once. */
export function buildVocabulary<S extends CommandSpec<never>>(specs: readonly S[]): Vocabulary<S> {
  const names = specs
    .flatMap((spec) =>
      [spec.name, ...spec.aliases].map((name) => ({ words: name.toLowerCase().split(' '), spec })),
    )
    .sort((a, b) => b.words.length - a.words.length || lengthOf(b.words) - lengthOf(a.words));
  const byFirstWord = new Map<string, Name<S>[]>();
  for (const name of names) {
    const [first = ''] = name.words;
    byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), name]);
  }
  const glued = names.flatMap((name) => {
    const [word] = name.words;
    const alone = name.words.length === 1 && word !== undefined && /^\p{Script=Han}+$/u.test(word);
    return alone ? [{ ...name, word }] : [];
  });
  return { names, byFirstWord, glued };
}

/**
 * Finds the command of a typed line. A leading slash is ignored; a Chinese name may stand right before what follows it
 * (`跟进华为 电话`), as people type it without a space.
 */
export function parseLine<S extends CommandSpec<never>>(text: string, vocabulary: Vocabulary<S>): Parsed<S> {
  const bare = text.trim().replace(/^[/／]/, '');
  const tokens = tokenize(bare);
  if (tokens.length === 0) return { kind: 'empty' };
  const words = tokens.map((token) =>
    token.kind === 'word' && !token.quoted ? token.value.toLowerCase() : '',
  );
  const first = words[0] ?? '';
  for (const name of vocabulary.byFirstWord.get(first) ?? []) {
    const consumed = countMatch(name.words, words);
    if (consumed > 0)
      return { kind: 'command', spec: name.spec, line: { text: bare, tokens: tokens.slice(consumed) } };
  }
  const glued = vocabulary.glued.find(({ word }) => first.startsWith(word));
  if (glued) {
    const rest = bare.slice((tokens[0]?.start ?? 0) + lengthOf(glued.words));
    return { kind: 'command', spec: glued.spec, line: { text: rest, tokens: tokenize(rest) } };
  }
  return { kind: 'unknown', typed: bare, nearest: findNearest(bare, first, vocabulary.names) };
}

/** A customer's name may be several words; most names have fewer. */
const NAME_WORDS = 6;

/**
 * The texts that may be the customer's name at the head of the line, longest last: `Acme`, `Acme Corp`, `Acme Corp called`.
 * A quoted name is the only candidate.
 */
export function listNameCandidates(spec: CommandSpec<never>, line: Line): readonly string[] {
  const field = spec.fields.find((each) => each.kind === 'customer');
  if (field === undefined) return [];
  const keyed = findPair(field, line);
  if (keyed !== undefined) return [keyed];
  if (field.at !== 'word') return [];
  const run = leadingWords(line);
  const [first] = run;
  if (first === undefined) return [];
  if (first.quoted) return [first.value];
  const plain = run.findIndex((token) => token.quoted);
  const usable = plain === -1 ? run : run.slice(0, plain);
  return usable.slice(0, NAME_WORDS).map((token) => line.text.slice(first.start, token.end));
}

/** A way to read the head of a line as a customer's name. */
export interface NameReading {
  readonly typed: string;
  /** How many words of `line` the name takes. */
  readonly words: number;
  /** Only where a Chinese word was cut in two another than the one that was typed. */
  readonly line: Line;
}

/** A name is no longer than this, and two Chinese characters are the least. */
const LONGEST_CUT = 16;
const SHORTEST_CUT = 2;
const MOST_CUTS = 3;

/**
 * All ways to read the head of the line as a name: its first words, and where Chinese stands without a space its first
 * characters up to a word that opens what is told (`华为电话报价30万` → 华为).
 */
export function listNameReadings(spec: CommandSpec<never>, line: Line): readonly NameReading[] {
  const plain = listNameCandidates(spec, line).map((typed, index) => ({ typed, words: index + 1, line }));
  return plain.length === 0 ? plain : [...cutFirstWord(spec, line), ...plain];
}

function cutFirstWord({ opens }: CommandSpec<never>, line: Line): readonly NameReading[] {
  const [first] = line.tokens;
  if (opens === undefined || first === undefined || first.kind !== 'word' || first.quoted) return [];
  if (!/\p{Script=Han}/u.test(first.value)) return [];
  const cuts: NameReading[] = [];
  const end = Math.min(LONGEST_CUT, first.value.length - 1);
  for (let at = SHORTEST_CUT; at <= end && cuts.length < MOST_CUTS; at += 1) {
    if (!opens.test(first.value.slice(at))) continue;
    const place = first.start + at;
    const typed = line.text.slice(first.start, place);
    const name = { ...first, end: place, value: typed };
    const tail = { ...first, start: place, value: line.text.slice(place, first.end) };
    cuts.push({ typed, words: 1, line: { text: line.text, tokens: [name, tail, ...line.tokens.slice(1)] } });
  }
  return cuts;
}

/**
 * Puts the line's words into the command's fields. `nameWords`: how many words the customer's name took (from the candidate
 * that was found; 1 if none was).
 */
export function assignFields(spec: CommandSpec<never>, line: Line, nameWords: number): RawValues {
  const values: Record<string, string> = {};
  const free: Token[] = [];
  for (const token of line.tokens) {
    const field = token.kind === 'pair' ? findField(spec, token.key ?? '') : undefined;
    if (field) values[field.name] = token.value;
    else free.push(token);
  }
  let next = 0;
  for (const field of spec.fields) {
    if (field.at === undefined || values[field.name] !== undefined || next >= free.length) continue;
    const taken = field.at === 'rest' ? free.length - next : field.kind === 'customer' ? nameWords : 1;
    const tokens = free.slice(next, next + taken);
    values[field.name] = taken === 1 ? readToken(tokens[0], line) : joinTokens(tokens, line);
    next += tokens.length;
  }
  return values;
}

/** Whether a key of the line, such as `size=200`, is none of the command's own fields. */
export function hasUnknownKey(spec: CommandSpec<never>, line: Line): boolean {
  return line.tokens.some((token) => token.kind === 'pair' && findField(spec, token.key ?? '') === undefined);
}

function findField(spec: CommandSpec<never>, key: string): FieldSpec | undefined {
  const folded = key.toLowerCase();
  return spec.fields.find((field) => field.name.toLowerCase() === folded || field.aliases.includes(folded));
}

function findPair(field: FieldSpec, line: Line): string | undefined {
  // The last one, as everywhere where a key is given twice.
  return line.tokens.findLast(
    (token) =>
      token.kind === 'pair' &&
      (token.key?.toLowerCase() === field.name.toLowerCase() ||
        field.aliases.includes(token.key?.toLowerCase() ?? '')),
  )?.value;
}

function leadingWords(line: Line): readonly Token[] {
  const end = line.tokens.findIndex((token) => token.kind !== 'word');
  return end === -1 ? line.tokens : line.tokens.slice(0, end);
}

function readToken(token: Token | undefined, line: Line): string {
  if (token === undefined) return '';
  return token.kind === 'word' ? token.value : line.text.slice(token.start, token.end);
}

/** The text from the first to the last token as it was typed, without the pairs that stood between them. */
function joinTokens(tokens: readonly Token[], line: Line): string {
  let joined = '';
  let end = -1;
  for (const token of tokens) {
    const gap = end === -1 ? '' : line.text.slice(end, token.start);
    joined += (gap.trim() === '' ? gap : ' ') + line.text.slice(token.start, token.end);
    end = token.end;
  }
  return joined.trim();
}

function countMatch(name: readonly string[], words: readonly string[]): number {
  return name.every((word, index) => words[index] === word) ? name.length : 0;
}

function lengthOf(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}

const NEAREST = 3;

function findNearest<S extends CommandSpec<never>>(
  line: string,
  first: string,
  names: readonly Name<S>[],
): readonly Near<S>[] {
  const ranked = names
    .map((name) => ({ ...name, distance: measureDistance(first, name.words[0] ?? '') }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(first.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  const best = new Map<S, Near<S>>();
  for (const { spec, words } of ranked) {
    if (!best.has(spec)) best.set(spec, { spec, mended: mendLine(line, words) });
  }
  return [...best.values()].slice(0, NEAREST);
}

/** The line with the right name where the misspelt one stood: of a Chinese line as many signs as the name has. */
function mendLine(line: string, name: readonly string[]): string {
  const [first = '', second] = name;
  if (HAN_NAME.test(first) && /^\p{Script=Han}/u.test(line))
    return `${name.join(' ')} ${line.slice(first.length).trim()}`.trim();
  const words = line.split(/\s+/);
  const taken = second !== undefined && words[1]?.toLowerCase() === second ? 2 : 1;
  return [...name, ...words.slice(taken)].join(' ');
}

const HAN_NAME = /^\p{Script=Han}{2,}$/u;

/** Chinese stands without a space: `跟近华为` is one sign away from 跟进. */
function measureDistance(typed: string, name: string): number {
  if (!HAN_NAME.test(name)) return editDistance(typed, name);
  const begun = typed.slice(0, name.length);
  const shared = [...begun].some((sign, index) => sign === name[index]);
  return shared ? editDistance(begun, name) : Number.POSITIVE_INFINITY;
}

/** Levenshtein distance; a command's name is short, and what is typed is cut to that order. */
function editDistance(typed: string, name: string): number {
  const a = typed.slice(0, 40);
  let row = Array.from({ length: name.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= name.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === name[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[name.length] ?? 0;
}
