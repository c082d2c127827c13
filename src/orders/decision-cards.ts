import type { Button, Card, CardBlock, Text } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { describeShares } from './cards.ts';
import type { PaymentNews } from './news-store.ts';
import { paymentText } from './payment-text.ts';
import { refundText } from './refund-text.ts';
import { orderText } from './text.ts';

interface Fact {
  readonly label: string;
  readonly value: Text;
}

/** Asks finance to decide on a proposed payment or refund; once it is decided, the same card tells by whom. */
export function paymentProposedCard(news: PaymentNews, lang: Lang): Card {
  return news.state === 'proposed' ? askCard(news, lang) : paymentDecidedCard(news, lang);
}

function askCard(news: PaymentNews, lang: Lang): Card {
  const open = news.orderAmount - news.orderPaid;
  const openFact = {
    label: paymentText.openBefore[lang],
    value: formatMoney(open > 0n ? open : 0n, news.currency, lang),
  };
  const { confirmButton, rejectButton } = makeButtons(news, lang);
  return {
    title: nameTitle(news, lang),
    tone: isRefund(news) || news.amount > open ? 'warn' : 'info',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ...listPaymentFacts(news, lang),
          ...(isRefund(news) ? listReason(news, lang) : [openFact]),
          { label: paymentText.proposedBy[lang], value: news.proposedBy ?? '–' },
          { label: orderText.credit[lang], value: describeShares(news.credits, { lang }) },
        ],
      },
      { kind: 'buttons', buttons: [confirmButton, rejectButton] },
    ],
  };
}

/** Asks once more where confirming would bring in more than what is open by now. */
export function confirmExcessCard(news: PaymentNews, excess: bigint, lang: Lang): Card {
  const [amount = '', over = '', open = ''] = [news.amount, excess, news.amount - excess].map((minor) =>
    formatMoney(minor, news.currency, lang),
  );
  const { confirmButton, rejectButton } = makeButtons(news, lang);
  const anyway: Button = {
    ...confirmButton,
    label: paymentText.confirmAnyway[lang],
    target: `${news.paymentId}.anyway`,
  };
  return {
    title: paymentText.excessTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: paymentText.excess(amount, over, open)[lang] },
      { kind: 'facts', facts: listPaymentFacts(news, lang) },
      { kind: 'buttons', buttons: [anyway, rejectButton] },
    ],
  };
}

/** Says that a refund no longer fits: others were confirmed since it was proposed. */
export function refundTooMuchCard(news: PaymentNews, lang: Lang): Card {
  const room = formatMoney(news.refundRoom ?? 0n, news.currency, lang);
  const { rejectButton } = makeButtons(news, lang);
  return {
    title: nameTitle(news, lang),
    tone: 'warn',
    blocks: [
      { kind: 'text', text: refundText.tooMuch(room)[lang] },
      { kind: 'facts', facts: listPaymentFacts(news, lang) },
      { kind: 'buttons', buttons: [rejectButton] },
    ],
  };
}

/** What became of a payment or a refund. */
export function paymentDecidedCard(news: PaymentNews, lang: Lang): Card {
  const facts: CardBlock = {
    kind: 'facts',
    facts: [
      ...listPaymentFacts(news, lang),
      { label: paymentText.decidedBy[lang], value: news.recordedBy ?? '–' },
      ...listReason(news, lang),
    ],
  };
  return {
    title: nameTitle(news, lang),
    tone: news.state === 'confirmed' ? 'good' : 'plain',
    blocks: [facts],
  };
}

function nameTitle(news: PaymentNews, lang: Lang): string {
  const text = isRefund(news) ? refundText : paymentText;
  const title = {
    proposed: text.askTitle,
    confirmed: text.confirmedTitle,
    rejected: text.rejectedTitle,
    withdrawn: text.withdrawnTitle,
  }[news.state];
  const amount = news.amount < 0n ? -news.amount : news.amount;
  return title(formatMoney(amount, news.currency, lang), news.customerName)[lang];
}

function isRefund({ amount }: PaymentNews): boolean {
  return amount < 0n;
}

function listReason({ reason }: PaymentNews, lang: Lang): readonly Fact[] {
  return reason === '' ? [] : [{ label: paymentText.reason[lang], value: reason }];
}

function listPaymentFacts(news: PaymentNews, lang: Lang): readonly Fact[] {
  const { instalment } = news;
  const received = isRefund(news) ? refundText.refundedOn : orderText.received;
  return [
    { label: orderText.customer[lang], value: news.customerName },
    { label: orderText.number[lang], value: news.orderNumber },
    { label: received[lang], value: formatDate(news.receivedOn, lang) },
    ...(instalment === null
      ? []
      : [{ label: paymentText.fieldInstalment[lang], value: paymentText.nth(String(instalment))[lang] }]),
  ];
}

function makeButtons(news: PaymentNews, lang: Lang): { confirmButton: Button; rejectButton: Button } {
  const confirm = isRefund(news) ? refundText.confirm : paymentText.confirm;
  return {
    confirmButton: {
      label: confirm[lang],
      action: 'payment.confirm',
      target: news.paymentId,
      style: 'primary',
    },
    rejectButton: {
      label: paymentText.reject[lang],
      action: 'payment.reject',
      target: news.paymentId,
      style: 'danger',
    },
  };
}
