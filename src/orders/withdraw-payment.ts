import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { paymentDecidedCard } from './decision-cards.ts';
import { loadPaymentNews } from './news-store.ts';
import { chooseWaitingCard } from './payment-cards.ts';
import { withdrawSpec } from './payment-specs.ts';
import { listWaiting } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { noteCard, refuseInside } from './refusals.ts';
import { senseOf } from './show-order.ts';
import { orderText } from './text.ts';
import { withOrder } from './with-order.ts';
import { lockPayment, revisePayment, runAll } from './write-store.ts';

/**
 * `payment.withdraw`: whoever proposed a payment or a refund, or took over from them, takes it back while it waits for
 * finance. Whoever was asked to confirm it sees that nothing is left to decide.
 */
export function withdrawPayment(context: Context, paymentId: string): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    if (isUuid(paymentId)) await lockPayment(tx, context.orgId, paymentId);
    const news = isUuid(paymentId) ? await loadPaymentNews(tx, context.orgId, paymentId) : undefined;
    if (news === undefined) {
      const card = noteCard(context, orderText.refusedTitle, paymentText.gone);
      return { kind: 'card', card, audience: 'asker' };
    }
    if (news.keeperId !== context.memberId) {
      const why = paymentText.onlyProposer;
      return refuseInside(context, tx, {
        deed: 'payment.withdraw',
        entity: 'payment',
        entityId: paymentId,
        why,
      });
    }
    if (news.state !== 'proposed') {
      const notice = paymentText.decidedAlready(news.recordedBy ?? '–')[lang];
      return inPlace(context, paymentDecidedCard(news, lang), notice);
    }
    await runAll(tx, [
      revisePayment(context, paymentId, { state: 'withdrawn', reason: news.reason }),
      auditEntry(context, {
        action: 'payment.withdrawn',
        entity: 'payment',
        entityId: paymentId,
        before: { state: news.state },
        after: { state: 'withdrawn', amount: String(news.amount < 0n ? -news.amount : news.amount) },
      }),
      outboxEvent(context, { kind: 'payment.decided', paymentId }),
    ]);
    const withdrawn = { ...news, state: 'withdrawn', recordedBy: context.actor.name } as const;
    return inPlace(context, paymentDecidedCard(withdrawn, lang), paymentText.withdrawnNotice[lang]);
  });
}

/** `payment withdraw`: the speaker's only payment of the order that waits, or the one they choose. */
export function withdrawTyped(context: Context, values: RawValues): Promise<Done> {
  if (values.about !== undefined) return withdrawPayment(context, values.about.replace(/^#/, ''));
  return withOrder(context, values.order ?? '', async (order) => {
    const [first, ...others] = await listWaiting(context.db, context.orgId, order.id, context.memberId);
    if (first === undefined) {
      const none = paymentText.noneOfYours(order.number);
      const card = noteCard(context, paymentText.withdrawCommand, none);
      return answer(context, { kind: 'card', card, audience: 'asker' });
    }
    if (others.length === 0) return withdrawPayment(context, first.id);
    const draftId = context.ids.uuid();
    const card = chooseWaitingCard({ draftId, order, payments: [first, ...others] }, senseOf(context));
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      insertDraft(context, {
        id: draftId,
        command: withdrawSpec.name,
        values: { ...values, choosing: 'about' },
      }),
    ]);
  });
}

function inPlace(context: Context, card: ReturnType<typeof paymentDecidedCard>, notice: string): Reply {
  return context.inbound.kind === 'press'
    ? { kind: 'replace', card, notice }
    : { kind: 'card', card, audience: 'asker' };
}
