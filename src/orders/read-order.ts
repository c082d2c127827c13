import type { Bilingual, Lang } from '../chat/language.ts';
import type { RawValues } from '../chat/spec.ts';
import { findDefaultSplit } from '../customers/cases/default-split.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import { ok, type Refusal, type Result, refuse } from '../kernel/result.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { findMember } from '../people/find-member.ts';
import type { Instalment } from './fill.ts';
import { type OrderLine, parseLines } from './lines/parse.ts';
import { parseInstalments } from './parse-instalments.ts';
import { parseSplit } from './parse-split.ts';
import { maySetSplit, type Standing } from './rights.ts';
import { normalizeOrderNumber, planDefaultInstalments } from './rules.ts';
import { type FieldProblem, fieldProblems } from './text.ts';

/** One person's part of a new order's credit. */
export interface NewShare {
  readonly memberId: string;
  readonly name: string;
  readonly basisPoints: number;
}

/** An order as it was typed and understood. */
export interface DraftedOrder {
  /** Undefined: one is made. */
  readonly number: string | undefined;
  readonly amount: bigint;
  readonly signedOn: LocalDate;
  readonly instalments: readonly Instalment[];
  readonly isDefaultPlan: boolean;
  /** None where nobody named any. */
  readonly lines: readonly OrderLine[];
  readonly split: readonly NewShare[];
}

export type DraftedOrderResult =
  | { readonly kind: 'order'; readonly order: DraftedOrder }
  /** Sentences by field name. */
  | { readonly kind: 'problems'; readonly problems: Readonly<Record<string, Bilingual>> };

/** Reads the fields of a new order that need more than their kind, all of them, so that all problems are told at once. */
export async function readDraftedOrder(
  context: Context,
  values: RawValues,
  customer: CustomerMatch,
  standing: Standing,
): Promise<DraftedOrderResult> {
  const amount = BigInt(values.amount ?? '0');
  const signedOn = values.signed ?? context.today;
  const read = {
    amount: amount > 0n ? ok(amount) : refuse('amount-zero'),
    signed: signedOn <= context.today ? ok(signedOn) : refuse('signed-future', { today: context.today }),
    number: readNumber(values.number),
    instalments: readInstalments(context, values.instalments, amount, signedOn),
    lines: readLines(context, values.lines, amount),
    split: await readSplit(context, { text: values.split, signedOn }, customer, standing),
  };
  const refusals = Object.entries(read).filter(
    (entry): entry is [string, Refusal<FieldProblem>] => entry[1].kind === 'refusal',
  );
  if (
    read.number.kind === 'ok' &&
    read.instalments.kind === 'ok' &&
    read.lines.kind === 'ok' &&
    read.split.kind === 'ok' &&
    refusals.length === 0
  ) {
    const order = {
      number: read.number.value,
      amount,
      signedOn,
      instalments: read.instalments.value,
      isDefaultPlan: values.instalments === undefined,
      lines: read.lines.value,
      split: read.split.value,
    };
    return { kind: 'order', order };
  }
  const problems = refusals.map(([field, why]) => [field, describeProblem(context, why)] as const);
  return { kind: 'problems', problems: Object.fromEntries(problems) };
}

function readNumber(text: string | undefined): Result<string | undefined, FieldProblem> {
  if (text === undefined) return ok(undefined);
  const number = normalizeOrderNumber(text);
  return number === undefined ? refuse('number-unreadable') : ok(number);
}

function readInstalments(
  context: Context,
  text: string | undefined,
  total: bigint,
  signedOn: LocalDate,
): Result<readonly Instalment[], FieldProblem> {
  if (text === undefined) return ok(planDefaultInstalments(total, signedOn));
  return parseInstalments(text, { total, currency: context.org.currency, today: context.today });
}

/** Without an amount above zero there is nothing that lines could make. */
export function readLines(
  context: Context,
  text: string | undefined,
  total: bigint,
): Result<readonly OrderLine[], FieldProblem> {
  if (text === undefined || text.trim() === '' || total <= 0n) return ok([]);
  return parseLines(text, { total, currency: context.org.currency });
}

async function readSplit(
  context: Context,
  { text, signedOn }: { readonly text: string | undefined; readonly signedOn: LocalDate },
  customer: CustomerMatch,
  standing: Standing,
): Promise<Result<readonly NewShare[], FieldProblem>> {
  if (text === undefined) {
    const { memberId, actor } = context;
    const credited =
      customer.ownerId === null
        ? { memberId, name: actor.name }
        : { memberId: customer.ownerId, name: customer.ownerName ?? '' };
    const { db, orgId } = context;
    const ruled = await findDefaultSplit(db, orgId, customer.id, { signedOn, owner: credited });
    return ok(ruled ?? [{ ...credited, basisPoints: 10_000 }]);
  }
  const shares = await readShares(context, text);
  if (shares.kind === 'refusal') return shares;
  const members = shares.value.map(({ memberId }) => memberId);
  return maySetSplit(standing, members) ? shares : refuse('split-rights');
}

/** Reads how credit is shared, and finds the colleagues who are named. */
export async function readShares(
  context: Context,
  text: string,
): Promise<Result<readonly NewShare[], FieldProblem>> {
  const typed = parseSplit(text);
  if (typed.kind === 'refusal') return typed;
  const shares: NewShare[] = [];
  for (const { name, basisPoints } of typed.value) {
    const member = await findMember(context, name);
    if (member === undefined) return refuse('split-member', { name });
    shares.push({ memberId: member.id, name: member.name, basisPoints });
  }
  const members = shares.map(({ memberId }) => memberId);
  return new Set(members).size < members.length ? refuse('split-twice') : ok(shares);
}

/** A refusal's sentence, with amounts and dates written for each language. */
export function describeProblem(context: Context, { code, facts }: Refusal<FieldProblem>): Bilingual {
  const sentence: (...words: readonly string[]) => Bilingual = fieldProblems[code];
  const say = (write: (lang: Lang) => readonly string[]): Bilingual => ({
    en: sentence(...write('en')).en,
    zh: sentence(...write('zh')).zh,
  });
  switch (code) {
    case 'signed-future':
    case 'received-future':
      return say((lang) => [formatDate(String(facts.today), lang)]);
    case 'instalments-sum':
      return say((lang) =>
        [facts.sum, facts.total].map((minor) =>
          formatMoney(BigInt(String(minor)), context.org.currency, lang),
        ),
      );
    case 'lines-sum': {
      const [sum, total] = [BigInt(String(facts.sum)), BigInt(String(facts.total))];
      const apart = sum > total ? sum - total : total - sum;
      return say((lang) =>
        [sum, total, apart].map((minor) => formatMoney(minor, context.org.currency, lang)),
      );
    }
    case 'split-sum':
      return say(() => [formatBasisPoints(BigInt(String(facts.sum)))]);
    default:
      return say(() => Object.values(facts).map(String));
  }
}
