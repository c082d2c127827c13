import type { LocalTime } from '../../kernel/zones.ts';
import { readQuiet } from '../admit/quiet.ts';

/** What somebody wants: `null`, as the organization has it. */
export type Wanted<T> = { readonly kind: 'value'; readonly value: T | null } | { readonly kind: 'unread' };

const OFF = /^(off|none|no|never|关|关闭|取消|不要|不用|无|不限)$/;
const DEFAULT = /^(default|company|reset|默认|跟随企业|跟随公司|按企业设置|恢复默认)$/;
const TIME =
  /(早上|早晨|凌晨|上午|早|中午|下午|傍晚|晚上|晚|夜里)?\s*(\d{1,2})\s*(?:[:.点时]\s*(\d{2}(?!\d)|半)?)?\s*分?\s*(am|pm)?/g;
const BETWEEN = /^(from|between|每天)?\s*#\s*(-|–|—|~|to|until|till|and|到|至)?\s*(第二天|次日)?\s*#$/;
/** The most a budget can be; the table holds no more. */
export const BUDGET_MOST = 500;

/** Reads quiet hours in any usual way of writing: `21:00-08:00`, `9pm to 8am`, `晚9点到早8点`, `off`, `default`. */
export function readHours(typed: string): Wanted<string> {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (OFF.test(text)) return { kind: 'value', value: 'off' };
  if (DEFAULT.test(text)) return { kind: 'value', value: null };
  const times = [...text.matchAll(TIME)].map(readTime);
  const [from, until, ...more] = times;
  if (from === undefined || until === undefined || more.length > 0) return { kind: 'unread' };
  const value = `${from}-${until}`;
  const isClear = BETWEEN.test(text.replaceAll(TIME, '#')) && readQuiet(value) !== undefined;
  return isClear ? { kind: 'value', value } : { kind: 'unread' };
}

/** Reads a number of messages a day; `off` (0) for as many as there are. */
export function readBudget(typed: string): Wanted<number> {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  if (OFF.test(text)) return { kind: 'value', value: 0 };
  if (DEFAULT.test(text)) return { kind: 'value', value: null };
  const digits = /^(\d{1,3})\s*(条|a day|per day|条每天)?$/.exec(text)?.[1];
  const value = Number(digits);
  if (digits === undefined || value < 1 || value > BUDGET_MOST) return { kind: 'unread' };
  return { kind: 'value', value };
}

/** `?` where it is no time of day, so that nothing is understood. */
function readTime([, part = '', hours = '', minutes = '', half = '']: RegExpMatchArray): LocalTime {
  const isLater =
    half === 'pm' || /^(下午|傍晚|晚上|晚)$/.test(part) || (part === '夜里' && Number(hours) > 6);
  const isTwelve = Number(hours) === 12;
  const isMidnight = isTwelve && (half === 'am' || /^(晚上|晚|夜里|凌晨)$/.test(part));
  const hour = isMidnight ? 0 : Number(hours) + (isLater && Number(hours) < 12 ? 12 : 0);
  if (half !== '' && (Number(hours) > 12 || Number(hours) === 0)) return '?';
  // `24:00` is how many write the end of a day.
  const shown = hour === 24 && (minutes === '' || minutes === '00') ? 0 : hour;
  return `${String(shown).padStart(2, '0')}:${minutes === '半' ? '30' : minutes === '' ? '00' : minutes}`;
}
