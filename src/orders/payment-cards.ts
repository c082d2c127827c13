import type { Card, CardBlock } from '../chat/card.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, describeOpen, openOf, showButton, writeMoney } from './cards.ts';
import { paymentText } from './payment-text.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

export interface SavedPayment {
  /** The order as it was before this payment. */
  readonly order: OrderRow;
  readonly amount: bigint;
  readonly receivedOn: LocalDate;
  readonly state: 'proposed' | 'confirmed';
  /** Finance recorded it, but is credited for it. */
  readonly hasOwnShare: boolean;
  readonly showsOpen: boolean;
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
  ];
  return {
    title: title(amount)[lang],
    tone: state === 'confirmed' ? 'good' : 'info',
    blocks: [
      { kind: 'facts', facts: [...facts, ...listOpen(saved, sense)] },
      ...noteState(saved, sense),
      { kind: 'buttons', buttons: [showButton(order, lang)] },
    ],
  };
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

/** Asks before more is recorded than what is open. */
export function excessCard(
  question: {
    readonly draftId: string;
    readonly order: OrderRow;
    readonly amount: bigint;
    readonly excess: bigint;
  },
  sense: CardSense,
): Card {
  const { draftId, order } = question;
  const { lang } = sense;
  const pending: readonly CardBlock[] =
    order.pending === 0n
      ? []
      : [{ kind: 'text', text: paymentText.pendingToo(writeMoney(order.pending, sense))[lang] }];
  return {
    title: paymentText.excessTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: describeExcess(question, sense) },
      ...pending,
      {
        kind: 'facts',
        facts: [
          { label: orderText.customer[lang], value: order.customerName },
          { label: orderText.number[lang], value: order.number },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { label: paymentText.goOn[lang], action: 'draft.confirm', target: draftId, style: 'primary' },
          cancelButton(draftId, sense),
        ],
      },
    ],
  };
}

function describeExcess(
  { amount, excess }: { readonly amount: bigint; readonly excess: bigint },
  sense: CardSense,
): string {
  const [paid = '', over = '', open = ''] = [amount, excess, amount - excess].map((minor) =>
    writeMoney(minor, sense),
  );
  return paymentText.excess(paid, over, open)[sense.lang];
}

function cancelButton(draftId: string, { lang }: CardSense) {
  return { label: orderText.cancel[lang], action: 'draft.cancel', target: draftId } as const;
}
