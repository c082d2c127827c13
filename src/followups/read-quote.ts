import { clauseAt, type Stretch, splitClauses } from './clauses.ts';
import { findSums, type Sum } from './find-sums.ts';
import {
  adds,
  bareOurs,
  cutsLater,
  demanded,
  fits,
  lowered,
  notQuoted,
  ordered,
  piecewise,
  quoted,
  saysNothing,
  several,
  takenBack,
  whole,
} from './quote-words.ts';
import { findSpeech, isWithin } from './speech.ts';

const LISTED = /^\s*(?:[、/]|或者?|和|及|or|and)\s*$/iu;
/** A bare number behind such a word is the name of a paper: `PO 300450`. */
const NUMBERED =
  /(?:\b(?:po|orders?|contract|invoice|inv|quote|proposal|deal|project|ticket|case|ref|no|number|id|code)\.?|#)\s*$|[号码#]\s*$/iu;

/** Money that moved, wherever the comma stands. */
const PAID = /^[\s,，]*(?:paid|prepaid|cleared|已[付收]|到账)/iu;
/** Minor units. */
const SMALL = 100_000n;

/** What a sum is: by its place in `quoted` one of ours, another's or of another kind, or of no kind that is said. */
type Role = number | 'another' | 'untold';
type Told = Sum & { readonly role: Role };

/** A text cut into clauses, and what of it others said. */
interface Cut {
  readonly text: string;
  readonly sums: readonly Sum[];
  readonly clauses: readonly Stretch[];
  readonly speech: readonly Stretch[];
}

/**
 * Finds the amount that was quoted or is to be had in running text (`报价30万`, `quoted 300k`, `30w的单子`), as it was typed. A word
 * that says so must stand right beside the sum. What was agreed goes before what was offered, that before a budget;
 * another's price, a payment, the price of one piece, a range, a bound or a condition is none. Nothing is taken where two
 * sums fit equally well, or where beside an offer stands a sum of which nothing is said. A sum of money that no word says
 * anything of is taken where its clause says nothing else: `they said yes, 64k`.
 */
export function readQuote(text: string): string | undefined {
  const sums = findSums(text).filter(
    ({ marked, start }) => marked || !NUMBERED.test(text.slice(Math.max(0, start - 16), start)),
  );
  if (sums.length === 0) return undefined;
  const cut = { text, sums, clauses: splitClauses(text, sums), speech: findSpeech(text) };
  if (isMixed(cut)) return undefined;
  const told = sums.map((sum, index) => ({ ...sum, role: tellRole(cut, sum, index) }));
  const best = Math.min(
    ...told.map(({ role }) => (typeof role === 'number' ? role : Number.POSITIVE_INFINITY)),
  );
  const [first, ...others] = told.filter(({ role }) => role === best);
  if (first === undefined || others.some(({ value }) => value !== first.value)) return undefined;
  return isDoubtful(cut, told, first) ? undefined : first.typed.replace('来', '');
}

/** Several prices, one of two, or one that is taken back. */
function isMixed({ text, sums, clauses }: Cut): boolean {
  if (takenBack.test(text) || (sums.length > 1 && several.test(text))) return true;
  return sums.some((sum, index) => {
    const previous = sums[index - 1];
    if (previous === undefined) return false;
    const { start } = clauseAt(clauses, sum.start);
    return (
      LISTED.test(text.slice(previous.end, sum.start)) ||
      (sum.marked && adds.test(text.slice(Math.max(start, sum.start - 8), sum.start)))
    );
  });
}

/** The best sum of a text is no more than one that may be meant. */
function isDoubtful({ text, sums }: Cut, told: readonly Told[], best: Told): boolean {
  // Behind the price of one piece the next is one again, unless it is said to be everything: `一个月8000，谈下来7000`.
  const piece = sums.find(({ start }) => piecewise.test(text.slice(Math.max(0, start - 16), start)));
  if (piece !== undefined && piece.start < best.start && !whole.test(text.slice(0, best.start))) return true;
  // What was agreed stands.
  if (best.role === 0) return false;
  const isBare = ({ role, money, value }: Told) =>
    (role === 'untold' || role === quoted.length) && money && value >= SMALL && value !== best.value;
  if (told.some(isBare)) return true;
  // So little is the price of one piece, unless it is said to be an order.
  if (best.value < SMALL && !ordered.test(text)) return true;
  return cutsLater.test(text.slice(best.end)) || bareOurs.test(text);
}

function tellRole({ text, sums, clauses, speech }: Cut, sum: Sum, index: number): Role {
  const clause = clauseAt(clauses, sum.start);
  const earlier = clauses[clauses.indexOf(clause) - 1];
  const previous = sums[index - 1];
  const next = sums[index + 1];
  const head = text.slice(clause.start, sum.start);
  // `can you do 9k?` is a question yet.
  if (/^\s?[?？]/.test(text.slice(sum.end, sum.end + 2)) || isWithin(sum, speech)) return 'another';
  if (PAID.test(text.slice(sum.end, sum.end + 16))) return 'another';
  if (earlier && lowered.test(head) && demanded.test(text.slice(earlier.start, earlier.end)))
    return 'another';
  const sharesClause = previous !== undefined && previous.end > clause.start;
  const before = sharesClause ? text.slice(previous.end, sum.start) : head;
  const isReduced =
    sharesClause &&
    /^\s*(?:down\s+)?(?:to|到|至|改?[为成])\s*$/iu.test(before) &&
    /\bfrom\s*$|从\s*$/iu.test(text.slice(Math.max(clause.start, previous.start - 12), previous.start));
  if (isReduced) return 0;
  // A sum that is all its clause says goes with what was said before it: `sent the contract, 52,000`.
  const isAlone = saysNothing.test(head + text.slice(sum.end, clause.end));
  const ahead =
    isAlone && earlier ? text.slice(Math.max(earlier.start, previous?.end ?? 0), earlier.end) : undefined;
  const behind = text.slice(sum.end, Math.min(clause.end, next?.start ?? clause.end));
  return rankSum(sum, { before, behind, ahead, isAlone });
}

interface Around {
  readonly before: string;
  readonly behind: string;
  readonly ahead: string | undefined;
  readonly isAlone: boolean;
}

function rankSum({ marked, money, typed }: Sum, { before, behind, ahead, isAlone }: Around): Role {
  if (!marked && !/^\d{4,9}(?:\.\d{1,2})?$/.test(typed)) return 'another';
  const isOther = notQuoted.some(
    (sign) => fits(sign, before, behind) || (ahead !== undefined && fits(sign, ahead, '')),
  );
  if (isOther) return 'another';
  const rank = quoted.findIndex((signs) => signs.some((sign) => fits(sign, before, behind, ahead)));
  if (rank !== -1) return rank;
  return money && isAlone ? quoted.length : 'untold';
}
