import { Prisma, type Sql } from './client.ts';
import type { ActingContext } from './context.ts';

/**
 * What happened, told to the right rooms after the fact. Ids only: whoever handles it reads the rows as they are then.
 * A reminder that fell due and a slot of a schedule are events as well.
 */
export type DomainEvent =
  | { readonly kind: 'order.signed'; readonly orderId: string }
  /** A signed order is worth something else, counts for another day, or stands no longer. */
  | { readonly kind: 'order.changed'; readonly orderId: string }
  /** A deal that was won or lost is open again. */
  | { readonly kind: 'deal.reopened'; readonly dealId: string }
  | { readonly kind: 'payment.confirmed'; readonly paymentId: string }
  | { readonly kind: 'payment.proposed'; readonly paymentId: string }
  /** What was proposed was confirmed or rejected: its proposer waits to hear it. */
  | { readonly kind: 'payment.decided'; readonly paymentId: string }
  /** A deal took a step: to another stage; or it was won or lost. */
  | { readonly kind: 'deal.moved' | 'deal.closed'; readonly dealId: string; readonly step: number }
  /** A correction of an order's split waits for its second signature, and was decided. */
  | { readonly kind: 'split.proposed' | 'split.decided'; readonly proposalId: string }
  /** Others are credited for an order from now on, or from the beginning. */
  | { readonly kind: 'split.changed'; readonly orderId: string; readonly revision: number }
  | { readonly kind: 'followup.commented'; readonly commentId: string }
  /** A visit was planned, begun or logged by this member. */
  | { readonly kind: 'visit.noted'; readonly customerId: string; readonly memberId: string }
  | { readonly kind: 'reminder.due'; readonly reminderId: string; readonly day: string }
  | ({ readonly kind: 'slot.due' } & DueSlot)
  /** Several of one organization at once. */
  | { readonly kind: 'slots.due'; readonly slots: readonly DueSlot[] }
  /** Somebody asks for a ruling; it was ruled or withdrawn; it still waits on that day. */
  | { readonly kind: 'case.opened'; readonly caseId: string }
  | { readonly kind: 'case.closed'; readonly caseId: string }
  | { readonly kind: 'case.waiting'; readonly caseId: string; readonly day: string }
  | { readonly kind: 'newcomer.seen'; readonly newcomerId: string }
  | { readonly kind: 'identity.waiting'; readonly identityId: string }
  /** A role that takes two waits for its second signature; it was signed or refused, or is over. */
  | { readonly kind: 'role.asked' | 'role.decided'; readonly grantId: string }
  /** Somebody granted a member roles, or took some. */
  | {
      readonly kind: 'role.changed';
      readonly memberId: string;
      /** Null: whoever runs the product, by its command line. */
      readonly byId: string | null;
      readonly gained: readonly string[];
      readonly lost: readonly string[];
    }
  /** Somebody gave this member customers, all at this instant (epoch ms). */
  | {
      readonly kind: 'customers.received';
      readonly memberId: string;
      readonly giverId: string;
      readonly at: number;
    }
  /** A platform reported a member's account gone. */
  | { readonly kind: 'member.gone'; readonly memberId: string; readonly identityId: string }
  /** A leaver's work came to this member. */
  | { readonly kind: 'handover.done'; readonly handoverId: string; readonly memberId: string }
  /** Customers that nobody contacted in time: what is told to a member on a day, `owner`, `manager` or `fell`. */
  | {
      readonly kind: 'stale.noticed';
      readonly memberId: string;
      readonly stage: 'owner' | 'manager' | 'fell';
      readonly day: string;
    }
  /** Nobody acts on these subscriptions' messages: the member is asked, once a week. */
  | {
      readonly kind: 'review.due';
      readonly memberId: string;
      readonly week: string;
      readonly subscriptionIds: readonly string[];
    }
  | { readonly kind: 'canary'; readonly sentAt: number };

/** A slot of a schedule that goes out; `goesAt` (epoch ms) where that is later than at once. */
export interface DueSlot {
  readonly subscriptionId: string;
  readonly day: string;
  readonly goesAt?: number;
}

/** The statement that puts an event into the outbox, to run in the transaction of the change that caused it. */
export function outboxEvent(context: Omit<ActingContext, 'memberId' | 'origin'>, event: DomainEvent): Sql {
  const { kind, ...payload } = event;
  return Prisma.sql`INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at)
    VALUES (${context.orgId}::uuid, ${context.ids.uuid()}::uuid, ${kind}, ${JSON.stringify(payload)}::jsonb,
      ${new Date(context.clock.now())}::timestamptz)`;
}
