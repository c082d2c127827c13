import type { Platform } from './inbound.ts';
import type { Message } from './reply.ts';

/** Where a message goes. `user` alone means that person's private chat with the bot. */
export interface Address {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation?: string;
  readonly user?: string;
  /** Answer to this message of the conversation, where it still exists. */
  readonly replyTo?: string;
}

export interface MessageRef {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation: string;
  readonly message: string;
}

export interface Outgoing {
  /** The ledger's id (a UUID): Feishu's `uuid`, Slack's message metadata. The same at every attempt. */
  readonly deliveryId: string;
  readonly to: Address;
  readonly message: Message;
}

/** What became of one attempt. An adapter never retries by itself: the ledger decides from this. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly ref: MessageRef }
  /** Not posted; try again, not before. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number; readonly scope: 'conversation' | 'workspace' }
  /** Certainly not posted (connection refused, 5xx before acceptance is NOT certain and is `unknown`). */
  | { readonly kind: 'failed'; readonly code: string }
  /** It may or may not have been posted. */
  | { readonly kind: 'unknown'; readonly code: string }
  /** Will never work as it stands: channel gone, bot removed, account inactive, content refused. */
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly about: 'conversation' | 'workspace' | 'content';
    };

/** What a look into the conversation's history says about an attempt whose answer was lost. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly ref: MessageRef }
  | { readonly kind: 'absent' }
  /** Sending again with the same id cannot double it: no look is needed. */
  | { readonly kind: 'resend-is-safe' }
  | { readonly kind: 'unreadable'; readonly code: string };

/** The only way from the product to a platform's conversations. Each adapter implements it; `app` fills it in. */
export interface Sender {
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /** `attemptedAt`: epoch ms of the first attempt; `now`: epoch ms. */
  find(outgoing: Outgoing, attemptedAt: number, now: number): Promise<FindOutcome>;
  update(ref: MessageRef, message: Message): Promise<SendOutcome>;
}

/** What the platform vouches for about one of its users. */
export interface PersonFacts {
  readonly kind: 'person' | 'guest' | 'stranger' | 'bot' | 'deleted';
  readonly name: string;
  /** Work address; absent where the platform does not tell it. */
  readonly email?: string;
  /** The platform itself has confirmed that the address is this person's. */
  readonly emailConfirmed: boolean;
  /** BCP 47, e.g. `zh-CN`; absent where unknown. */
  readonly locale?: string;
  /** IANA zone; absent where unknown. */
  readonly zone?: string;
}

export type DirectoryAnswer =
  | { readonly kind: 'found'; readonly person: PersonFacts }
  | { readonly kind: 'unavailable'; readonly code: string };

/** Asks a platform who one of its users is; used for linking chat accounts to members. */
export interface Directory {
  describe(platform: Platform, workspace: string, user: string): Promise<DirectoryAnswer>;
}
