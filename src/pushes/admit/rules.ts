import { addDays } from '../../kernel/calendar.ts';
import { instantOf, localDateOf } from '../../kernel/zones.ts';
import type { PushContent } from '../content.ts';
import type { DeliveryKind } from '../plan.ts';
import { budgetTimes, burstLimits, burstStep, manners } from './manners.ts';
import { findQuietEnd, type QuietHours } from './quiet.ts';

/** A push that could go out now, as far as it decides when it does. */
export interface Admissible {
  readonly kind: DeliveryKind;
  readonly push: PushContent['push'];
  /** The instant (epoch ms) that its reader chose for it. */
  readonly dueAt?: number;
}

/** What is known of the place it goes to, at this instant. */
export interface PlaceFacts {
  /** Its IANA zone. */
  readonly zone: string;
  readonly quiet?: QuietHours;
  /** Messages a day; absent: as many as there are. */
  readonly budget?: number;
  /** Messages since its day began. */
  readonly today: number;
  /** Messages of the kind within its burst limit's time. */
  readonly recent: number;
  /** A burst of the kind is being gathered, or was until a moment ago. */
  readonly inBurst: boolean;
}

/** Why a push is held back. */
export type HoldReason = 'quiet-hours' | 'burst' | 'budget' | 'snoozed';

/** What becomes of a push: it goes out now, waits until an instant (epoch ms) for the others of its place, or not at all. */
export type Admission =
  | { readonly kind: 'now' }
  | { readonly kind: 'hold'; readonly until: number; readonly reason: HoldReason }
  | { readonly kind: 'skip'; readonly reason: string };

const NOW: Admission = { kind: 'now' };

/**
 * Whether a push goes out now. The quiet hours of its place hold it until they end, unless its reader chose a time within
 * them for it; what is left of a burst comes with the rest of it; beyond the day's budget what matters least waits for the
 * evening. Whatever would come in quiet hours then comes after them.
 */
export function admit(push: Admissible, facts: PlaceFacts, now: number): Admission {
  const manner = manners[push.push];
  const quietEnd = endOfQuiet(facts, now);
  if (manner.quiet === 'through') return NOW;
  if (quietEnd !== undefined) {
    const meantSo = push.dueAt !== undefined && endOfQuiet(facts, push.dueAt) !== undefined;
    return meantSo ? NOW : { kind: 'hold', until: quietEnd, reason: 'quiet-hours' };
  }
  if (isBurst(push, facts)) return hold(facts, nextBurstStep(now), 'burst');
  return isOverBudget(manner.budget, facts) ? hold(facts, endOfBudget(facts, now), 'budget') : NOW;
}

/** What is held until quiet hours waits until they end. */
export function deferPastQuiet(admission: Admission, facts: PlaceFacts): Admission {
  if (admission.kind !== 'hold') return admission;
  return { ...admission, until: endOfQuiet(facts, admission.until) ?? admission.until };
}

function hold(facts: PlaceFacts, until: number, reason: HoldReason): Admission {
  return deferPastQuiet({ kind: 'hold', until, reason }, facts);
}

function endOfQuiet({ quiet, zone }: PlaceFacts, at: number): number | undefined {
  return quiet === undefined ? undefined : findQuietEnd(at, quiet, zone);
}

/** What has a time of its own is never part of a burst. While one is being gathered only one goes out alone. */
function isBurst({ kind, dueAt }: Admissible, { recent, inBurst }: PlaceFacts): boolean {
  const limit = burstLimits[kind];
  return limit !== undefined && dueAt === undefined && recent >= (inBurst ? 1 : limit.most);
}

function nextBurstStep(now: number): number {
  return Math.ceil((now + burstStep.least) / burstStep.every) * burstStep.every;
}

function isOverBudget(held: 'never' | 'last' | 'first', { budget, today }: PlaceFacts): boolean {
  if (held === 'never' || budget === undefined) return false;
  return today >= (held === 'first' ? budget : 2 * budget);
}

function endOfBudget({ zone }: PlaceFacts, now: number): number {
  const day = localDateOf(now, zone);
  const evening = instantOf(day, budgetTimes.evening, zone);
  if (evening - now >= budgetTimes.leastMs) return evening;
  return instantOf(addDays(day, 1), budgetTimes.morning, zone);
}
