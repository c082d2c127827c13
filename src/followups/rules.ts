import { addDays, type LocalDate, mondayOf } from '../kernel/calendar.ts';
import { instantOf } from '../kernel/zones.ts';

const TWO_HOURS = 2 * 3_600_000;

/** What gives a reminder's day its instant. */
export interface ReminderSense {
  /** Epoch ms */
  readonly now: number;
  /** HH:mm, the organization's. */
  readonly reminderTime: string;
  /** The member's. */
  readonly zone: string;
}

/**
 * When a reminder of that day is sent (epoch ms): at the organization's time in the member's zone. If that is past already,
 * because the day is today, in two hours.
 */
export function decideDueAt(day: LocalDate, { now, reminderTime, zone }: ReminderSense): number {
  const planned = instantOf(day, reminderTime, zone);
  return planned > now ? planned : now + TWO_HOURS;
}

/** For how long what was logged can be undone. */
const UNDO_MS = 10 * 60_000;

/** Whether a follow-up that was logged at `createdAt` can still be undone (both epoch ms). */
export function mayUndo(createdAt: number, now: number): boolean {
  return now - createdAt <= UNDO_MS;
}

/** For how long a reminder is put off. */
export const laterChoices = ['1', '3', 'mon'] as const;
export type LaterChoice = (typeof laterChoices)[number];

/** The day that a reminder is put off to, from today on. */
export function decideLater(choice: LaterChoice, today: LocalDate): LocalDate {
  switch (choice) {
    case '1':
      return addDays(today, 1);
    case '3':
      return addDays(today, 3);
    case 'mon':
      return addDays(mondayOf(today), 7);
  }
}

/**
 * What a reminder's button carries: the reminder; whether the card is a list, which is then drawn again; and for how long.
 * `<id>`, `<id>.3`, `<id>.list`, `<id>.list.mon`, `<id>.drop`.
 */
export interface ReminderTarget {
  readonly id: string;
  readonly inList: boolean;
  readonly choice?: LaterChoice;
  /** What is asked in a form: another day, or why it is dropped. */
  readonly form?: LaterForm;
}

export const laterForms = ['date', 'drop'] as const;
export type LaterForm = (typeof laterForms)[number];

export function writeTarget({ id, inList, choice, form }: ReminderTarget): string {
  const rest = [choice, form].filter((part) => part !== undefined);
  return [id, ...(inList ? ['list'] : []), ...rest].join('.');
}

/** Reads what came back from a button; what was tampered with leads to no reminder. */
export function readTarget(target: string): ReminderTarget {
  const [id = '', ...rest] = target.split('.');
  const choice = laterChoices.find((each) => rest.includes(each));
  const form = laterForms.find((each) => rest.includes(each));
  const chosen = choice === undefined ? {} : { choice };
  return { id, inList: rest.includes('list'), ...chosen, ...(form === undefined ? {} : { form }) };
}
