import type { Button, Card, CardBlock, ListItem, Text } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatBasisPoints, formatMoney } from '../kernel/money.ts';
import { editText } from './edit-text.ts';
import { type FilledInstalment, fillInstalments, type Instalment } from './fill.ts';
import { drawLines } from './lines/cards.ts';
import type { OrderLine } from './lines/parse.ts';
import { refundText } from './refund-text.ts';
import type { Share } from './rules.ts';
import { splitText } from './split-text.ts';
import type { OrderPayment, OrderRow } from './store.ts';
import { instalmentStates, orderText, paymentStates } from './text.ts';

/** What every card about money is written with. */
export interface CardSense {
  readonly lang: Lang;
  readonly currency: string;
  readonly today: LocalDate;
}

export interface OrderDetails {
  readonly order: OrderRow;
  readonly instalments: readonly Instalment[];
  readonly lines: readonly OrderLine[];
  readonly payments: readonly OrderPayment[];
  /** Who is credited today, with their parts of the order's amount. */
  readonly shares: readonly Share[];
}

/** Which buttons are worth showing; each is checked again when it is pressed. */
export interface OrderRights {
  readonly pay: boolean;
  readonly edit: boolean;
  readonly split: boolean;
}

interface Fact {
  readonly label: string;
  readonly value: Text;
}

/** What was just recorded. */
export function orderSavedCard(details: OrderDetails, isDefaultPlan: boolean, sense: CardSense): Card {
  const { order, shares } = details;
  const { lang } = sense;
  const facts: readonly Fact[] = [
    { label: orderText.customer[lang], value: order.customerName },
    { label: orderText.amount[lang], value: writeMoney(order.amount, sense) },
    { label: orderText.signed[lang], value: formatDate(order.signedOn, lang) },
    { label: orderText.credit[lang], value: describeShares(shares, sense) },
  ];
  const note: readonly CardBlock[] = isDefaultPlan
    ? [{ kind: 'note', text: orderText.defaultPlan[lang] }]
    : [];
  return {
    title: orderText.savedTitle(order.number)[lang],
    tone: 'good',
    blocks: [
      { kind: 'facts', facts },
      ...drawLines(details.lines, sense),
      ...listInstalments(fillInstalments(details.instalments, [], sense.today), sense),
      ...note,
      { kind: 'buttons', buttons: [startPaymentButton(order, lang), showButton(order, lang)] },
    ],
  };
}

