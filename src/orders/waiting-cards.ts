import type { Card, ListItem } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { type CardSense, showButton, writeMoney } from './cards.ts';
import { decisionButtons } from './decision-cards.ts';
import type { DecisionPlace } from './decision-target.ts';
import { paymentText as t } from './payment-text.ts';
import { receivableText } from './receivable-text.ts';
import { refundText } from './refund-text.ts';
import type { Verdict } from './rights.ts';
import { orderText } from './text.ts';
import type { WaitingRow } from './waiting-store.ts';

export interface WaitingItem extends WaitingRow {
  readonly verdict: Verdict;
}

export interface WaitingPage {
  readonly items: readonly WaitingItem[];
  /** All that wait, on whichever page. */
  readonly count: number;
  /** From 1. */
  readonly page: number;
  /** How many were left out before these. */
  readonly offset: number;
}

/** All that waits for finance, a page of it; what somebody may not decide is listed, and it is said why. */
export function waitingCard({ items, count, page, offset }: WaitingPage, sense: CardSense): Card {
  const { lang } = sense;
  if (items.length === 0)
    return {
      title: t.waitingNone[lang],
      tone: 'good',
      blocks: [{ kind: 'text', text: t.waitingNoneHow[lang] }],
    };
  const last = offset + items.length;
  const isWhole = offset === 0 && last >= count;
  const ofAll = receivableText.pageOf(String(offset + 1), String(last), String(count))[lang];
  const next = {
    label: receivableText.more[lang],
    action: 'command.run',
    target: `payment waiting page=${page + 1}`,
  } as const;
  return {
    title: t.waitingTitle(String(count))[lang],
    tone: 'info',
    blocks: [
      { kind: 'list', items: items.map((item) => waitingItem(item, sense, { kind: 'list', page })) },
      ...(isWhole ? [] : [{ kind: 'note', text: ofAll } as const]),
      ...(last < count ? [{ kind: 'buttons', buttons: [next] } as const] : []),
    ],
  };
}

/** One that waits, with what may be done about it in one tap. */
export function waitingItem(item: WaitingItem, sense: CardSense, place: DecisionPlace): ListItem {
  const { lang } = sense;
  const isRefund = item.amount < 0n;
  const amount = writeMoney(isRefund ? -item.amount : item.amount, sense);
  const { confirmButton, rejectButton } = decisionButtons(
    { paymentId: item.id, amount: item.amount },
    lang,
    place,
  );
  const order = { ...showButton({ number: item.orderNumber }, lang), label: t.orderButton[lang] };
  return {
    text: [
      { text: item.customerName, bold: true },
      { text: ` · ${isRefund ? `${refundText.button[lang]} ` : ''}${amount}` },
    ],
    note: listNotes(item, sense).join(' · '),
    buttons: item.verdict === 'allowed' ? [confirmButton, rejectButton, order] : [order],
  };
}

function listNotes(item: WaitingItem, sense: CardSense): readonly string[] {
  const { lang } = sense;
  const day = formatDate(item.receivedOn, lang);
  const received = item.amount < 0n ? refundText.refundedOn : orderText.received;
  const why = { allowed: '', 'own-share': t.ownShareNote[lang], 'needs-finance': t.needsFinanceNote[lang] };
  return [
    item.orderNumber,
    `${received[lang]} ${day}`,
    item.proposedBy === null ? '' : t.byName(item.proposedBy)[lang],
    item.waitedDays > 0 ? t.waitsFor(String(item.waitedDays))[lang] : '',
    item.reason,
    item.excess > 0n ? t.excessNote(writeMoney(item.excess, sense))[lang] : '',
    item.hasTwin ? t.twinNote[lang] : '',
    why[item.verdict],
  ].filter((part) => part !== '');
}
