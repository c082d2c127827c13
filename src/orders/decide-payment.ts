import type { Card } from '../chat/card.ts';
import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import { isUuid } from '../kernel/ids.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import type { DrawDay } from '../people/day.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { commit, type Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import { confirmExcessCard, paymentDecidedCard, refundTooMuchCard } from './decision-cards.ts';
import { type DecisionPlace, readDecisionTarget } from './decision-target.ts';
import { drawWaiting } from './list-waiting.ts';
import { loadPaymentNews, type PaymentNews } from './news-store.ts';
import { paymentText } from './payment-text.ts';
import { noteCard } from './refusals.ts';
import { judgeDecision, type Verdict } from './rights.ts';
import { findExcess } from './rules.ts';
import { orderText } from './text.ts';
import { hasFreeFinance, lockPayment, revisePayment, runAll } from './write-store.ts';

interface Decision {
  readonly state: 'confirmed' | 'rejected';
  readonly reason: string;
  /** The question whether more than what is open may be confirmed was answered with yes. */
  readonly isExcessFine: boolean;
  readonly place: DecisionPlace;
}

/** How a list looks once something in it was decided. */
type DrawList = (place: DecisionPlace, db: Tx) => Promise<Card | undefined>;

const LONGEST_REASON = 500;

/** `payment.confirm`, alone or in a list, which is drawn again; `.anyway` once the excess was shown and accepted. */
export function confirmPayment(context: Context, target: string, drawDay: DrawDay): Promise<Done> {
  const { id, anyway, place } = readDecisionTarget(target);
  const decision = { state: 'confirmed', reason: '', isExcessFine: anyway, place } as const;
  return decide(context, id, decision, async (where, db) => {
    if (where.kind === 'alone') return undefined;
    return where.kind === 'day' ? drawDay(context, db) : drawWaiting(context, db, where.page);
  });
}

/** Rejects a payment, or a refund, that waits for finance. The answer comes from a form, so that a list stays as it is. */
export function rejectPayment(
  context: Context,
  paymentId: string,
  reason: string,
  place: DecisionPlace = { kind: 'alone' },
): Promise<Done> {
  const words = cleanText(reason, LONGEST_REASON);
  const decision = { state: 'rejected', reason: words, isExcessFine: true, place } as const;
  return decide(context, paymentId, decision, () => Promise.resolve(undefined));
}

/** Rights and state are those of this instant, whenever the button was made; a second press tells what the first did. */
function decide(context: Context, paymentId: string, decision: Decision, drawList: DrawList): Promise<Done> {
  return commit(context, async (tx) => {
    const news = await lockNews(context, tx, paymentId);
    if (news === undefined) return sayOnly(noteCard(context, orderText.refusedTitle, paymentText.gone));
    const verdict = await judgeNews(context, tx, news);
    if (verdict !== 'allowed') return refuse(context, tx, paymentId, decision, verdict);
    return settle(context, tx, news, decision, drawList);
  });
}

/** Whether the speaker may decide on this payment, by the rows as they are now. */
export async function judgeNews(context: Context, db: Tx, news: PaymentNews): Promise<Verdict> {
  const credited = news.credits.map(({ memberId }) => memberId);
  const free = await hasFreeFinance(db, context.orgId, credited);
  return judgeDecision({ memberId: context.memberId, roles: context.actor.roles }, credited, free);
}

async function lockNews(context: Context, tx: Tx, paymentId: string): Promise<PaymentNews | undefined> {
  if (!isUuid(paymentId)) return undefined;
  await lockPayment(tx, context.orgId, paymentId);
  return loadPaymentNews(tx, context.orgId, paymentId);
}

async function settle(
  context: Context,
  tx: Tx,
  news: PaymentNews,
  decision: Decision,
  drawList: DrawList,
): Promise<Reply> {
  const { lang } = context.actor;
  const { place } = decision;
  if (news.state !== 'proposed') {
    const notice = paymentText.decidedAlready(news.recordedBy ?? '–')[lang];
    const list = await drawList(place, tx);
    return { kind: 'replace', card: list ?? paymentDecidedCard(news, lang, place), notice };
  }
  const { refundRoom } = news;
  if (decision.state === 'confirmed' && refundRoom !== null && refundRoom < -news.amount)
    return { kind: 'replace', card: refundTooMuchCard(news, lang, place) };
  const open = { amount: news.orderAmount, paid: news.orderPaid, pending: 0n };
  const excess = findExcess(open, news.amount);
  if (excess > 0n && !decision.isExcessFine)
    return { kind: 'replace', card: confirmExcessCard(news, excess, lang, place) };
  const { state } = decision;
  // Why money is given back stays with it; a rejection has a reason of its own.
  const reason = state === 'confirmed' ? news.reason : decision.reason;
  const { paymentId } = news;
  await runAll(tx, [
    revisePayment(context, news.paymentId, { state, reason }),
    auditEntry(context, {
      action: `payment.${state}`,
      entity: 'payment',
      entityId: news.paymentId,
      before: { state: news.state },
      after: { state, reason, amount: String(news.amount < 0n ? -news.amount : news.amount) },
    }),
    outboxEvent(context, { kind: 'payment.decided', paymentId }),
    ...(state === 'confirmed' ? [outboxEvent(context, { kind: 'payment.confirmed', paymentId })] : []),
  ]);
  const notice = state === 'confirmed' ? paymentText.confirmedNotice : paymentText.rejectedNotice;
  const decided = { ...news, state, reason, recordedBy: context.actor.name };
  const card = paymentDecidedCard(decided, lang, place);
  const list = await drawList(place, tx);
  // A list is drawn again; which of its rows was meant is said once.
  return list === undefined
    ? { kind: 'replace', card, notice: notice[lang] }
    : { kind: 'replace', card: list, notice: card.title };
}

async function refuse(
  context: Context,
  tx: Tx,
  paymentId: string,
  decision: Decision,
  verdict: Exclude<Verdict, 'allowed'>,
): Promise<Reply> {
  const deed = decision.state === 'confirmed' ? 'payment.confirm' : 'payment.reject';
  await runAll(tx, [
    auditEntry(context, {
      action: 'access.refused',
      entity: 'payment',
      entityId: paymentId,
      after: { deed, verdict },
    }),
  ]);
  return sayOnly(noteCard(context, orderText.refusedTitle, whyNot(verdict)));
}

/** Why somebody may not decide on a payment. */
export function whyNot(verdict: Exclude<Verdict, 'allowed'>): Bilingual {
  return verdict === 'own-share' ? paymentText.ownShare : paymentText.needsFinance;
}

/** The card that was pressed stays: whoever may decide still needs its buttons. */
function sayOnly(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
