import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, describeOpen, openOf, showButton, writeMoney } from './cards.ts';
import type { WaitingPayment } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { refundText } from './refund-text.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

export interface SavedPayment {
  readonly id: string;
  /** The order as it was before this payment. */
  readonly order: OrderRow;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  readonly state: 'proposed' | 'confirmed';
  /** Finance recorded it, but is credited for it. */
  readonly hasOwnShare: boolean;
  readonly showsOpen: boolean;
  /** The place in the plan that was named. */
  readonly place: number | undefined;
}

/** What was just recorded or handed to finance. */
export function paymentSavedCard(saved: SavedPayment, sense: CardSense): Card {
  const { order, state } = saved;
  const { lang } = sense;
  const amount = writeMoney(saved.amount, sense);
  const title = state === 'confirmed' ? paymentText.recordedTitle : paymentText.proposedTitle;
  const facts = [
    { label: orderText.customer[lang], value: order.customerName },
    { label: orderText.number[lang], value: order.number },
    { label: orderText.received[lang], value: formatDate(saved.receivedOn, lang) },
    ...(saved.place === undefined
      ? []
      : [{ label: paymentText.fieldInstalment[lang], value: paymentText.nth(String(saved.place))[lang] }]),
  ];
  return {
    title: title(amount)[lang],
    tone: state === 'confirmed' ? 'good' : 'info',
    blocks: [
      { kind: 'facts', facts: [...facts, ...listOpen(saved, sense)] },
      ...noteState(saved, sense),
      { kind: 'buttons', buttons: [showButton(order, lang), ...withdrawButton(saved, sense)] },
    ],
  };
}

/** Takes back what waits for finance. */
export function withdrawButton(
  { id, state }: Pick<SavedPayment, 'id' | 'state'>,
  { lang }: CardSense,
): readonly Button[] {
  return state === 'proposed'
    ? [{ label: paymentText.withdraw[lang], action: 'payment.withdraw', target: id, style: 'danger' }]
    : [];
}

function listOpen({ order, amount, state, showsOpen }: SavedPayment, sense: CardSense) {
  if (!showsOpen || state !== 'confirmed') return [];
  const open = openOf({ amount: order.amount, paid: order.paid + amount });
  const value = open === 0n ? paymentText.paidInFull[sense.lang] : writeMoney(open, sense);
  return [{ label: paymentText.openAfter[sense.lang], value }];
}

function noteState({ state, hasOwnShare }: SavedPayment, { lang }: CardSense): readonly CardBlock[] {
  if (state === 'confirmed') return [];
  const why = hasOwnShare ? paymentText.ownShareHow : paymentText.proposedHow;
  return [{ kind: 'note', text: why[lang] }];
}

/** The payments of an order that wait for finance, one button each. */
export function chooseWaitingCard(
  choice: {
    readonly draftId: string;
    readonly order: OrderRow;
    readonly payments: readonly WaitingPayment[];
  },
  sense: CardSense,
): Card {
  const { lang } = sense;
  const { draftId, order, payments } = choice;
  return {
    title: paymentText.whichWaiting(order.number)[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'list',
        items: payments.map(({ id, amount, receivedOn }) => ({
          text: [
            { text: writeMoney(amount < 0n ? -amount : amount, sense), bold: true },
            {
              text: ` · ${formatDate(receivedOn, lang)}${amount < 0n ? ` · ${refundText.title[lang]}` : ''}`,
            },
          ],
          buttons: [{ label: orderText.choose[lang], action: 'draft.choose', target: `${draftId}.${id}` }],
        })),
      },
      { kind: 'buttons', buttons: [cancelButton(draftId, sense)] },
    ],
  };
}

/** The open orders of a customer, one button each, for a payment that did not say which one. */
export function chooseOrderCard(
  choice: { readonly draftId: string; readonly orders: readonly OrderRow[]; readonly amount: bigint },
  sense: CardSense,
): Card {
  const { lang } = sense;
  const customer = choice.orders[0]?.customerName ?? '';
  return {
    title: orderText.chooseTitle[lang],
    tone: 'info',
    blocks: [
      { kind: 'text', text: paymentText.whichOrder(customer, writeMoney(choice.amount, sense))[lang] },
      {
        kind: 'list',
        items: choice.orders.map((order) => ({
          text: [{ text: order.number, bold: true }, { text: ` ${describeOpen(order, sense)}` }],
          note: orderText.signedOn(formatDate(order.signedOn, lang))[lang],
          buttons: [
            {
              label: orderText.choose[lang],
              action: 'draft.choose',
              target: `${choice.draftId}.${order.id}`,
            },
          ],
        })),
      },
      { kind: 'buttons', buttons: [cancelButton(choice.draftId, sense)] },
    ],
  };
}

export function cancelButton(draftId: string, { lang }: CardSense): Button {
  return { label: orderText.cancel[lang], action: 'draft.cancel', target: draftId };
}
