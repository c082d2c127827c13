import type { Bilingual } from '../../chat/language.ts';
import { cleanText } from '../../kernel/text/clean.ts';

const NAME_LENGTH = 30;

/** `Quoted / 方案报价` in both languages; a single name serves both. Undefined for nothing. */
export function readNames(text: string): Bilingual | undefined {
  const [first = '', second = ''] = text
    .split(/[/／|]/)
    .map((part) => cleanText(part, NAME_LENGTH))
    .filter((part) => part !== '');
  if (first === '') return undefined;
  if (second === '') return { en: first, zh: first };
  return /\p{Script=Han}/u.test(first) && !/\p{Script=Han}/u.test(second)
    ? { en: second, zh: first }
    : { en: first, zh: second };
}

/** A name as `readNames` reads it. */
export function writeNames({ en, zh }: Bilingual): string {
  return en === zh ? en : `${en} / ${zh}`;
}

/** `55`, `55%`, `12.5` in basis points; undefined for what is no probability. */
export function readPercent(text: string): number | undefined {
  const found = /^(\d{1,3}(?:\.\d{1,2})?)\s*[%％]?$/.exec(text.normalize('NFKC').trim());
  const bp = found === null ? Number.NaN : Math.round(Number(found[1]) * 100);
  return bp >= 0 && bp <= 10_000 ? bp : undefined;
}

/** `14`, `14 days`, `14天`; undefined for what is no number of days from 1 to 3650. */
export function readDays(text: string): number | undefined {
  const found = /^(\d{1,4})\s*(?:days?|天)?$/i.exec(text.normalize('NFKC').trim());
  const days = Number(found?.[1] ?? 0);
  return days >= 1 && days <= 3_650 ? days : undefined;
}

/** Whether two names are the same in either language, case aside. */
export function shareName(a: Bilingual, b: Bilingual): boolean {
  return a.en.toLowerCase() === b.en.toLowerCase() || a.zh.toLowerCase() === b.zh.toLowerCase();
}

/** The order with one moved to a place from 1; what is behind it moves on. */
export function moveTo<T>(all: readonly T[], moved: T, place: number): readonly T[] {
  const others = all.filter((each) => each !== moved);
  const at = Math.max(0, Math.min(others.length, place - 1));
  return [...others.slice(0, at), moved, ...others.slice(at)];
}
