import { clauseAt, splitClauses } from './clauses.ts';
import { findSums, type Sum } from './find-sums.ts';
import { adds, bareOurs, cutsLater, fits, notQuoted, quoted, saysNothing, takenBack } from './quote-words.ts';

const LISTED = /^\s*(?:[、/]|或者?|和|及|or|and)\s*$/iu;

/**
 * Finds the amount that was quoted or is to be had in running text (`报价30万`, `quoted 300k`, `30w的单子`), as it was typed. What
 * was agreed goes before what was offered, that before a budget; another's price, a payment, the price of one piece, a range or
 * a bound is none, and where two sums fit equally well neither is taken. A sum of money that no word says anything of is
 * taken where its clause says nothing else: `they said yes, 64k`.
 */
export function readQuote(text: string): string | undefined {
  const sums = findSums(text);
  if (sums.length === 0) return undefined;
  const clauses = splitClauses(text, sums);
  const ranked: (readonly Sum[])[] = [...quoted.map(() => []), []];
  let isMixed = takenBack.test(text);
  sums.forEach((sum, index) => {
    const clause = clauseAt(clauses, sum.start);
    const previous = sums[index - 1];
    const next = sums[index + 1];
    if (previous !== undefined && LISTED.test(text.slice(previous.end, sum.start))) isMixed = true;
    const sharesClause = previous !== undefined && previous.end > clause.start;
    // A sum that is all its clause says goes with what was said before it: `sent the contract, 52,000`.
    const isAlone = text.slice(clause.start, clause.end).trim() === sum.typed;
    const from = isAlone ? (clauses[clauses.indexOf(clause) - 1]?.start ?? clause.start) : clause.start;
    const before = text.slice(sharesClause ? previous.end : Math.max(from, previous?.end ?? 0), sum.start);
    const behind = text.slice(sum.end, Math.min(clause.end, next?.start ?? clause.end));
    if (sum.marked && adds.test(text.slice(Math.max(clause.start, sum.start - 8), sum.start)) && index > 0)
      isMixed = true;
    const clauseOf = text.slice(clause.start, sum.start) + text.slice(sum.end, clause.end);
    const isReduced =
      sharesClause &&
      /^\s*(?:down\s+)?(?:to|到|至)\s*$/iu.test(before) &&
      /\bfrom\s*$|从\s*$/iu.test(text.slice(Math.max(clause.start, previous.start - 12), previous.start));
    // `can you do 9k?` is a question yet.
    const isAsked = /^\s?[?？]/.test(text.slice(sum.end, sum.end + 2));
    const rank = isReduced ? 0 : isAsked ? undefined : rankSum(before, behind, sum, clauseOf);
    if (rank !== undefined) ranked[rank] = [...(ranked[rank] ?? []), sum];
  });
  const best = isMixed ? undefined : ranked.find((each) => each.length > 0);
  const [first, ...others] = best ?? [];
  if (first === undefined || others.some((each) => each.value !== first.value)) return undefined;
  // What was agreed stands; an offer that is cut afterwards is no longer the one.
  if (!ranked[0]?.length && (cutsLater.test(text.slice(first.end)) || bareOurs.test(text))) return undefined;
  return first.typed.replace('来', '');
}

function rankSum(
  before: string,
  behind: string,
  { marked, money, typed }: Sum,
  aroundIt: string,
): number | undefined {
  if (!marked && !/^\d{4,9}(?:\.\d{1,2})?$/.test(typed)) return undefined;
  if (notQuoted.some((sign) => fits(sign, before, behind))) return undefined;
  const rank = quoted.findIndex((signs) => signs.some((sign) => fits(sign, before, behind)));
  if (rank !== -1) return rank;
  return money && saysNothing.test(aroundIt) ? quoted.length : undefined;
}
