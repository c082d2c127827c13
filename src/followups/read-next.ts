import type { LocalDate } from '../kernel/calendar.ts';
import { type LocalTime, localTimeOf } from '../kernel/zones.ts';
import { clauseAt, type Stretch, splitClauses } from './clauses.ts';
import { type Day, type DaySense, findDays } from './find-days.ts';
import { judgePlan } from './plan-words.ts';

/** A next date found in running text, and which part of the text says it. */
export interface NextDate extends Stretch {
  readonly on: LocalDate;
  readonly time?: LocalTime;
}

/**
 * Finds the day on which the customer is to be contacted again: a day that stands beside what is to be done (`下周三再联系`,
 * `call back next wed`), or alone at the end, and is still to come. Another day in the text (`下周三付款`, `called yesterday`) is none.
 * Of several the one that is said the surest, then the earliest.
 */
export function readNext(text: string, sense: DaySense): NextDate | undefined {
  const days = findDays(text, sense);
  const clauses = splitClauses(text, days);
  const plans: (NextDate & { readonly strength: number })[] = [];
  days.forEach((day, index) => {
    const clause = widen(clauseAt(clauses, day.start), day, clauses, text);
    const others = days.filter(
      (each, at) => at !== index && each.start >= clause.start && each.end <= clause.end,
    );
    const plan = judgePlan(text, clause, day, others);
    if (plan === undefined) return;
    const on = settle(day, plan.strength, sense);
    if (on === undefined) return;
    plans.push({ ...on, start: plan.start, end: plan.end, strength: plan.strength });
  });
  const best = Math.max(...plans.map(({ strength }) => strength));
  const [first] = plans
    .filter(({ strength }) => strength === best)
    .sort((a, b) => `${a.on} ${a.time ?? ''}`.localeCompare(`${b.on} ${b.time ?? ''}`));
  return first;
}

/** A clause that is nothing but a day belongs to the next one: `25号，也就是后天，去店里拜访`. */
function widen(clause: Stretch, day: Day, clauses: readonly Stretch[], text: string): Stretch {
  const isAlone = text.slice(clause.start, clause.end).trim() === text.slice(day.start, day.end);
  const next = clauses.find(({ start }) => start >= clause.end);
  return isAlone && next !== undefined && /[，,]/u.test(text.slice(clause.end, next.start))
    ? { start: clause.start, end: next.end }
    : clause;
}

/** The day as one that is still to come, or undefined: past ones, and those that may as well be past, are no plans. */
function settle(
  day: Day,
  strength: number,
  { today, moment }: DaySense,
): { readonly on: LocalDate; readonly time?: LocalTime } | undefined {
  const { on, time } = day;
  if (on === undefined || on < today) return undefined;
  if (day.turned && strength < 2) return undefined;
  if (on > today) return time === undefined ? { on } : { on, time };
  return time !== undefined && time > localTimeOf(moment.now, moment.zone) ? { on, time } : undefined;
}
