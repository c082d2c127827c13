import type { Button, Card, CardBlock, Text } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import { describeShares } from './cards.ts';
import { type DecisionPlace, writeDecisionTarget } from './decision-target.ts';
import type { PaymentNews } from './news-store.ts';
import { paymentText } from './payment-text.ts';
import { refundText } from './refund-text.ts';
import { orderText } from './text.ts';

const ALONE: DecisionPlace = { kind: 'alone' };

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
  const { confirmButton, rejectButton } = decisionButtons(news, lang, ALONE);
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
export function confirmExcessCard(
  news: PaymentNews,
  excess: bigint,
  lang: Lang,
  place: DecisionPlace = ALONE,
): Card {
  const [amount = '', over = '', open = ''] = [news.amount, excess, news.amount - excess].map((minor) =>
    formatMoney(minor, news.currency, lang),
  );
  const { confirmButton, rejectButton } = decisionButtons(news, lang, place);
  const anyway: Button = {
    ...confirmButton,
    label: paymentText.confirmAnyway[lang],
    target: writeDecisionTarget({ id: news.paymentId, anyway: true, place }),
  };
  return {
    title: paymentText.excessTitle[lang],
    tone: 'warn',
    blocks: [
      { kind: 'text', text: paymentText.excess(amount, over, open)[lang] },
      { kind: 'facts', facts: listPaymentFacts(news, lang) },
      { kind: 'buttons', buttons: [anyway, rejectButton, ...listBack(place, lang)] },
    ],
  };
}

/** Says that a refund no longer fits: others were confirmed since it was proposed. */
export function refundTooMuchCard(news: PaymentNews, lang: Lang, place: DecisionPlace = ALONE): Card {
  const room = formatMoney(news.refundRoom ?? 0n, news.currency, lang);
  const { rejectButton } = decisionButtons(news, lang, place);
  return {
    title: nameTitle(news, lang),
    tone: 'warn',
    blocks: [
      { kind: 'text', text: refundText.tooMuch(room)[lang] },
      { kind: 'facts', facts: listPaymentFacts(news, lang) },
      { kind: 'buttons', buttons: [rejectButton, ...listBack(place, lang)] },
    ],
  };
}

/** What became of a payment or a refund; where it was decided from a list, with the way back. */
export function paymentDecidedCard(news: PaymentNews, lang: Lang, place: DecisionPlace = ALONE): Card {
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
    blocks: [
      facts,
      ...(place.kind === 'alone' ? [] : [{ kind: 'buttons', buttons: listBack(place, lang) } as const]),
    ],
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

function isRefund({ amount }: Pick<PaymentNews, 'amount'>): boolean {
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

/** A question that took a list's place leads back to all that wait. */
function listBack(place: DecisionPlace, lang: Lang): readonly Button[] {
  return place.kind === 'alone' ? [] : [allWaitingButton(lang)];
}

/** Leads to the list of all that wait. */
export function allWaitingButton(lang: Lang): Button {
  return { label: paymentText.waitingAll[lang], action: 'command.run', target: 'payment waiting' };
}

/** The two answers to a payment or refund that waits, wherever it is asked. */
export function decisionButtons(
  news: Pick<PaymentNews, 'paymentId' | 'amount'>,
  lang: Lang,
  place: DecisionPlace,
): { readonly confirmButton: Button; readonly rejectButton: Button } {
  const confirm = isRefund(news) ? refundText.confirm : paymentText.confirm;
  const target = writeDecisionTarget({ id: news.paymentId, anyway: false, place });
  return {
    confirmButton: { label: confirm[lang], action: 'payment.confirm', target, style: 'primary' },
    rejectButton: { label: paymentText.reject[lang], action: 'payment.reject', target, style: 'danger' },
  };
}
