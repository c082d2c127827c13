import { addDays } from '../../kernel/calendar.ts';
import { instantOf, type LocalTime, localDateOf, localTimeOf } from '../../kernel/zones.ts';
import type { SubscriptionKind } from '../kinds.ts';

const DAY = 86_400_000;

/** How far back is looked: four weeks hold holidays and a busy month's end. */
export const WINDOW_MS = 28 * DAY;

/** Whoever let a question stand is not asked the same again for this long; whoever said “keep”, not for a quarter. */
export const ASKED_MS = 28 * DAY;
export const KEPT_MS = 91 * DAY;

/** More on one card would be a message of the kind that it warns of. */
export const ASKED_MOST = 5;

/**
 * How many messages in the window without a sign say something. Of what is there to be pressed (a list with a button at each
 * line) six in a row mean that it is not worked with; news come in bunches, so ten; a summary or ranking is mostly read, which
 * nobody can see, so it takes nearly three weeks of workdays.
 */
const LEAST: Readonly<Record<SubscriptionKind, number>> = {
  'clear-day': 6,
  overdue: 6,
  'same-city': 6,
  sales: 10,
  daily: 14,
  ranking: 14,
};

/** The notes come within these hours of their reader's day. */
const FROM: LocalTime = '09:30';
const UNTIL: LocalTime = '18:00';

/** What is known of a subscription's messages in the window. */
export interface Attention {
  readonly kind: SubscriptionKind;
  readonly sent: number;
  /** Of them with a pressed button or a reply. */
  readonly acted: number;
}

/** Whether it is worth asking if somebody still wants it. */
export function isIgnored({ kind, sent, acted }: Attention): boolean {
  return acted === 0 && sent >= LEAST[kind];
}

/** The first instant from now on (epoch ms) that is within the hours in which such a note may come. */
export function nextHour(now: number, zone: string): number {
  const [day, time] = [localDateOf(now, zone), localTimeOf(now, zone)];
  if (time >= FROM && time < UNTIL) return now;
  return instantOf(time < FROM ? day : addDays(day, 1), FROM, zone);
}

/** What of a press says that the message is worked with: what shuts it up or asks about it does not. */
export function isActing(action: string): boolean {
  return !/^(push|mute|subscription|review)\./.test(action);
}
