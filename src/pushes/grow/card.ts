import type { Card, CardBlock, ListItem, Span } from '../../chat/card.ts';
import { localTimeOf } from '../../kernel/zones.ts';
import type { GatheredSense } from '../admit/gathered-store.ts';
import { admitText } from '../admit/text.ts';
import type { Correction } from '../told/cards.ts';

/** News on a card that several share, as its own card would tell it. */
export interface CardPart {
  readonly id: string;
  readonly card: Card;
  /** Epoch ms. */
  readonly at: number;
  /** What of it was told otherwise before. */
  readonly corrections?: readonly Correction[];
}

/** The newest news in full, and the others below it by their titles, the latest first; buttons stay at the end. */
export function growCard(told: readonly CardPart[], { lang, zone }: GatheredSense): Card {
  const [newest, ...others] = told.toSorted(byTime);
  if (newest === undefined) throw new RangeError('a card of no news');
  const items = others.map((each): ListItem => ({ text: headOf(each), note: localTimeOf(each.at, zone) }));
  const earlier: readonly CardBlock[] = [
    { kind: 'divider' },
    { kind: 'note', text: admitText.earlier[lang] },
    { kind: 'list', items },
  ];
  const { blocks } = newest.card;
  const last = blocks.at(-1);
  const isMenu = last?.kind === 'buttons';
  return {
    ...newest.card,
    blocks: isMenu ? [...blocks.slice(0, -1), ...earlier, last] : [...blocks, ...earlier],
  };
}

const SHOWN = 2;

/** The title, and of what was mended the first figures: the old one stays, struck. */
function headOf({ card, corrections = [] }: CardPart): ListItem['text'] {
  if (corrections.length === 0) return card.title;
  const figures = corrections
    .slice(0, SHOWN)
    .flatMap(({ label, was, is }): readonly Span[] => [
      { text: ` · ${label} ` },
      { text: was, strike: true },
      { text: ' → ' },
      { text: is, bold: true },
    ]);
  return [{ text: card.title }, ...figures];
}

/** The latest first; of one instant, the one that was planned last. */
function byTime(one: CardPart, other: CardPart): number {
  return other.at - one.at || (one.id < other.id ? 1 : -1);
}
