import { clauseAt, splitClauses } from './clauses.ts';
import { findSums, type Sum } from './find-sums.ts';
import { adds, fits, notQuoted, quoted } from './quote-words.ts';

const LISTED = /^\s*(?:[、/]|或者?|和|及|or|and)\s*$/iu;

/**
 * Finds the amount that was quoted or is to be had in running text (`报价30万`, `quoted 300k`, `30w的单子`), as it was typed. What
 * was agreed goes before what was offered, that before a budget; another's price, a payment, the price of one piece, a range or
 * a bound is none, and where two sums fit equally well neither is taken.
 */
export function readQuote(text: string): string | undefined {
  const sums = findSums(text);
  if (sums.length === 0) return undefined;
  const clauses = splitClauses(text, sums);
  const ranked: (readonly Sum[])[] = quoted.map(() => []);
  let isMixed = false;
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
    const isReduced =
      sharesClause &&
      /^\s*(?:down\s+)?(?:to|到|至)\s*$/iu.test(before) &&
      /\bfrom\s*$|从\s*$/iu.test(text.slice(clause.start, previous.start));
    const rank = isReduced ? 0 : rankSum(before, behind, sum);
    if (rank !== undefined) ranked[rank] = [...(ranked[rank] ?? []), sum];
  });
  const best = isMixed ? undefined : ranked.find((each) => each.length > 0);
  const [first, ...others] = best ?? [];
  return first !== undefined && others.every((each) => each.value === first.value) ? first.typed : undefined;
}

function rankSum(before: string, behind: string, { marked, typed }: Sum): number | undefined {
  if (!marked && !/^\d{4,9}(?:\.\d{1,2})?$/.test(typed)) return undefined;
  if (notQuoted.some((sign) => fits(sign, before, behind))) return undefined;
  const rank = quoted.findIndex((signs) => signs.some((sign) => fits(sign, before, behind)));
  return rank === -1 ? undefined : rank;
}