/** An order with everything about it. */
export function orderCard(details: OrderDetails, sense: CardSense, may: OrderRights): Card {
  const { order, instalments, payments } = details;
  const { lang } = sense;
  const confirmed = payments.filter(({ state }) => state === 'confirmed');
  const filled = fillInstalments(instalments, confirmed, sense.today);
  const isLate = filled.some(({ state }) => state === 'overdue');
  const withdrawn: readonly CardBlock[] =
    order.state === 'withdrawn' ? [{ kind: 'text', text: orderText.withdrawn[lang] }] : [];
  const history: readonly CardBlock[] =
    payments.length === 0 ? [] : [heading(orderText.payments[lang]), listPayments(payments, sense)];
  const buttons = order.state === 'signed' ? listButtons(order, may, lang) : [];
  return {
    title: orderText.showCardTitle(order.number, order.customerName)[lang],
    tone: isLate ? 'warn' : 'plain',
    blocks: [
      ...withdrawn,
      { kind: 'facts', facts: listFacts(details, sense) },
      ...drawLines(details.lines, sense),
      ...listInstalments(filled, sense),
      ...history,
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
}

function heading(text: string): CardBlock {
  return { kind: 'text', text: [{ text, bold: true }] };
}

function listButtons(order: OrderRow, may: OrderRights, lang: Lang): readonly Button[] {
  const run = (label: string, command: string): Button => ({
    label,
    action: 'command.run',
    target: `${command} order=${order.number}`,
  });
  return [
    ...(may.pay && order.paid < order.amount ? [startPaymentButton(order, lang)] : []),
    ...(may.pay && order.paid > 0n ? [run(refundText.button[lang], 'refund')] : []),
    ...(may.edit ? [{ label: editText.edit[lang], action: 'order.edit', target: order.id } as const] : []),
    ...(may.split ? [run(splitText.button[lang], 'order split')] : []),
  ];
}

function listFacts({ order, shares }: OrderDetails, sense: CardSense): readonly Fact[] {
  const { lang } = sense;
  const pending: readonly Fact[] =
    order.pending === 0n ? [] : [{ label: orderText.pending[lang], value: writeMoney(order.pending, sense) }];
  return [
    { label: orderText.amount[lang], value: writeMoney(order.amount, sense) },
    { label: orderText.paid[lang], value: writeMoney(order.paid, sense) },
    { label: orderText.open[lang], value: writeMoney(openOf(order), sense) },
    ...pending,
    { label: orderText.signed[lang], value: formatDate(order.signedOn, lang) },
    { label: orderText.credit[lang], value: describeShares(shares, sense) },
  ];
}

/** Orders, one line each; with their customers' names where those differ. */
export function orderListCard(title: string, orders: readonly OrderRow[], sense: CardSense): Card {
  const isOfOne = new Set(orders.map(({ customerId }) => customerId)).size === 1;
  return {
    title,
    tone: 'plain',
    blocks: [
      {
        kind: 'list',
        items: orders.map((order) => ({
          text: [
            { text: isOfOne ? order.number : `${order.number} · ${order.customerName}`, bold: true },
            { text: ` · ${describeOpen(order, sense)}` },
          ],
          note: orderText.signedOn(formatDate(order.signedOn, sense.lang))[sense.lang],
          buttons: [showButton(order, sense.lang)],
        })),
      },
    ],
  };
}

/** What is still to come in; never below zero. */
export function openOf(order: Pick<OrderRow, 'amount' | 'paid'>): bigint {
  return order.amount > order.paid ? order.amount - order.paid : 0n;
}

export function describeOpen(order: OrderRow, sense: CardSense): string {
  const amount = writeMoney(order.amount, sense);
  const open = openOf(order);
  return open === 0n
    ? orderText.settled(amount)[sense.lang]
    : orderText.openOf(writeMoney(open, sense), amount)[sense.lang];
}

export function writeMoney(minor: bigint, { currency, lang }: Pick<CardSense, 'currency' | 'lang'>): string {
  return formatMoney(minor, currency, lang);
}

/** `Li Wei`; where several share: `Li Wei 70%, Wang Fang 30%`. */
export function describeShares(
  shares: readonly Pick<Share, 'name' | 'basisPoints'>[],
  { lang }: Pick<CardSense, 'lang'>,
): string {
  if (shares.length === 1) return shares[0]?.name ?? '';
  const parts = shares.map(({ name, basisPoints }) => `${name} ${formatBasisPoints(basisPoints)}`);
  return parts.join(lang === 'zh' ? '，' : ', ');
}

export function startPaymentButton(order: Pick<OrderRow, 'id'>, lang: Lang): Button {
  return {
    label: orderText.recordPayment[lang],
    action: 'payment.start',
    target: order.id,
    style: 'primary',
  };
}

/** Shows an order by running the command that does. */
export function showButton(order: Pick<OrderRow, 'number'>, lang: Lang): Button {
  return { label: orderText.show[lang], action: 'command.run', target: `order show ${order.number}` };
}

/** A plan with how far each instalment is paid: lines, because columns of dates and sums are cut on a phone. */
export function listInstalments(
  instalments: readonly FilledInstalment[],
  sense: CardSense,
): readonly CardBlock[] {
  const items = instalments.map((each) =>
    drawLine(formatDate(each.dueOn, sense.lang), writeMoney(each.amount, sense), describeState(each, sense)),
  );
  return [heading(orderText.instalments[sense.lang]), { kind: 'list', items }];
}

function describeState({ state, paid, amount }: FilledInstalment, sense: CardSense): string {
  const name = instalmentStates[state][sense.lang];
  if (paid === 0n || paid >= amount) return name;
  const part = orderText.partOf(writeMoney(paid, sense))[sense.lang];
  return state === 'part' ? part : `${name} · ${part}`;
}

function listPayments(payments: readonly OrderPayment[], sense: CardSense): CardBlock {
  const { lang } = sense;
  return {
    kind: 'list',
    items: payments.map(({ receivedOn, amount, state }) =>
      drawLine(formatDate(receivedOn, lang), writeMoney(amount, sense), paymentStates[state][lang]),
    ),
  };
}

function drawLine(day: string, amount: string, state: string): ListItem {
  return { text: [{ text: `${day} · ` }, { text: amount, bold: true }, { text: ` · ${state}` }] };
}
