import { parseWholeNumber } from './chinese-numbers.ts';
import type { LocalTime } from './zones.ts';

/** A text whose time of day was taken off; `impossible` if it is none that a clock shows. */
export type SplitTime = { readonly rest: string; readonly time?: LocalTime | 'impossible' };

/** What a part of the day means where no hour is said. */
const PART_TIMES: Readonly<Record<string, LocalTime>> = {
  morning: '09:00',
  早上: '09:00',
  早晨: '09:00',
  清晨: '09:00',
  上午: '09:00',
  noon: '12:00',
  中午: '12:00',
  afternoon: '15:00',
  下午: '15:00',
  午后: '15:00',
  傍晚: '18:00',
  evening: '19:00',
  night: '19:00',
  晚上: '19:00',
  晚间: '19:00',
};

const PART_ZH = '(凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|晚间)';
const CLOCK_ZH = new RegExp(
  `${PART_ZH}?(\\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:[点时](?:(半)|([一三])刻|(\\d{1,2}|[零一二三四五六七八九十]{1,3})分?)?(?:钟|整)?|:(\\d{2}))$`,
);
const BARE_PART_ZH = new RegExp(`${PART_ZH}$`);
const CLOCK_EN = /(?:^|[ ,t])(?:at )?(\d{1,2})(?::(\d{2})(?::\d{2})?)? ?(am|pm|a\.m\.|p\.m\.)?$/;
const BARE_PART_EN = /(?:^|[ ,])(?:in the |at |this )?(morning|noon|afternoon|evening|night)$/;

/**
 * Takes the time of day off the end of a text: `周五下午` → 周五 and 15:00, `tomorrow 3pm` → tomorrow and 15:00. A bare hour from 1
 * to 6 (`3点`, `3:30`) is in the afternoon, as people at work mean it; `03:00` is not.
 */
export function splitTime(text: string): SplitTime {
  const spoken = text
    .replace(/(今|明|昨|后)(早|晚)(?:上|晨|间)?/, '$1天$2上')
    .replace(/\btonight$/, 'today night');
  return splitEnglish(spoken) ?? splitChinese(spoken) ?? { rest: text };
}

/** Reads a whole text as a time of day: `09:00`, `9点半`, `3pm`, `下午`. */
export function parseTimeOfDay(text: string): LocalTime | undefined {
  const { rest, time } = splitTime(text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' '));
  return rest === '' && time !== 'impossible' ? time : undefined;
}

function splitEnglish(text: string): SplitTime | undefined {
  const part = BARE_PART_EN.exec(text);
  const partTime = PART_TIMES[part?.[1] ?? ''];
  if (part && partTime !== undefined) return { rest: text.slice(0, part.index).trim(), time: partTime };
  const clock = CLOCK_EN.exec(text);
  if (clock === null || (clock[2] === undefined && clock[3] === undefined)) return undefined;
  const [, hourText = '', minuteText = '0', half] = clock;
  const rest = text.slice(0, clock.index).replace(/,$/, '').trim();
  const hour = Number(hourText);
  if (half === undefined) return { rest, time: writeTime(guessHour(hour, hourText), Number(minuteText)) };
  if (hour < 1 || hour > 12) return { rest, time: 'impossible' };
  return { rest, time: writeTime((hour % 12) + (half.startsWith('p') ? 12 : 0), Number(minuteText)) };
}

function splitChinese(text: string): SplitTime | undefined {
  const clock = CLOCK_ZH.exec(text);
  if (clock) {
    const [, part, hourText = '', half, quarter, minuteText, colonMinutes] = clock;
    const hour = parseWholeNumber(hourText) ?? 99;
    const spoken = half ? 30 : quarter ? (quarter === '一' ? 15 : 45) : undefined;
    const minute = spoken ?? parseWholeNumber(colonMinutes ?? minuteText ?? '0') ?? 99;
    const rest = text.slice(0, clock.index).trim();
    return { rest, time: writeTime(part ? hourIn(part, hour) : guessHour(hour, hourText), minute) };
  }
  const part = BARE_PART_ZH.exec(text);
  const time = PART_TIMES[part?.[1] ?? ''];
  return part && time !== undefined ? { rest: text.slice(0, part.index).trim(), time } : undefined;
}

function hourIn(part: string, hour: number): number {
  if (['中午', '下午', '午后', '傍晚', '晚上', '晚间'].includes(part) && hour >= 1 && hour <= 11)
    return part === '中午' && hour >= 10 ? hour : hour + 12;
  // 晚上12点 is the end of that day, which no clock shows as a time of it.
  return part.startsWith('晚') && hour === 12 ? 24 : hour;
}

function guessHour(hour: number, typed: string): number {
  return typed.startsWith('0') || hour < 1 || hour > 6 ? hour : hour + 12;
}

function writeTime(hour: number, minute: number): LocalTime | 'impossible' {
  if (hour > 23 || minute > 59) return 'impossible';
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
