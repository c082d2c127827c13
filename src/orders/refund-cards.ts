import type { Card, CardBlock } from '../chat/card.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, showButton, writeMoney } from './cards.ts';
import type { Refundable } from './find-refundable.ts';
import { cancelButton, withdrawButton } from './payment-cards.ts';
import type { RefundablePayment } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { refundText } from './refund-text.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

export interface SavedRefund {
  readonly id: string;
  readonly order: OrderRow;
  readonly payment: RefundablePayment;
  /** Positive. */
  readonly amount: bigint;
  readonly refundedOn: LocalDate;
  readonly reason: string;
  readonly state: 'proposed' | 'confirmed';
}

/** What was just given back, or handed to finance. */
export function refundSavedCard(saved: SavedRefund, sense: CardSense): Card {
  const { order, payment, state } = saved;
  const { lang } = sense;
  const title = state === 'confirmed' ? refundText.recordedTitle : refundText.proposedTitle;
  const note = state === 'confirmed' ? refundText.reopened : refundText.proposedHow;
  const blocks: readonly CardBlock[] = [
    {
      kind: 'facts',
      facts: [
        { label: orderText.customer[lang], value: order.customerName },
        { label: orderText.number[lang], value: order.number },
        { label: refundText.ofPayment[lang], value: describePayment(payment, sense) },
        { label: refundText.refundedOn[lang], value: formatDate(saved.refundedOn, lang) },
        { label: paymentText.reason[lang], value: saved.reason },
      ],
    },
    { kind: 'note', text: note[lang] },
    { kind: 'buttons', buttons: [showButton(order, lang), ...withdrawButton(saved, sense)] },
  ];
  return {
    title: title(writeMoney(saved.amount, sense))[lang],
    tone: state === 'confirmed' ? 'plain' : 'info',
    blocks,
  };
}

/** The payments that may be meant, one button each. */
export function chooseRefundedCard(
  draftId: string,
  refundables: readonly Refundable[],
  sense: CardSense,
): Card {
  const { lang } = sense;
  return {
    title: refundText.whichTitle[lang],
    tone: 'info',
    blocks: [
      {
        kind: 'list',
        items: refundables.map(({ order, payment }) => ({
          text: [
            { text: describePayment(payment, sense), bold: true },
            { text: ` · ${order.customerName} ${order.number}` },
          ],
          note: refundText.room(writeMoney(payment.room, sense))[lang],
          buttons: [
            { label: orderText.choose[lang], action: 'draft.choose', target: `${draftId}.${payment.id}` },
          ],
        })),
      },
      { kind: 'buttons', buttons: [cancelButton(draftId, sense)] },
    ],
  };
}

function describePayment(payment: RefundablePayment, sense: CardSense): string {
  const day = formatDate(payment.receivedOn, sense.lang);
  return refundText.payment(writeMoney(payment.amount, sense), day)[sense.lang];
}
