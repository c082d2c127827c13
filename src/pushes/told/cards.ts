import type { Card, CardBlock, Text } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { toldText as t } from './text.ts';

/** One figure as it was told and as it is. */
export interface Correction {
  readonly label: string;
  readonly was: string;
  readonly is: string;
}

export interface Amendment {
  /** The message as it is right now; only its title, where nothing of it is left. */
  readonly base: Card;
  readonly corrections: readonly Correction[];
  readonly causes: readonly string[];
  readonly note?: string;
}

const SHOWN = 8;

/** A message in its right form, with what of it was told otherwise first (struck) and why. */
export function amendedCard({ base, corrections, causes, note }: Amendment, lang: Lang): Card {
  return {
    ...base,
    title: t.title(base.title)[lang],
    tone: 'warn',
    blocks: [
      ...drawCorrections(corrections, lang),
      ...(causes.length === 0
        ? []
        : [
            { kind: 'note', text: `${t.because[lang]} ${causes.join(lang === 'zh' ? '；' : '; ')}` } as const,
          ]),
      ...(base.blocks.length === 0 ? [] : [{ kind: 'divider' } as const, ...base.blocks]),
      ...(note === undefined ? [] : [{ kind: 'note', text: note } as const]),
    ],
  };
}

function drawCorrections(corrections: readonly Correction[], lang: Lang): readonly CardBlock[] {
  if (corrections.length === 0) return [{ kind: 'text', text: t.again[lang] }];
  const facts = corrections.slice(0, SHOWN).map(({ label, was, is }) => ({
    label,
    value: [{ text: was, strike: true }, { text: ' → ' }, { text: is, bold: true }] satisfies Text,
  }));
  const left = corrections.length - facts.length;
  return [
    { kind: 'text', text: [{ text: t.heading[lang], bold: true }] },
    { kind: 'facts', facts },
    ...(left === 0 ? [] : [{ kind: 'note', text: t.more(String(left))[lang] } as const]),
  ];
}
