import type { Lang } from '../text.ts';

const TAGS: Readonly<Record<Lang, string>> = { en: 'en-GB', zh: 'zh-CN' };

/** Like `Mon 23 Nov 2026`. @param at milliseconds */
export function dayOf(at: number, zone: string, lang: Lang): string {
  return new Intl.DateTimeFormat(TAGS[lang], {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at);
}

/** Like `09:05`. */
export function hourOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
}
