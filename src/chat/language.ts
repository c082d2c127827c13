export type Lang = 'en' | 'zh';

/** A sentence or word in both languages; the compiler refuses one that lacks either. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

/**
 * A Chinese sentence with a space wherever a word put into it meets Chinese writing in Latin letters or digits:
 * `Emma Brown 签下 Acme`, but `李伟签下华为`.
 */
export function han(parts: TemplateStringsArray, ...words: readonly string[]): string {
  return parts.reduce((said, part, place) => {
    const word = words[place - 1] ?? '';
    const before = meets(said.at(-1), word[0]) ? ' ' : '';
    const after = meets(part[0], (word || said).at(-1)) ? ' ' : '';
    return said + before + word + after + part;
  });
}

function meets(written: string | undefined, word: string | undefined): boolean {
  return /\p{sc=Han}/u.test(written ?? '') && /[\p{sc=Latin}\d.)]/u.test(word ?? '');
}

/** The language for a BCP 47 tag: Chinese for `zh` in any form, English for all others. */
export function languageOf(locale: string | null | undefined): Lang {
  return locale?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
