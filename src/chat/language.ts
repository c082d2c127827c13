export type Lang = 'en' | 'zh';

/** A sentence or word in both languages; the compiler refuses one that lacks either. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/** The language for a BCP 47 tag: Chinese for `zh` in any form, English for all others. */
export function languageOf(locale: string | null | undefined): Lang {
  return locale?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
