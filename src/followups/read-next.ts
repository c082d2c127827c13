import type { LocalDate } from '../kernel/calendar.ts';
import { type LocalTime, localTimeOf } from '../kernel/zones.ts';
import { clauseAt, type Stretch, splitClauses } from './clauses.ts';
import { type Day, type DaySense, findDays } from './find-days.ts';
import { judgePlan } from './judge-plan.ts';
import { findSpeech, isWithin } from './speech.ts';

/** A next date found in running text, and which part of the text says it. */
export interface NextDate extends Stretch {
  /** As it was typed where no calendar has such a day: it is asked for. */
  readonly on: LocalDate | string;
  readonly time?: LocalTime;
}

/**
 * Finds the day on which the customer is to be contacted again: a day that stands beside what is to be done (`下周三再联系`,
 * `call back next wed`), or alone at the end, and is still to come. Another day in the text (`下周三付款`, `called yesterday`) is none.
 * Of several the one that is said the surest, then the earliest.
 */
export function readNext(text: string, sense: DaySense): NextDate | undefined {
  const days = findDays(text, sense);
  if (days.length === 0) return undefined;
  const clauses = splitClauses(text, days);
  const speech = findSpeech(text);
  const plans: (NextDate & { readonly strength: number })[] = [];
  days.forEach((day, index) => {
    if (isWithin(day, speech)) return;
    const clause = widen(clauseAt(clauses, day.start), day, clauses, text);
    // Only its neighbours tell where what is said of a day begins and ends.
    const others = [days[index - 1], days[index + 1]].filter(
      (each) => each !== undefined && each.start >= clause.start && each.end <= clause.end,
    ) as readonly Day[];
    const plan = judgePlan(text, clause, day, others);
    if (plan === undefined) return;
    const on = day.impossible ? { on: text.slice(day.start, day.end) } : settle(day, plan.strength, sense);
    if (on === undefined) return;
    plans.push({ ...on, start: plan.start, end: plan.end, strength: plan.strength });
  });
  const best = Math.max(...plans.map(({ strength }) => strength));
  const [first] = plans
    .filter(({ strength }) => strength === best)
    .sort((a, b) => `${a.on} ${a.time ?? ''}`.localeCompare(`${b.on} ${b.time ?? ''}`));
  return first && addLooseTime(first, text, days, clauses);
}

/** A time that is all its clause says belongs to the day before it: `meeting on tuesday at their place, 10 am`. */
function addLooseTime(
  next: NextDate,
  text: string,
  days: readonly Day[],
  clauses: readonly Stretch[],
): NextDate {
  const [loose, ...others] = days.filter(({ timeOnly, start }) => timeOnly && start >= next.end);
  if (next.time !== undefined || loose?.time === undefined || others.length > 0) return next;
  const clause = clauseAt(clauses, loose.start);
  const isAlone = text.slice(clause.start, clause.end).trim() === text.slice(loose.start, loose.end);
  return isAlone ? { ...next, time: loose.time } : next;
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
  if (day.restOfToday) return { on };
  if (on > today) return time === undefined ? { on } : { on, time };
  return time !== undefined && time > localTimeOf(moment.now, moment.zone) ? { on, time } : undefined;
}
