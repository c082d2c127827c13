import type { Bilingual, Lang } from '../chat/language.ts';
import { isLocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { isUuid } from '../kernel/ids.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import { cutText } from '../kernel/text/clean.ts';
import { actionWords, deedWords } from './action-words.ts';
import type { AuditRow } from './store.ts';
import { auditText as t } from './text.ts';
import { amountFields, codeWords, fieldWords, shareFields } from './value-words.ts';

/** What entries are read with. */
export interface AuditSense {
  readonly lang: Lang;
  readonly currency: string;
  /** What rows are called, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** An entry in words. */
export interface AuditLine {
  readonly who: string;
  readonly what: string;
  /** What it was done to; empty where that has no name. */
  readonly subject: string;
  /** From which platform. */
  readonly origin: string;
  /** Each thing that differs: `City: Wuxi → Suzhou`. */
  readonly changes: readonly string[];
}

/** An entry of before may have a name that is none any more. */
const allWords: Readonly<Record<string, Bilingual>> = actionWords;
const MOST_CHANGES = 6;
const LONGEST_VALUE = 60;
/** Of something with several parts: three instalments fit. */
const LONGEST_LIST = 160;

/** Says an entry as a person would: names instead of ids, amounts and days as elsewhere. */
export function describeEntry(row: AuditRow, sense: AuditSense): AuditLine {
  const { lang, names } = sense;
  const origins: Readonly<Record<string, { readonly [language in Lang]: string }>> = t.origins;
  const deed = readDeed(row.after);
  const words = allWords[row.action]?.[lang] ?? row.action;
  const tried = deed === undefined ? '' : (deedWords[deed]?.[lang] ?? deed);
  const separator = lang === 'zh' ? '：' : ': ';
  const subject = nameSubject(row, names, lang);
  return {
    who: row.actor ?? t.product[lang],
    what: tried === '' ? words : `${words}${separator}${tried}`,
    subject,
    origin: origins[row.origin]?.[lang] ?? row.origin,
    changes: listChanges(row, sense, subject),
  };
}

function readDeed(after: unknown): string | undefined {
  const deed = isRecord(after) ? after.deed : undefined;
  return typeof deed === 'string' ? deed : undefined;
}

function nameSubject(row: AuditRow, names: ReadonlyMap<string, string>, lang: Lang): string {
  const { entityId } = row;
  if (entityId === null) return '';
  const told = names.get(entityId) ?? findName(row.after) ?? findName(row.before);
  if (told !== undefined) return told;
  return isUuid(entityId) ? '' : (codeWords[entityId]?.[lang] ?? entityId);
}

function findName(side: unknown): string | undefined {
  if (!isRecord(side)) return undefined;
  const name = side.name ?? side.label ?? side.number ?? side.title;
  return typeof name === 'string' ? name : undefined;
}

function listChanges({ before, after }: AuditRow, sense: AuditSense, subject: string): readonly string[] {
  const [was, is] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}];
  const separator = sense.lang === 'zh' ? '：' : ': ';
  const lines = [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key): string[] => {
    if (key === 'deed' || JSON.stringify(was[key]) === JSON.stringify(is[key])) return [];
    const [old, now] = [showValue(key, was[key], sense), showValue(key, is[key], sense)];
    if (old === now) return [];
    const label = fieldWords[key]?.[sense.lang] ?? separateWords(key);
    const none = t.nothing[sense.lang];
    const isKnown = isRecord(before) && key in was;
    // What is named already is not told twice.
    if (!isKnown && (now === subject || now === '')) return [];
    return [`${label}${separator}${isKnown ? `${old || none} → ` : ''}${now || none}`];
  });
  const rest = lines.length - MOST_CHANGES;
  return rest <= 0 ? lines : [...lines.slice(0, MOST_CHANGES), t.more(rest)[sense.lang]];
}

function showValue(key: string, value: unknown, sense: AuditSense): string {
  return cutText(writeValue(key, value, sense), Array.isArray(value) ? LONGEST_LIST : LONGEST_VALUE);
}

function writeValue(key: string, value: unknown, sense: AuditSense): string {
  const { lang } = sense;
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return (value ? t.yes : t.no)[lang];
  if (typeof value === 'number' || typeof value === 'string') return writeScalar(key, String(value), sense);
  const separator = lang === 'zh' ? '、' : ', ';
  if (Array.isArray(value)) return value.map((each) => writeValue(key, each, sense)).join(separator);
  // What it is comes before how much: entries keep their keys in no order of their own.
  const isAmount = ([inner]: readonly [string, unknown]) => Number(amountFields.has(inner));
  return Object.entries(value as object)
    .sort((one, other) => isAmount(one) - isAmount(other))
    .map(([inner, each]) => writeValue(inner, each, sense))
    .filter((text) => text !== '')
    .join(' ');
}

function writeScalar(key: string, text: string, { lang, currency, names }: AuditSense): string {
  if (amountFields.has(key) && /^-?\d+$/.test(text)) return formatMoney(BigInt(text), currency, lang);
  if (shareFields.has(key) && /^-?\d+$/.test(text)) return formatBasisPoints(BigInt(text));
  if (key === 'quantity') return `×${text}`;
  if (isUuid(text)) return names.get(text) ?? t.gone[lang];
  const words = codeWords[text]?.[lang] ?? text.replace(/\s+/g, ' ');
  return isLocalDate(text) ? formatDate(text, lang) : words;
}

/** `warningDays` as `warning days`. */
function separateWords(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
