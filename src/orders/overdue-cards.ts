import type { Button, Card, ListItem } from '../chat/card.ts';
import type { Bilingual } from '../chat/language.ts';
import { type CardSense, showButton, writeMoney } from './cards.ts';
import { overdueText as t } from './hold-text.ts';
import { describeDue, describeMore } from './receivable-cards.ts';
import type { OpenInstalment } from './receivable-store.ts';

/** Each of one's own has three buttons, and a card holds only so many. */
const MOST_SHOWN = 8;

/** The instalments that somebody is told about this morning, all in one card, the oldest first. */
export function overdueCard(
  open: readonly OpenInstalment[],
  isOwn: (each: OpenInstalment) => boolean,
  sense: CardSense,
): Card {
  const { lang, today } = sense;
  const late = open.filter(({ dueOn }) => dueOn < today).length;
  const isLate = late > 0;
  const title = open.some(isOwn) ? nameOwn(open.length, late) : t.forOthers(String(open.length));
  const more = open.length - MOST_SHOWN;
  const all: Button = { label: t.all[lang], action: 'command.run', target: 'overdue' };
  return {
    title: title[lang],
    tone: isLate ? 'warn' : 'info',
    blocks: [
      { kind: 'list', items: open.slice(0, MOST_SHOWN).map((each) => listItem(each, isOwn(each), sense)) },
      ...(more > 0 ? [{ kind: 'note', text: t.more(String(more))[lang] } as const] : []),
      ...(isLate ? [{ kind: 'buttons', buttons: [all] } as const] : []),
    ],
  };
}

function nameOwn(count: number, late: number): Bilingual {
  if (late === 0) return t.due(String(count));
  return late === count ? t.late(String(late)) : t.someLate(String(count), String(late));
}

function listItem(each: OpenInstalment, own: boolean, sense: CardSense): ListItem {
  const note = [each.number, ...describeMore(each, sense), own ? '' : (each.ownerName ?? '')];
  return {
    text: [
      { text: each.customerName, bold: true },
      { text: ` · ${writeMoney(each.amount - each.paid, sense)} · ${describeDue(each.dueOn, sense)}` },
    ],
    note: note.filter(Boolean).join(' · '),
    buttons: own ? instalmentButtons(each, sense) : [showButton(each, sense.lang)],
  };
}

/** What can be done about an instalment: the money came, it is promised, it is disputed. */
export function instalmentButtons(
  each: Pick<OpenInstalment, 'orderId' | 'dueOn'>,
  { lang }: Pick<CardSense, 'lang'>,
): readonly Button[] {
  const target = `${each.orderId}.${each.dueOn}`;
  return [
    { label: t.record[lang], action: 'payment.start', target: each.orderId },
    { label: t.promised[lang], action: 'instalment.promise', target },
    { label: t.disputed[lang], action: 'instalment.dispute', target },
  ];
}
