import type { Moment } from '../chat/spec.ts';
import {
  addDays,
  addMonths,
  type LocalDate,
  lastOfMonth,
  mondayOf,
  partsOf,
  weekdayOf,
} from '../kernel/calendar.ts';
import { parseDateTime } from '../kernel/date-times.ts';
import { foldDateText, parseDate } from '../kernel/dates.ts';
import { findAll } from '../kernel/text/find-all.ts';
import { splitTime } from '../kernel/times.ts';
import type { LocalTime } from '../kernel/zones.ts';
import type { Stretch } from './clauses.ts';
import { DAY, LOOSE } from './day-patterns.ts';
import { readVague } from './vague-days.ts';

/** A day that a text names, as one that is still to come wherever it can be. */
export interface Day extends Stretch {
  /** Undefined where it cannot be told which day is meant. */
  readonly on: LocalDate | undefined;
  readonly time?: LocalTime;
  /** Only a time of day was said. */
  readonly timeOnly: boolean;
  /** It is typed as no calendar has it: 11/31. */
  readonly impossible?: true;
  /** The rest of today is meant, without a time: `eod`. */
  readonly restOfToday?: true;
  /** Its nearest day is past: `10号` on the 23rd may be the last or the next one. */
  readonly turned: boolean;
}

/** Where a line is read: its organization's day, and the writer's moment. */
export interface DaySense {
  readonly today: LocalDate;
  readonly moment: Moment;
}

/** Without one of these no day is named. */
const HINT =
  /[\d今明后前昨周天日月年点早晚午节旦除假]|星期|礼拜|小时|分钟|钟头|\b(?:mon|tue|wed|thu|fri|sat|sun|to(?:day|morrow|night)|tom|tmr?w?|yesterday|noon|morning|afternoon|evening|week|month|year|quarter|fortnight|close|cob|end|eo[dwmy]|mid|early|late|first|last|in|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|later|holiday|xmas|christmas|thanksgiving|easter|cny|lunar|diwali|eid|ramadan|summer|winter|spring|fall|autumn)/i;

