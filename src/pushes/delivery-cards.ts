import type { Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { platformNames } from '../chat/platform-names.ts';
import { formatDate } from '../kernel/dates.ts';
import { localDateOf, localTimeOf } from '../kernel/zones.ts';
import type { DeadLetter } from './ledger/letters.ts';
import { describeReason } from './reasons.ts';
import { deliveryKindNames, pushText } from './text.ts';

export interface DeliveryCounts {
  readonly sent: number;
  readonly waiting: number;
  readonly skipped: number;
  readonly dead: number;
}

/** What became of the last day's messages, and those that an admin may send again. */
export function deliveriesCard(
  counts: DeliveryCounts,
  letters: readonly DeadLetter[],
  sense: { readonly lang: Lang; readonly zone: string },
): Card {
  const { lang } = sense;
  const facts = (['sent', 'waiting', 'skipped', 'dead'] as const).map((name) => ({
    label: pushText[name][lang],
    value: String(counts[name]),
  }));
  const waiting: readonly CardBlock[] =
    letters.length === 0
      ? [{ kind: 'text', text: pushText.nothingFailed[lang] }]
      : [
          { kind: 'text', text: pushText.failed[lang] },
          { kind: 'list', items: letters.map((letter) => describeLetter(letter, sense)) },
        ];
  return {
    title: pushText.deliveriesTitle[lang],
    tone: letters.length === 0 ? 'good' : 'warn',
    blocks: [
      { kind: 'note', text: pushText.lastDay[lang] },
      { kind: 'facts', facts },
      { kind: 'divider' },
      ...waiting,
    ],
  };
}

function describeLetter(letter: DeadLetter, { lang, zone }: { lang: Lang; zone: string }): ListItem {
  const { to, createdAt } = letter;
  const at = createdAt.getTime();
  const when = `${formatDate(localDateOf(at, zone), lang)} ${localTimeOf(at, zone)}`;
  const platform = to.platform === undefined ? [] : [platformNames[to.platform][lang]];
  const place = to.conversation ?? to.user;
  const where = [...platform, ...(place === undefined ? [] : [place])].join(' ');
  const title = [deliveryKindNames[letter.kind]?.[lang] ?? letter.kind, ...(where === '' ? [] : [where])];
  return {
    text: [{ text: title.join(' · '), bold: true }],
    note: `${when} · ${describeReason(letter.error ?? '', lang)}`,
    buttons: [{ label: pushText.retry[lang], action: 'delivery.retry', target: letter.id }],
  };
}
