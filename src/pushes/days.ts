import type { Bilingual } from '../chat/language.ts';
import { addDays, type LocalDate, weekdayOf } from '../kernel/calendar.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** On which days a push with a time of day goes out. */
export const slotDays = ['workdays', 'every-day', ...weekdays] as const;
export type SlotDays = (typeof slotDays)[number];

/** How far a weekly one is put off at most: longer than any holiday. */
const LONGEST_BREAK = 30;

export function isSlotDays(text: string): text is SlotDays {
  return (slotDays as readonly string[]).includes(text);
}

/**
 * Whether it goes out on this day. One that comes weekly goes out on its weekday or, where nobody works then, on the next
 * workday; where that is as late as the next weekday of its own, that one is enough.
 */
export function runsOn(days: SlotDays, isWorkday: (day: LocalDate) => boolean, day: LocalDate): boolean {
  if (days === 'every-day') return true;
  if (!isWorkday(day)) return false;
  if (days === 'workdays') return true;
  const wanted = weekdays.indexOf(days) + 1;
  for (let back = 0; back < LONGEST_BREAK; back += 1) {
    if (weekdayOf(addDays(day, -back)) === wanted) return true;
    if (isWorkday(addDays(day, -back - 1))) return false;
  }
  return false;
}

/** The days as a list names them. */
export const dayNames: Readonly<Record<SlotDays, Bilingual>> = {
  workdays: { en: 'workdays', zh: '工作日' },
  'every-day': { en: 'every day', zh: '每天' },
  mon: { en: 'Mondays', zh: '每周一' },
  tue: { en: 'Tuesdays', zh: '每周二' },
  wed: { en: 'Wednesdays', zh: '每周三' },
  thu: { en: 'Thursdays', zh: '每周四' },
  fri: { en: 'Fridays', zh: '每周五' },
  sat: { en: 'Saturdays', zh: '每周六' },
  sun: { en: 'Sundays', zh: '每周日' },
};

/** What else people type for them, lower case. */
export const dayAliases: Readonly<Record<SlotDays, readonly string[]>> = {
  workdays: ['workday', 'weekdays', 'weekday', '上班日', '每个工作日'],
  'every-day': ['everyday', 'daily', 'all days', '天天', '每日'],
  mon: ['monday', 'weekly', 'every monday', '周一', '星期一', '每周', '礼拜一'],
  tue: ['tuesday', 'every tuesday', '周二', '星期二', '礼拜二'],
  wed: ['wednesday', 'every wednesday', '周三', '星期三', '礼拜三'],
  thu: ['thursday', 'every thursday', '周四', '星期四', '礼拜四'],
  fri: ['friday', 'every friday', '周五', '星期五', '礼拜五'],
  sat: ['saturday', 'every saturday', '周六', '星期六', '礼拜六'],
  sun: ['sunday', 'every sunday', '周日', '周天', '星期日', '星期天', '礼拜天'],
};
