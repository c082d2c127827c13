import type { RawValues } from '../chat/spec.ts';
import { parsePercent } from '../kernel/amount.ts';
import { WHOLE_IN_BASIS_POINTS } from '../kernel/money.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { factFields } from './fields.ts';
import { dealFacts } from './rules.ts';
import { dealProblems } from './text.ts';
import type { DealTold } from './write-store.ts';

const TITLE_LENGTH = 80;
const FACT_LENGTH = 1_000;

export interface ReadTold {
  readonly told: DealTold;
  /** Sentences by field name. */
  readonly problems: Readonly<Record<string, string>>;
}

/**
 * What a form or line tells about a deal, over what was known. `complete`: all fields stood before the person, so that an
 * empty one was emptied.
 */
export function readTold(context: Context, values: RawValues, known: DealTold, complete: boolean): ReadTold {
  const { lang } = context.actor;
  const problems: Record<string, string> = {};
  const keep = <T>(name: string, before: T, empty: T): T =>
    complete && values[name] === undefined ? empty : before;
  const text = (fact: 'need' | 'decider' | 'budget' | 'nextStep'): string => {
    const { name } = factFields[fact];
    return values[name] === undefined ? keep(name, known[fact], '') : cleanText(values[name], FACT_LENGTH);
  };
  const amount = values.amount === undefined ? known.amount : BigInt(values.amount);
  if (amount <= 0n) problems.amount = dealProblems.amountZero[lang];
  const overrideBp = readProbability(values.probability);
  if (overrideBp === 'unreadable')
    problems.probability = dealProblems.percent(values.probability ?? '')[lang];
  return {
    told: {
      title: cleanText(values.title ?? known.title, TITLE_LENGTH) || known.title,
      amount,
      expectedOn: values.closes ?? keep('closes', known.expectedOn, null),
      overrideBp: typeof overrideBp === 'number' ? overrideBp : keep('probability', known.overrideBp, null),
      need: text('need'),
      decider: text('decider'),
      budget: text('budget'),
      nextStep: text('nextStep'),
    },
    problems,
  };
}

function readProbability(text: string | undefined): number | 'unreadable' | undefined {
  if (text === undefined) return undefined;
  const percent = parsePercent(/^\d+(\.\d+)?$/.test(text.trim()) ? `${text.trim()}%` : text);
  if (percent.kind !== 'ok') return 'unreadable';
  return percent.value < 0 || BigInt(percent.value) > WHOLE_IN_BASIS_POINTS ? 'unreadable' : percent.value;
}

/** The facts that a stage may ask for, as the rules take them. */
export function listKnown(told: DealTold) {
  return Object.fromEntries(dealFacts.map((fact) => [fact, told[fact]])) as Record<
    (typeof dealFacts)[number],
    string | null
  >;
}
