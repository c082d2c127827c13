import type { Bilingual } from '../chat/language.ts';
import type { RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { editText } from './edit-text.ts';
import type { Instalment } from './fill.ts';
import { describeLines } from './lines/cards.ts';
import type { OrderLine } from './lines/parse.ts';
import { lineText } from './lines/text.ts';
import { parseInstalments } from './parse-instalments.ts';
import { describeProblem, readLines } from './read-order.ts';
import type { OrderRow } from './store.ts';
import { type FieldProblem, fieldProblems } from './text.ts';

/** An order as it is to be. */
export interface ChangedOrder {
  readonly amount: bigint;
  readonly signedOn: LocalDate;
  readonly plan: readonly Instalment[];
  /** Nothing differs but the plan. */
  readonly isPlanOnly: boolean;
  readonly isPlanChanged: boolean;
  /** Product lines as they are to be. */
  readonly lines: readonly OrderLine[];
  readonly isLinesChanged: boolean;
}

/** What stands of an order beside its own row. */
export interface Standing {
  readonly plan: readonly Instalment[];
  readonly lines: readonly OrderLine[];
}

export type ReadEdit =
  | { readonly kind: 'changed'; readonly changed: ChangedOrder }
  /** Sentences by field name. */
  | { readonly kind: 'problems'; readonly problems: Readonly<Record<string, Bilingual>> };

/** Reads what is to change of an order; what is not named stays as it is. */
export function readEdit(
  context: Context,
  values: RawValues,
  order: OrderRow,
  { plan, lines }: Standing,
): ReadEdit {
  const amount = values.amount === undefined ? order.amount : BigInt(values.amount);
  const signedOn = values.signed ?? order.signedOn;
  const read = readPlan(context, values.instalments, amount, order, plan);
  const readNow = readLinesNow(context, values.lines, amount, order, lines);
  const problems = {
    ...findAmountProblem(context, amount, order.paid),
    ...(signedOn > context.today ? { signed: sayDay(editText.signedFuture, context.today) } : {}),
    ...(Array.isArray(read) ? {} : { instalments: read as Bilingual }),
    ...(Array.isArray(readNow) ? {} : { lines: readNow as Bilingual }),
  };
  if (Object.keys(problems).length > 0 || !Array.isArray(read) || !Array.isArray(readNow))
    return { kind: 'problems', problems };
  const isPlanChanged = writePlan(read) !== writePlan(plan);
  const isLinesChanged = JSON.stringify(describeLines(readNow)) !== JSON.stringify(describeLines(lines));
  const isPlanOnly = amount === order.amount && signedOn === order.signedOn && !isLinesChanged;
  if (isPlanOnly && !isPlanChanged) return { kind: 'problems', problems: { amount: editText.nothing } };
  const changed = { amount, signedOn, plan: read, isPlanOnly, isPlanChanged, lines: readNow, isLinesChanged };
  return { kind: 'changed', changed };
}

/** The new plan, or what is wrong. A single instalment follows the amount; several have to be said anew. */
function readPlan(
  context: Context,
  text: string | undefined,
  amount: bigint,
  order: OrderRow,
  plan: readonly Instalment[],
): Instalment[] | Bilingual {
  if (text !== undefined) {
    const sense = { total: amount, currency: context.org.currency, today: context.today };
    const read: Result<readonly Instalment[], FieldProblem> = parseInstalments(text, sense);
    return read.kind === 'ok' ? [...read.value] : describeProblem(context, read);
  }
  if (amount === order.amount) return [...plan];
  const [only, ...others] = plan;
  return only && others.length === 0 ? [{ ...only, amount }] : editText.planNeeded;
}

/** The new lines, or what is wrong. A single line follows the amount; several have to be said anew. */
function readLinesNow(
  context: Context,
  text: string | undefined,
  amount: bigint,
  order: OrderRow,
  lines: readonly OrderLine[],
): OrderLine[] | Bilingual {
  if (text !== undefined) {
    const read = readLines(context, text, amount);
    return read.kind === 'ok' ? [...read.value] : describeProblem(context, read);
  }
  if (amount === order.amount || lines.length === 0) return [...lines];
  const [only, ...others] = lines;
  return only && others.length === 0 ? [{ ...only, amount }] : lineText.needed;
}

function findAmountProblem(
  context: Context,
  amount: bigint,
  paid: bigint,
): Readonly<Record<string, Bilingual>> {
  if (amount <= 0n) return { amount: fieldProblems['amount-zero']() };
  if (amount >= paid) return {};
  const money = (lang: 'en' | 'zh') => formatMoney(paid, context.org.currency, lang);
  return { amount: { en: editText.belowPaid(money('en')).en, zh: editText.belowPaid(money('zh')).zh } };
}

function sayDay(sentence: (day: string) => Bilingual, day: LocalDate): Bilingual {
  return { en: sentence(formatDate(day, 'en')).en, zh: sentence(formatDate(day, 'zh')).zh };
}

function writePlan(plan: readonly Instalment[]): string {
  return plan.map(({ dueOn, amount }) => `${dueOn} ${amount}`).join(';');
}
