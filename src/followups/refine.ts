import type { Moment, RawValues } from '../chat/spec.ts';
import type { ContactKind } from '../customers/contact-kinds.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { parseDateTime } from '../kernel/date-times.ts';
import { closeGaps } from './close-gaps.ts';
import { readKind } from './read-kind.ts';
import { readNext } from './read-next.ts';
import { readQuote } from './read-quote.ts';

/** Longer texts are pasted reports: only their beginning and end are looked at. */
const LOOKED_AT = 600;

/**
 * Reads what people write in running text: how the customer was contacted, what was quoted, when to go on. What was given
 * by key stays as it is, and so does the text.
 */
export function refineFollowUp(values: RawValues, today: LocalDate, moment: Moment): RawValues {
  const text = values.text;
  if (text === undefined) return values;
  const ends = text.length > 2 * LOOKED_AT ? `${text.slice(0, LOOKED_AT)}\n${text.slice(-LOOKED_AT)}` : text;
  const looked = closeGaps(ends);
  const next = readNext(looked, { today, moment });
  // `call back next wed` is a plan; it does not tell how the customer was contacted now.
  const told = next ? `${looked.slice(0, next.start)} ${looked.slice(next.end)}` : looked;
  const found = { kind: readKind(told), amount: readQuote(looked), next: next?.on };
  const refined: Record<string, string> = { ...values };
  if (values.next !== undefined) Object.assign(refined, readGiven(values.next, moment));
  else if (next?.time !== undefined && values.nextTime === undefined) refined.nextTime = next.time;
  for (const [name, value] of Object.entries(found)) {
    if (value !== undefined && refined[name] === undefined) refined[name] = value;
  }
  return refined;
}

/** The same for a command whose name says the kind: `拜访 华为 看了新厂房`. */
export function refineAs(kind: ContactKind): typeof refineFollowUp {
  return (values, today, moment) => refineFollowUp({ kind, ...values }, today, moment);
}

/** A next date that was given by its key, with the time that stands in it: `next="fri 3pm"`, `下次=半小时后`. */
function readGiven(text: string, { now, zone }: Moment): RawValues {
  const read = parseDateTime(text, now, zone);
  if (read.kind !== 'ok' || read.value.time === undefined) return {};
  return { next: read.value.date, nextTime: read.value.time };
}
