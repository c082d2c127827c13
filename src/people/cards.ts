import type { Card } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LinkRefusal } from './link-rules.ts';
import { refusalHow, peopleText as t } from './text.ts';

/** Tells somebody unknown how they become known. */
export function unlinkedCard(reason: LinkRefusal, lang: Lang): Card {
  return {
    title: t.hello[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: refusalHow[reason][lang] },
      { kind: 'note', text: t.told[lang] },
    ],
  };
}

/** A card of a title and a sentence. */
export function sentenceCard(title: string, text: string, tone: Card['tone'] = 'info'): Card {
  return { title, tone, blocks: text === '' ? [] : [{ kind: 'text', text }] };
}
