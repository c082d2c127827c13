import { addDays } from '../../kernel/calendar.ts';
import { instantOf, localDateOf } from '../../kernel/zones.ts';

/** For how long a push can be put off from its own message. */
export const snoozeLengths = ['day', 'week'] as const;
export type SnoozeLength = (typeof snoozeLengths)[number];

/** Pay and results are told, whatever somebody wants to hear; the others are no pushes of their own. */
const NEVER_MUTED: readonly string[] = ['bonus', 'appraisal', 'canary', 'answer', 'gathered'];

/**
 * Of these the next one tells what those before would have told (a digest covers all days since the last that was sent, a
 * ranking and a day's open items stand as of now), so while one is snoozed nothing is kept to be sent late.
 */
const COVERED_BY_NEXT: readonly string[] = ['daily', 'ranking', 'clear-day'];

/** A snooze ends in the morning, before the pushes of that day. */
const MORNING = '08:00';
const SNOOZE_DAYS: Readonly<Record<SnoozeLength, number>> = { day: 1, week: 7 };

/** What somebody wants to hear nothing of. `until` (epoch ms) null: until it is lifted. */
export interface Quiet {
  readonly until: number | null;
}

/** What becomes of a push that is muted: it waits until an instant (epoch ms), or is not sent, with the code why. */
export type MuteVerdict =
  | { readonly kind: 'hold'; readonly until: number; readonly reason: 'snoozed' }
  | { readonly kind: 'skip'; readonly reason: 'muted' | 'snoozed-covered' };

/** Whether messages of this kind can be muted and snoozed. */
export function isMutable(kind: string): boolean {
  return !NEVER_MUTED.includes(kind);
}

export function isSnoozeLength(text: string): text is SnoozeLength {
  return (snoozeLengths as readonly string[]).includes(text);
}

/** When a snooze that begins now (epoch ms) ends: at eight in the morning of the next day, or of the same day next week. */
export function snoozeEnd(length: SnoozeLength, now: number, zone: string): number {
  return instantOf(addDays(localDateOf(now, zone), SNOOZE_DAYS[length]), MORNING, zone);
}

/** Whether it still counts at this instant (epoch ms). */
export function isInForce(quiet: Quiet, now: number): boolean {
  return quiet.until === null || quiet.until > now;
}

/** What becomes of a push of this kind, of which its reader may want to hear nothing; undefined: it goes on its way. */
export function heedMute(kind: string, quiet: Quiet | undefined, now: number): MuteVerdict | undefined {
  if (quiet === undefined || !isMutable(kind) || !isInForce(quiet, now)) return undefined;
  if (quiet.until === null) return { kind: 'skip', reason: 'muted' };
  if (COVERED_BY_NEXT.includes(kind)) return { kind: 'skip', reason: 'snoozed-covered' };
  return { kind: 'hold', until: quiet.until, reason: 'snoozed' };
}

/** What the menu's entry carries: which message, and for how long. */
export function writeSnoozeTarget(deliveryId: string, length: SnoozeLength): string {
  return `${deliveryId}.${length}`;
}

/** Reads it back; undefined for what no entry of ours carried. */
export function readSnoozeTarget(
  target: string,
): { readonly id: string; readonly length: SnoozeLength } | undefined {
  const [id = '', length = '', ...rest] = target.split('.');
  return rest.length === 0 && isSnoozeLength(length) ? { id, length } : undefined;
}
