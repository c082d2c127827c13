import type { Message } from '../chat/reply.ts';
import type { MessageRef } from '../chat/sender.ts';
import type { Told } from './told/figures.ts';

/** What a push tells about: ids only, so that the rows are read, and the words made, when it is sent. */
export type PushContent =
  | { readonly kind: 'push'; readonly push: 'order-signed'; readonly orderId: string }
  | { readonly kind: 'push'; readonly push: 'payment-confirmed'; readonly paymentId: string }
  /** A deal was won or lost, or a big one changed its stage. */
  | { readonly kind: 'push'; readonly push: 'deal-step'; readonly dealId: string; readonly step: number }
  | {
      readonly kind: 'push';
      readonly push: 'payment-proposed' | 'payment-decided';
      readonly paymentId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'split-proposed' | 'split-decided';
      readonly proposalId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'split-changed';
      readonly orderId: string;
      readonly revision: number;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'reminder';
      readonly reminderId: string;
      readonly day: string;
      readonly memberId: string;
    }
  /** `groupId` null: the whole company. */
  | {
      readonly kind: 'push';
      readonly push: 'daily' | 'ranking';
      readonly day: string;
      readonly groupId: string | null;
    }
  /** What somebody has to do about their own work. */
  | {
      readonly kind: 'push';
      readonly push: 'overdue' | 'clear-day';
      readonly day: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'same-city';
      readonly customerId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'newcomer';
      readonly newcomerId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'identity';
      readonly identityId: string;
      readonly memberId: string;
    }
  /** A role waits for a second signature; what was decided. */
  | {
      readonly kind: 'push';
      readonly push: 'role-asked' | 'role-decided';
      readonly grantId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'roles-changed';
      /** Whose roles they are, where the reader is another one. */
      readonly subjectId?: string;
      readonly byId: string | null;
      readonly gained: readonly string[];
      readonly lost: readonly string[];
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'case';
      readonly news: 'opened' | 'closed' | 'waiting';
      readonly caseId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'member-gone';
      readonly identityId: string;
      readonly memberId: string;
    }
  /** A reader's customers went to somebody else. */
  | {
      readonly kind: 'push';
      readonly push: 'moved-away';
      readonly toId: string;
      readonly giverId: string;
      readonly at: number;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'received';
      readonly giverId: string;
      readonly at: number;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'handover';
      readonly handoverId: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'stale';
      readonly stage: 'owner' | 'manager' | 'fell';
      readonly day: string;
      readonly memberId: string;
    }
  | {
      readonly kind: 'push';
      readonly push: 'comment';
      readonly commentId: string;
      readonly memberId: string;
    }
  /** Subscriptions whose messages nobody acts on; `at` (epoch ms): when they were looked through. */
  | {
      readonly kind: 'push';
      readonly push: 'review';
      readonly memberId: string;
      readonly subscriptionIds: readonly string[];
      readonly at: number;
    }
  /** The work calendar of this year is not published yet. */
  | { readonly kind: 'push'; readonly push: 'calendar'; readonly year: number; readonly memberId: string }
  /** What waited for the same instant in the same place: the messages whose bearer this is. */
  | { readonly kind: 'push'; readonly push: 'gathered' }
  /** Messages could not be sent; what waits is read when it is sent. */
  | { readonly kind: 'push'; readonly push: 'letters'; readonly memberId: string }
  /** What another message told (`deliveryId`) turned out to be wrong: the same again, with what changed. */
  | { readonly kind: 'push'; readonly push: 'amended'; readonly deliveryId: string }
  /** Runs through outbox, queue and ledger like any push, and ends just before a platform would see it. */
  | { readonly kind: 'push'; readonly push: 'canary'; readonly sentAt: number };

/** What a row of the ledger holds: a message that is ready, or what to make one of when it is sent. */
export type DeliveryContent = ReadyContent | PushContent;

export interface ReadyContent {
  readonly kind: 'message';
  readonly message: Message;
  /** Of an answer: what was said, as far as it was words. Answers that were written before this was kept lack it. */
  readonly asked?: { readonly memberId: string | null; readonly said?: string };
}

/** A row of the ledger, as far as rendering needs it. */
export interface DeliveryToRender {
  readonly orgId: string;
  readonly id: string;
  readonly subscriptionId: string | null;
  /** The `content` column as it was read: a `DeliveryContent`. */
  readonly content: unknown;
  /** What was read for it already, an instant ago: a `Prepared`. */
  readonly prepared?: unknown;
}

/** What is sent; or why nothing is any more, as a code that `describeReason` puts into words. */
export type Rendered =
  | {
      readonly kind: 'message';
      readonly message: Message;
      /** What of it may turn out to be wrong later; kept before it goes out. */
      readonly told?: Told;
      /** The message of ours whose place it takes, where that is only known now. */
      readonly replaces?: Pick<MessageRef, 'conversation' | 'message'>;
      /** The push that its menu is about, where that is another one. */
      readonly menuOf?: string;
    }
  | { readonly kind: 'skip'; readonly reason: string };
