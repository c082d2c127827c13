import type { Card } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, listInstalments, showButton, writeMoney } from './cards.ts';
import { editText } from './edit-text.ts';
import { type FillingPayment, fillInstalments } from './fill.ts';
import { drawLines } from './lines/cards.ts';
import type { ChangedOrder } from './read-edit.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

/** What was changed of an order: before and after, and its plan as it stands now. */
export function orderChangedCard(
  edit: {
    readonly order: OrderRow;
    readonly changed: ChangedOrder;
    readonly payments: readonly FillingPayment[];
    readonly reason: string;
  },
  sense: CardSense,
): Card {
  const { order, changed, reason } = edit;
  const { lang } = sense;
  const compare = (before: string, after: string) =>
    before === after ? after : editText.fromTo(before, after)[lang];
  const [money, day] = [
    (minor: bigint) => writeMoney(minor, sense),
    (date: string) => formatDate(date, lang),
  ] as const;
  return {
    title: editText.changedTitle(order.number)[lang],
    tone: 'good',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: orderText.customer[lang], value: order.customerName },
          { label: orderText.amount[lang], value: compare(money(order.amount), money(changed.amount)) },
          { label: orderText.signed[lang], value: compare(day(order.signedOn), day(changed.signedOn)) },
          { label: editText.fieldReason[lang], value: reason },
        ],
      },
      ...drawLines(changed.lines, sense),
      ...listInstalments(fillInstalments(changed.plan, edit.payments, sense.today), sense),
      { kind: 'buttons', buttons: [showButton(order, lang)] },
    ],
  };
}

/** Says that an order no longer stands. */
export function orderVoidedCard(order: OrderRow, reason: string, sense: CardSense): Card {
  const { lang } = sense;
  return {
    title: editText.voidedTitle(order.number)[lang],
    tone: 'plain',
    blocks: [
      {
        kind: 'facts',
        facts: [
          { label: orderText.customer[lang], value: order.customerName },
          { label: orderText.amount[lang], value: writeMoney(order.amount, sense) },
          { label: editText.fieldReason[lang], value: reason },
        ],
      },
      { kind: 'note', text: editText.voidedHow[lang] },
    ],
  };
}
