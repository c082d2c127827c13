import type { NameReading } from '../chat/parse.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { matchCustomers } from './match.ts';
import { findSight } from './sight.ts';

/** Which reading of a line's head is a name, and whose; no customer: none of what was looked up fits. */
export interface NamedCustomers {
  readonly reading: NameReading | undefined;
  readonly customers: readonly CustomerMatch[];
}

/** A reading with its key. */
export type KeyedReading = NameReading & { readonly key: string };

/**
 * Decides whom the head of a typed line names, out of what was looked up with the caller. A whole name goes before a part of
 * one, a longer run of words before a shorter one. Words that begin names count where those are names that the person may
 * find; if a shorter name fits as well, or the last of the words may as well be what happened (`opens`), all that fit are
 * given, so that it is asked.
 */
export async function nameCustomers(
  context: Context,
  readings: readonly KeyedReading[],
  opens: RegExp | undefined,
): Promise<NamedCustomers> {
  const [exact] = context.customers;
  const whole = exact === undefined ? undefined : readings.findLast(({ key }) => key === exact.nameKey);
  const named = { reading: whole, customers: context.customers };
  if (context.begun === undefined || context.begun.length === 0) return named;
  const deepest = findDeepest(await listVisible(context, context.begun), readings, whole);
  if (deepest === undefined) return named;
  const { reading, customers } = deepest;
  if (exact !== undefined && whole !== undefined)
    return { reading: whole, customers: [exact, ...customers.filter(({ id }) => id !== exact.id)] };
  if (!(opens?.test(lastWordOf(reading)) ?? false)) return { reading, customers };
  const shorter = readings.find(({ words, line }) => words === reading.words - 1 && line === reading.line);
  const others = shorter === undefined ? [] : await matchCustomers(context, shorter.typed);
  const known = new Set(customers.map(({ id }) => id));
  return { reading: shorter, customers: [...customers, ...others.filter(({ id }) => !known.has(id))] };
}

/** The longest run of words with which names begin, if it is longer than the whole name that was found. */
function findDeepest(
  begun: readonly CustomerMatch[],
  readings: readonly KeyedReading[],
  whole: KeyedReading | undefined,
): { readonly reading: KeyedReading; readonly customers: readonly CustomerMatch[] } | undefined {
  const beginnings = new Map(begun.map((customer) => [customer, listBeginnings(customer.name)]));
  for (const reading of readings.toReversed()) {
    if (reading.words < 2 || reading.words <= (whole?.words ?? 0)) continue;
    const customers = begun.filter((customer) => beginnings.get(customer)?.has(reading.key));
    if (customers.length > 0) return { reading, customers };
  }
  return undefined;
}

/** The keys of a name's first words, so that half a word begins nothing. */
function listBeginnings(name: string): ReadonlySet<string> {
  const words = name.trim().split(/\s+/u);
  return new Set(words.map((_, index) => normalizeName(words.slice(0, index + 1).join(' '))));
}

/** A part of a name finds only what the person may find; a whole one whatever is there, to say whose it is. */
async function listVisible(
  context: Context,
  begun: readonly CustomerMatch[],
): Promise<readonly CustomerMatch[]> {
  const { all, owners } = await findSight(context);
  return begun.filter(({ ownerId }) => all || ownerId === null || owners.includes(ownerId));
}

function lastWordOf({ line, words }: NameReading): string {
  return line.tokens[words - 1]?.value ?? '';
}
