import { buildForm } from '../chat/form.ts';
import type { RawValues } from '../chat/spec.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { judgeNews, rejectPayment, whyNot } from './decide-payment.ts';
import { paymentDecidedCard, paymentProposedCard } from './decision-cards.ts';
import { readDecisionPlace, readDecisionTarget, writeDecisionPlace } from './decision-target.ts';
import { loadPaymentNews } from './news-store.ts';
import { chooseWaitingCard } from './payment-cards.ts';
import { rejectSpec } from './payment-specs.ts';
import { listWaiting } from './payment-store.ts';
import { paymentText } from './payment-text.ts';
import { noteCard, refuseRight } from './refusals.ts';
import { readOrderNumber } from './rules.ts';
import { senseOf } from './show-order.ts';
import { findOrderByNumber } from './store.ts';
import { orderText } from './text.ts';

/** `payment.reject`: asks for the reason; whoever proposed the payment reads it. */
export async function startReject(context: Context, target: string): Promise<Done> {
  const { lang } = context.actor;
  const { id: paymentId, place } = readDecisionTarget(target);
  const news = isUuid(paymentId) ? await loadPaymentNews(context.db, context.orgId, paymentId) : undefined;
  if (news === undefined) {
    const card = noteCard(context, orderText.refusedTitle, paymentText.gone);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const verdict = await judgeNews(context, context.db, news);
  if (verdict !== 'allowed') {
    const why = whyNot(verdict);
    return refuseRight(context, { deed: 'payment.reject', entity: 'payment', entityId: paymentId, why });
  }
  if (news.state !== 'proposed') {
    const notice = paymentText.decidedAlready(news.recordedBy ?? '–')[lang];
    return answer(context, { kind: 'replace', card: paymentDecidedCard(news, lang, place), notice });
  }
  const draftId = context.ids.uuid();
  // Which payment is meant is settled: only the reason is asked.
  const fields = rejectSpec.fields.filter(({ name }) => name === 'reason');
  const form = buildForm({ spec: { ...rejectSpec, fields }, draftId, lang, values: {} });
  const intro = paymentProposedCard(news, lang).title;
  return commitAll(context, { kind: 'form', form: { ...form, intro } }, [
    insertDraft(context, {
      id: draftId,
      command: rejectSpec.name,
      values: { about: paymentId, place: writeDecisionPlace(place) },
    }),
  ]);
}

/** `payment reject`: the payment that a form was opened for, or the only one of the order that waits. */
export async function rejectTyped(context: Context, values: RawValues): Promise<Done> {
  const about = values.about?.replace(/^#/, '');
  const reason = values.reason ?? '';
  if (about !== undefined)
    return rejectPayment(context, about, reason, readDecisionPlace(values.place ?? ''));
  const typed = values.order ?? '';
  const number = readOrderNumber(typed);
  const order = number === undefined ? undefined : await findOrderByNumber(context.db, context.orgId, number);
  if (order === undefined)
    return say(context, noteCard(context, orderText.unknownTitle(typed), orderText.unknownHow));
  const [first, ...others] = await listWaiting(context.db, context.orgId, order.id);
  if (first === undefined) {
    const none = paymentText.noneWaiting(order.number);
    return say(context, noteCard(context, paymentText.rejectCommand, none));
  }
  if (others.length === 0) return rejectPayment(context, first.id, reason);
  const draftId = context.ids.uuid();
  const card = chooseWaitingCard({ draftId, order, payments: [first, ...others] }, senseOf(context));
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    insertDraft(context, { id: draftId, command: rejectSpec.name, values: { ...values, choosing: 'about' } }),
  ]);
}

function say(context: Context, card: ReturnType<typeof noteCard>): Promise<Done> {
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
