import type { Button, Card } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, showButton, writeMoney } from './cards.ts';
import { holdText as t } from './hold-text.ts';
import { describeDue } from './receivable-cards.ts';
import type { Hold, OpenInstalment } from './receivable-store.ts';
import { orderText } from './text.ts';

/** Says that nobody asks for an instalment for now, and why. */
export function holdSavedCard(open: OpenInstalment, hold: Hold, sense: CardSense): Card {
  const { lang } = sense;
  const isPromise = hold.kind === 'promised' && hold.until !== null;
  const title = isPromise
    ? t.promisedTitle(open.customerName, formatDate(hold.until ?? '', lang))
    : t.disputedTitle(open.customerName);
  const end: Button = {
    label: t.endButton[lang],
    action: 'instalment.lift',
    target: `${open.orderId}.${open.dueOn}`,
  };
  return {
    title: title[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ...listFacts(open, sense),
          ...(isPromise ? [] : [{ label: t.fieldReason[lang], value: hold.reason }]),
        ],
      },
      { kind: 'note', text: (isPromise ? t.promisedHow : t.disputedHow)[lang] },
      { kind: 'buttons', buttons: [...(isPromise ? [] : [end]), showButton(open, lang)] },
    ],
  };
}

/** Says that an instalment is asked for again. */
export function liftedCard(open: OpenInstalment, sense: CardSense): Card {
  return {
    title: t.endedTitle(open.customerName)[sense.lang],
    tone: 'plain',
    blocks: [{ kind: 'facts', facts: listFacts(open, sense) }],
  };
}

function listFacts(open: OpenInstalment, sense: CardSense) {
  const { lang } = sense;
  return [
    { label: orderText.number[lang], value: open.number },
    { label: orderText.open[lang], value: writeMoney(open.amount - open.paid, sense) },
    { label: orderText.due[lang], value: describeDue(open.dueOn, sense) },
  ];
}