/** Finds all days that a text names. Those joined by `or` are left open, and a weekday with its date is one. */
export function findDays(text: string, sense: DaySense): readonly Day[] {
  const days: Day[] = [];
  // Most lines name no day, and the search costs.
  if (!HINT.test(text)) return days;
  for (const found of findAll(text, DAY)) {
    const typed = found[0].trim();
    if (typed === '') continue;
    const start = found.index + found[0].indexOf(typed);
    const end = start + typed.length;
    const read = readDay(typed, sense);
    const day = { ...(isElsewhere(text, start, end) ? { ...read, on: undefined } : read), start, end };
    const previous = days.at(-1);
    const gap = previous === undefined ? undefined : text.slice(previous.end, start);
    if (previous === undefined || gap === undefined) days.push(day);
    else if (day.timeOnly && previous.time !== undefined && /^\s*(?:到|至|-|–|~)\s*$/u.test(gap))
      days.splice(-1, 1, { ...previous, end: day.end });
    else if (/^\s*(?:or|and|\/|或者?|、|至|到|~|-|–|to)?\s*$/iu.test(gap) && /\S/u.test(gap)) {
      days.splice(
        -1,
        1,
        { ...previous, on: undefined },
        { ...day, on: gap.trim() === 'to' ? day.on : undefined },
      );
    } else if (/^[\s,，(（]*(?:也就是|就是|即|on\s+|for\s+)?$/u.test(gap))
      days.splice(-1, 1, ...join(previous, day, text));
    else days.push(day);
  }
  return days.map((day, index) => follow(day, days.slice(0, index), text, sense));
}

/** An hour of another place is another hour here, and may be another day. */
function isElsewhere(text: string, start: number, end: number): boolean {
  return (
    ELSEWHERE_BEHIND.test(text.slice(end, end + 16)) ||
    /(?:当地|美国|欧洲|英国|德国|日本|纽约|伦敦|国外)时间\s*$/u.test(
      text.slice(Math.max(0, start - 8), start),
    )
  );
}

const ELSEWHERE_BEHIND =
  /^\s*(?:\(?\s*(?:their|his|her|your|local) time\b|\(?(?:[ECMP][SD]T|GMT|UTC|BST|CES?T|IST|JST|SGT|AES?T)\b|(?:当地|美国|欧洲)时间)/u;
const BARE_WEEKDAY = /^(?:周|星期|礼拜)[一二三四五六日天1-7]|^(?:mon|tue|wed|thu|fri|sat|sun)/i;

/**
 * A bare weekday behind a later day goes on from that one: `下周三他们开会，周四我打电话`. Behind a day of next week it is next
 * week's; behind another nobody can tell.
 */
function follow(day: Day, earlier: readonly Day[], text: string, { today }: DaySense): Day {
  if (day.on === undefined || !BARE_WEEKDAY.test(text.slice(day.start, day.end))) return day;
  const last = earlier.findLast(({ on, timeOnly }) => on !== undefined && !timeOnly && on > today);
  if (last?.on === undefined || last.on <= day.on || last.on > addDays(today, 14)) return day;
  const typed = text.slice(last.start, last.end);
  // What is due by then says nothing of when to call: `月底前报价，周三先打个电话`.
  const isDue = /前$/u.test(typed) || /\b(?:by|before|due|until|till)\s*$/iu.test(text.slice(0, last.start));
  if (BARE_WEEKDAY.test(typed) || isDue) return day;
  const sameWeek = addDays(mondayOf(last.on), weekdayOf(day.on) - 1);
  const isStepped = /^下\S*[一二三四五六日天1-7]|^next (?:mon|tue|wed|thu|fri|sat|sun)/i.test(typed);
  return { ...day, on: isStepped && sameWeek > last.on ? sameWeek : undefined };
}

/** Two days side by side that are the same one are said twice; others are kept apart. */
function join(first: Day, second: Day, text: string): readonly Day[] {
  const dated = joinWeekday(first, second, text);
  if (dated !== undefined) return dated;
  // `说了两点，周五再谈` names no hour.
  const isOneThought = !/[,，]/u.test(text.slice(first.end, second.start));
  if (
    isOneThought &&
    first.timeOnly &&
    first.time !== undefined &&
    !second.timeOnly &&
    second.time === undefined
  ) {
    return [{ ...second, start: first.start, time: first.time }];
  }
  if (first.timeOnly && !second.timeOnly) return [first, second];
  if (second.timeOnly && second.time !== undefined && first.time === undefined)
    return [{ ...first, end: second.end, time: second.time }];
  if (first.on !== undefined && first.on === second.on) return [{ ...first, ...second, start: first.start }];
  return [first, second];
}

const WEEKDAY = /^(?:(?:this |next |coming )?(?:mon|tue|wed|thu|fri|sat|sun)|[这下]?(?:周|星期|礼拜))/i;
const DATED =
  /^(?:\d|the \d|[一二三四五六七八九十]+月|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d)/i;

/** `monday 7 dec` is that Monday if it is one; where the two disagree nobody knows which slipped. */
function joinWeekday(first: Day, second: Day, text: string): readonly Day[] | undefined {
  const typed = [first, second].map((day) => text.slice(day.start, day.end)) as [string, string];
  const date = DATED.test(typed[0]) ? first : DATED.test(typed[1]) ? second : undefined;
  const weekday = WEEKDAY.test(typed[0]) ? first : WEEKDAY.test(typed[1]) ? second : undefined;
  if (date?.on === undefined || weekday?.on === undefined || date === weekday) return undefined;
  if (weekdayOf(date.on) !== weekdayOf(weekday.on))
    return [
      { ...first, on: undefined },
      { ...second, on: undefined },
    ];
  const time = date.time ?? weekday.time;
  return [{ ...date, start: first.start, end: second.end, ...(time === undefined ? {} : { time }) }];
}

type Reading = Omit<Day, keyof Stretch>;

const LAPSE =
  /^(?:再?过)?[\d零〇一二两三四五六七八九十百半]+个?半?(?:天|日|周|星期|礼拜|月|年|小时|钟头|分钟|刻钟)(?:以后|之后|后)$/;

const OPEN: Reading = { on: undefined, timeOnly: false, turned: false };

function readDay(typed: string, { today, moment }: DaySense): Reading {
  const folded = foldDateText(typed)
    .replace(/\s*@\s*/g, ' at ')
    .replace(/(\d)\.(\d{2})(?=\s?[ap]m)/, '$1:$2');
  if (LOOSE.test(folded)) return OPEN;
  const lapse = /分钟|小时|钟头|刻钟|\bmin|\bh(?:ou)?rs?\b/.test(folded)
    ? parseDateTime(folded, moment.now, moment.zone)
    : undefined;
  if (lapse !== undefined)
    return lapse.kind === 'ok' && lapse.value.time !== undefined
      ? { on: lapse.value.date, time: lapse.value.time, timeOnly: false, turned: false }
      : OPEN;
  if (/^(?:eod|(?:the )?end of (?:the )?day|close of|cob)/.test(folded))
    return { on: today, timeOnly: false, turned: false, restOfToday: true };
  const { rest, time } = splitTime(moveTimeBehind(folded));
  if (time === 'impossible') return OPEN;
  const timed = time === undefined ? {} : { time };
  const bare = rest
    .replace(/^(?:at|on)\s*/, '')
    .replace(/^([今明后去])年年/, '$1年')
    .replace(/^in q/, 'q');
  if (bare.startsWith('week of ')) return OPEN;
  // Some day after that one: which, nobody said.
  if ((/后$/.test(bare) && !LAPSE.test(bare)) || isMissing(bare, today)) return { ...OPEN, ...timed };
  if (bare === '' || bare === 'this') return { on: today, ...timed, timeOnly: true, turned: false };
  const dayText = bare.replace(/(?:以前|之前|前)$/, (turn) =>
    /[天日周期拜月年]前$/.test(bare) && /^[\d零一二两三四五六七八九十半]/.test(bare) ? turn : '',
  );
  const on = readVague(dayText, today) ?? readExact(dayText, today);
  if (on === undefined)
    return { ...OPEN, ...timed, ...(isImpossible(dayText, today) ? { impossible: true } : {}) };
  if (on > today || isPast(dayText)) return { on, ...timed, timeOnly: false, turned: false };
  // 9/10 is September 10 only to one who speaks of the next months.
  const turned = /^\d{1,2}[-/.]\d{1,2}$/.test(dayText) ? undefined : turnAhead(dayText, on, today);
  return { on: turned, ...timed, timeOnly: false, turned: true };
}

/** `31号` in a month of thirty days. */
function isMissing(text: string, today: LocalDate): boolean {
  const day = /^(?:the )?(\d{1,2})(?:[日号]|st|nd|rd|th)$/.exec(text)?.[1];
  return day !== undefined && Number(day) > partsOf(lastOfMonth(today)).day;
}

/** `9am tomorrow` → `tomorrow 9am`; `at 3` → `3pm`, as people at work mean it. */
function moveTimeBehind(text: string): string {
  const first = /^(?:at )?(\d{1,2}(?::\d{2})? ?(?:am|pm)|\d{1,2}:\d{2}|noon) (?:on )?(.+)$/.exec(text);
  const turned = first ? `${first[2]} ${first[1]}` : text;
  const whole = turned.replace(
    /([a-z]) ([ap])m$/,
    (_, end: string, half: string) => `${end} ${half === 'a' ? 'morning' : 'afternoon'}`,
  );
  return whole.replace(
    /(^| )at (\d{1,2})$/,
    (_, gap: string, hour: string) =>
      `${gap}${Number(hour) >= 7 && Number(hour) <= 11 ? `${hour}am` : `${Number(hour) > 12 ? `${hour}:00` : `${hour}pm`}`}`,
  );
}

function readExact(text: string, today: LocalDate): LocalDate | undefined {
  const dotted = /^(\d{1,2})\.(\d{1,2})$/.exec(text);
  const read = parseDate(dotted ? `${dotted[1]}/${dotted[2]}` : text, today);
  return read.kind === 'ok' ? read.value : undefined;
}

function isImpossible(text: string, today: LocalDate): boolean {
  const read = parseDate(text, today);
  return read.kind === 'refusal' && read.code === 'date-impossible';
}

function isPast(text: string): boolean {
  return (
    /^(?:昨|前|大前|上|去)|前$|ago$|^last |^yesterday/.test(text) ||
    /^(?:today|tonight|this |今[天日儿])/.test(text)
  );
}

/** The same day when it comes next: a weekday a week later, a day of the month a month, a day of the year a year. */
function turnAhead(text: string, on: LocalDate, today: LocalDate): LocalDate | undefined {
  if (/^(?:周|星期|礼拜)|^(?:mon|tue|wed|thu|fri|sat|sun)/.test(text)) return addDays(on, 7);
  if (/^[\d零一二三四五六七八九十]+[日号]$|^the \d/.test(text)) return readExact(text, addDays(today, 15));
  if (/^月初|^月中/.test(text)) return addMonths(on, 1);
  if (/\d{4}/.test(text) || !/^\d|月|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/.test(text))
    return undefined;
  const next = readExact(text, addDays(today, 182));
  return next !== undefined && next > today ? next : undefined;
}
