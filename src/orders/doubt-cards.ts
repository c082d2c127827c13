import type { Button, Card, CardBlock } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, writeMoney } from './cards.ts';
import { cancelButton } from './payment-cards.ts';
import type { TwinPayment } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import type { OrderRow } from './store.ts';
import { orderText } from './text.ts';

/** A payment that is asked about before it is recorded. */
export interface Doubt {
  readonly draftId: string;
  readonly order: OrderRow;
  readonly amount: bigint;
  /** What it is beyond what is open; 0: nothing. */
  readonly excess: bigint;
  /** Another payment that may be the same money. */
  readonly twin: TwinPayment | undefined;
  /** The reader may confirm the other one instead. */
  readonly mayConfirm: boolean;
}

/** Asks before more is recorded than what is open, or what looks like another payment. */
export function doubtCard(doubt: Doubt, sense: CardSense): Card {
  const { order, twin, excess } = doubt;
  const { lang } = sense;
  const pending: readonly CardBlock[] =
    order.pending <= 0n || twin?.state === 'proposed'
      ? []
      : [{ kind: 'text', text: paymentText.pendingToo(writeMoney(order.pending, sense))[lang] }];
  return {
    title: (excess > 0n ? paymentText.excessTitle : paymentText.twinTitle)[lang],
    tone: 'warn',
    blocks: [
      ...(excess > 0n ? [describeExcess(doubt, sense)] : []),
      ...(twin === undefined ? [] : [describeTwin(doubt, twin, sense)]),
      ...pending,
      {
        kind: 'facts',
        facts: [
          { label: orderText.customer[lang], value: order.customerName },
          { label: orderText.number[lang], value: order.number },
        ],
      },
      { kind: 'buttons', buttons: listButtons(doubt, sense) },
    ],
  };
}

function describeExcess({ amount, excess }: Doubt, sense: CardSense): CardBlock {
  const [paid = '', over = '', open = ''] = [amount, excess, amount - excess].map((minor) =>
    writeMoney(minor, sense),
  );
  return { kind: 'text', text: paymentText.excess(paid, over, open)[sense.lang] };
}

function describeTwin({ amount }: Doubt, twin: TwinPayment, sense: CardSense): CardBlock {
  const { lang } = sense;
  const describe = twin.state === 'proposed' ? paymentText.twinWaiting : paymentText.twinConfirmed;
  const day = formatDate(twin.receivedOn, lang);
  return { kind: 'text', text: describe(writeMoney(amount, sense), twin.byName ?? '–', day)[lang] };
}

/** Where the same money waits for the reader to confirm it, that is what to do with it. */
function listButtons({ draftId, twin, excess, mayConfirm }: Doubt, sense: CardSense): readonly Button[] {
  const { lang } = sense;
  const confirms = twin?.state === 'proposed' && mayConfirm;
  const goOn: Button = {
    label: (excess > 0n ? paymentText.goOn : paymentText.another)[lang],
    action: 'draft.confirm',
    target: draftId,
    ...(confirms ? {} : { style: 'primary' }),
  };
  const instead: readonly Button[] = confirms
    ? [
        {
          label: paymentText.confirmWaiting[lang],
          action: 'payment.confirm',
          target: twin.id,
          style: 'primary',
        },
      ]
    : [];
  return [...instead, goOn, cancelButton(draftId, sense)];
}
