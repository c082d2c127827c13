import type { Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { paymentDecidedCard, paymentProposedCard } from '../orders/decision-cards.ts';
import { orderSignedCard, paymentConfirmedCard } from '../orders/news-cards.ts';
import { loadOrderNews, loadPaymentNews, sumRefunds } from '../orders/news-store.ts';
import type { StoreContext } from '../store/context.ts';
import { share } from '../store/share.ts';
import { renderGathered } from './admit/render-gathered.ts';
import { renderCase } from './cases.ts';
import { renderClearDay } from './clear-day.ts';
import { renderComment } from './comments.ts';
import type { DeliveryContent, DeliveryToRender, PushContent, Rendered } from './content.ts';
import { addFooter } from './footer.ts';
import { renderLetters } from './letters/render.ts';
import type { Prepared } from './prepared.ts';
import { findReader } from './readers.ts';
import { renderDealStep } from './render-deals.ts';
import { renderOverdue } from './render-overdue.ts';
import {
  renderBrief,
  renderCalendar,
  renderGone,
  renderIdentity,
  renderMovedAway,
  renderNewcomer,
  renderReceived,
  renderReminder,
} from './render-people.ts';
import { renderRoleAsked, renderRoleDecided, renderRolesChanged } from './render-roles.ts';
import { renderScheduled } from './render-scheduled.ts';
import { renderSplitChanged, renderSplitDecided, renderSplitProposed } from './render-splits.ts';
import { renderStale } from './render-stale.ts';
import { type PersonalPush, type SubscribedPush, send, skip } from './rendered.ts';
import { renderReview } from './review/render.ts';
import { renderSameCity } from './same-city.ts';
import type { PersonalKind } from './slots.ts';
import { findSubscription, type Subscription } from './subscription-store.ts';
import { tellOrder, tellPayment } from './told/figures.ts';
import { renderAmended } from './told/render-amended.ts';

/**
 * Makes the message of a delivery from the rows as they are at this instant, in its reader's language and with the menu that
 * every push has; or tells why there is nothing to say any more. Rejects where the database does.
 */
export async function renderDelivery(store: StoreContext, delivery: DeliveryToRender): Promise<Rendered> {
  const { rendered, lang } = await renderBare(store, delivery);
  if (lang === undefined || rendered.kind === 'skip') return rendered;
  return addFooter(rendered, rendered.menuOf ?? delivery.id, lang);
}

/** A push as it is without its menu. `lang`: its reader's; absent for what is no push to anybody. */
export interface BareRendered {
  readonly rendered: Rendered;
  readonly lang?: Lang;
}

/** The same without the menu, for who puts something else there. */
export async function renderBare(store: StoreContext, delivery: DeliveryToRender): Promise<BareRendered> {
  const content = delivery.content as DeliveryContent;
  if (content.kind === 'message') return { rendered: { kind: 'message', message: content.message } };
  const { orgId } = delivery;
  switch (content.push) {
    case 'canary':
      return { rendered: skip('canary') };
    // What it brings together has menus of its own.
    case 'gathered':
      return { rendered: untold(await renderGathered(store, delivery, renderDelivery)) };
    case 'amended':
      return renderAmended(store, delivery, content, renderDelivery);
    case 'order-signed':
    case 'payment-confirmed':
    case 'deal-step':
    case 'daily':
    case 'ranking': {
      const subscription = await findActive(store, delivery);
      if (typeof subscription === 'string') return { rendered: skip(subscription) };
      const rendered = await renderSubscribed(
        { store, orgId, subscription },
        content,
        delivery.prepared as Prepared | undefined,
      );
      return { rendered, lang: subscription.lang };
    }
    case 'overdue':
    case 'clear-day': {
      const subscription = await findActive(store, delivery);
      const reader = await findReader(store.db, orgId, content.memberId);
      if (typeof subscription === 'string') return { rendered: skip(subscription) };
      if (!reader?.active) return { rendered: skip('inactive') };
      const push = { store, orgId, reader };
      const rendered = content.push === 'overdue' ? renderOverdue(push, content.day) : renderClearDay(push);
      return { rendered: await rendered, lang: reader.lang };
    }
    case 'payment-proposed':
    case 'payment-decided':
    case 'split-proposed':
    case 'split-decided':
    case 'split-changed':
    case 'reminder':
    case 'same-city':
    case 'newcomer':
    case 'identity':
    case 'role-asked':
    case 'role-decided':
    case 'roles-changed':
    case 'case':
    case 'stale':
    case 'received':
    case 'moved-away':
    case 'member-gone':
    case 'handover':
    case 'comment':
    case 'letters':
    case 'calendar':
    case 'review': {
      const reader = await findReader(store.db, orgId, content.memberId);
      if (!reader?.active) return { rendered: skip('inactive') };
      return {
        rendered: await renderPersonal({ store, orgId, reader }, content, delivery.id),
        lang: reader.lang,
      };
    }
  }
}

/** What came inside a message that gathers several is opened from there, as it then is. */
function untold(rendered: Rendered): Rendered {
  return rendered.kind === 'skip' ? rendered : { kind: 'message', message: rendered.message };
}

/** News of one day, as of now. */
function onDay({ clock }: StoreContext, day: LocalDate) {
  return { firstDay: day, lastDay: day, asOf: clock.now() };
}

type Subscribed = Extract<
  PushContent,
  { push: 'order-signed' | 'payment-confirmed' | 'deal-step' | 'daily' | 'ranking' }
>;
type Personal = Exclude<Extract<PushContent, { memberId: string }>, { push: PersonalKind }>;

async function renderSubscribed(
  push: SubscribedPush,
  content: Subscribed,
  prepared: Prepared | undefined,
): Promise<Rendered> {
  const { store, orgId, subscription } = push;
  const { lang } = subscription;
  switch (content.push) {
    case 'order-signed':
      return share(store, ['order-signed', orgId, content.orderId, lang], async () => {
        const news = await loadOrderNews(store.db, orgId, content.orderId);
        if (news?.state !== 'signed') return skip('order-withdrawn');
        const day = onDay(store, news.signedOn);
        const told = { about: 'order', subjectId: news.orderId, figures: tellOrder(news), ...day } as const;
        return send(orderSignedCard(news, lang), told);
      });
    case 'payment-confirmed':
      return share(store, ['payment-confirmed', orgId, content.paymentId, lang], async () => {
        const news = await loadPaymentNews(store.db, orgId, content.paymentId);
        if (news?.state !== 'confirmed') return skip('payment-not-confirmed');
        const figures = tellPayment(news, await sumRefunds(store.db, orgId, news.paymentId));
        const day = onDay(store, news.receivedOn);
        const told = { about: 'payment', subjectId: news.paymentId, figures, ...day } as const;
        return send(paymentConfirmedCard(news, lang), told);
      });
    case 'deal-step':
      return renderDealStep(push, content);
    case 'daily':
    case 'ranking':
      return renderScheduled(push, content, prepared?.slot);
  }
}

async function renderPersonal(push: PersonalPush, content: Personal, deliveryId: string): Promise<Rendered> {
  switch (content.push) {
    case 'payment-proposed':
      return renderProposed(push, content.paymentId);
    case 'payment-decided':
      return renderDecided(push, content.paymentId);
    case 'split-proposed':
      return renderSplitProposed(push, content.proposalId);
    case 'split-decided':
      return renderSplitDecided(push, content.proposalId);
    case 'split-changed':
      return renderSplitChanged(push, content);
    case 'reminder':
      return renderReminder(push, content);
    case 'same-city':
      return renderSameCity(push, content.customerId);
    case 'newcomer':
      return renderNewcomer(push, content.newcomerId);
    case 'identity':
      return renderIdentity(push, content.identityId);
    case 'role-asked':
      return renderRoleAsked(push, content.grantId);
    case 'role-decided':
      return renderRoleDecided(push, content.grantId);
    case 'roles-changed':
      return renderRolesChanged(push, content);
    case 'case':
      return renderCase(push, content);
    case 'stale':
      return renderStale(push, content);
    case 'moved-away':
      return renderMovedAway(push, content);
    case 'received':
      return renderReceived(push, content);
    case 'member-gone':
      return renderGone(push, content.identityId);
    case 'handover':
      return renderBrief(push, content.handoverId);
    case 'comment':
      return renderComment(push, content.commentId);
    case 'letters':
      return renderLetters(push);
    case 'review':
      return renderReview({ ...push, lang: push.reader.lang }, deliveryId, content);
    case 'calendar':
      return renderCalendar(push, content.year);
  }
}

/** Who lost the role since is not shown whose money it is. */
async function renderProposed({ store, orgId, reader }: PersonalPush, paymentId: string): Promise<Rendered> {
  const decides = reader.roles.includes('finance') || reader.roles.includes('executive');
  if (!decides) return skip('no-longer-allowed');
  const news = await loadPaymentNews(store.db, orgId, paymentId);
  if (news?.state !== 'proposed') return skip('payment-decided');
  return send(paymentProposedCard(news, reader.lang));
}

async function renderDecided({ store, orgId, reader }: PersonalPush, paymentId: string): Promise<Rendered> {
  const news = await loadPaymentNews(store.db, orgId, paymentId);
  if (news === undefined || news.state === 'proposed') return skip('payment-not-confirmed');
  return send(paymentDecidedCard(news, reader.lang));
}

/** The subscription behind a delivery, or why nothing is sent. */
async function findActive(
  store: StoreContext,
  { orgId, subscriptionId, prepared }: DeliveryToRender,
): Promise<Subscription | string> {
  const read = prepared as Prepared | undefined;
  const known = read?.subscription ?? { found: await findBehind(store, orgId, subscriptionId) };
  const { found } = known;
  if (found === undefined) return 'subscription-removed';
  return found.state === 'active' ? found : `subscription-${found.state}`;
}

async function findBehind(store: StoreContext, orgId: string, subscriptionId: string | null) {
  return subscriptionId === null ? undefined : findSubscription(store.db, orgId, subscriptionId);
}
