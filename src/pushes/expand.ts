import type { StoreContext } from '../store/context.ts';
import { planCase } from './cases.ts';
import { planComment } from './comments.ts';
import { findWaitingEvent, insertDeliveries, type NewDelivery, type WaitingEvent } from './delivery-store.ts';
import type { DeliveryPlan } from './plan.ts';
import { planDealStep } from './plan-deals.ts';
import { planHandoverBrief, planMemberGone, planReceived, planStale } from './plan-leaving.ts';
import { planIdentityWaiting, planNewcomer, planReminder } from './plan-people.ts';
import { planRoleAsked, planRoleDecided, planRolesChanged } from './plan-roles.ts';
import {
  planOrderSigned,
  planPaymentConfirmed,
  planPaymentDecided,
  planPaymentProposed,
} from './plan-sales.ts';
import { planSlots } from './plan-slot.ts';
import { planSplitChanged, planSplitDecided, planSplitProposed } from './plan-splits.ts';
import { planReview } from './review/plan.ts';
import { planSameCity } from './same-city.ts';
import { planCorrections } from './told/plan-corrections.ts';

/**
 * Works an event of the outbox off: finds who has to hear of it, puts one delivery for each into the ledger and marks the
 * event as done, in one transaction. Running it again, or twice at once, adds nothing: a delivery's key says what, about
 * which event or period and to whom. Answers with the deliveries that are new and wait to be sent.
 */
export async function expandEvent(
  store: StoreContext,
  event: { readonly orgId: string; readonly id: string },
): Promise<readonly NewDelivery[]> {
  const waiting = await findWaitingEvent(store.db, event);
  if (waiting === undefined) return [];
  const plans = await planEvent(store, waiting);
  return insertDeliveries(store, waiting.orgId, waiting.id, plans);
}

/** Who has to hear of an event, as the rows stand now. */
async function planEvent(store: StoreContext, waiting: WaitingEvent): Promise<readonly DeliveryPlan[]> {
  const { db } = store;
  const { orgId, event, day } = waiting;
  switch (event.kind) {
    case 'order.signed':
      return [
        ...(await planOrderSigned(db, orgId, event.orderId)),
        ...(await planCorrections(store, orgId, event)),
      ];
    case 'payment.confirmed':
      return [
        ...(await planPaymentConfirmed(db, orgId, event.paymentId)),
        ...(await planCorrections(store, orgId, event)),
      ];
    case 'order.changed':
    case 'deal.reopened':
      return planCorrections(store, orgId, event);
    case 'payment.proposed':
      return planPaymentProposed(db, orgId, event.paymentId);
    case 'payment.decided':
      return planPaymentDecided(db, orgId, event.paymentId);
    case 'deal.moved':
    case 'deal.closed':
      return planDealStep(db, orgId, event.dealId, event.step);
    case 'split.proposed':
      return planSplitProposed(db, orgId, event.proposalId, day);
    case 'split.decided':
      return planSplitDecided(db, orgId, event.proposalId);
    case 'split.changed':
      return [
        ...(await planSplitChanged(db, orgId, event.orderId, event.revision)),
        ...(await planCorrections(store, orgId, event)),
      ];
    case 'followup.commented':
      return planComment(db, orgId, event.commentId);
    case 'visit.noted':
      return planSameCity(db, orgId, event, day);
    case 'reminder.due':
      return planReminder(db, orgId, event.reminderId, event.day);
    case 'slot.due':
      return planSlots(store, orgId, [event]);
    case 'slots.due':
      return planSlots(store, orgId, event.slots);
    case 'newcomer.seen':
      return planNewcomer(db, orgId, event.newcomerId, day);
    case 'identity.waiting':
      return planIdentityWaiting(db, orgId, event.identityId, day);
    case 'role.asked':
      return planRoleAsked(db, orgId, event.grantId);
    case 'role.decided':
      return planRoleDecided(db, orgId, event.grantId);
    case 'role.changed':
      return planRolesChanged(db, orgId, waiting.id, event);
    case 'case.opened':
      return planCase(db, orgId, { caseId: event.caseId, news: 'opened', day });
    case 'case.closed':
      return planCase(db, orgId, { caseId: event.caseId, news: 'closed', day });
    case 'case.waiting':
      return planCase(db, orgId, { caseId: event.caseId, news: 'waiting', day: event.day });
    case 'stale.noticed':
      return planStale(db, orgId, event);
    case 'customers.received':
      return planReceived(db, orgId, event);
    case 'member.gone':
      return planMemberGone(db, orgId, event, day);
    case 'handover.done':
      return planHandoverBrief(db, orgId, event.handoverId, event.memberId);
    case 'review.due':
      return planReview(store, orgId, event);
    case 'canary':
      return [planCanary(event.sentAt)];
  }
}

/** A canary goes the whole way through queue and ledger, and stops where a platform would begin. */
function planCanary(sentAt: number): DeliveryPlan {
  return {
    key: `canary|${sentAt}`,
    kind: 'canary',
    subscriptionId: null,
    content: { kind: 'push', push: 'canary', sentAt },
    state: 'pending',
    to: { platform: 'slack', workspace: 'canary', user: 'canary' },
  };
}
