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
  /** Takes the place of this message of ours in the conversation; where that cannot be, it is posted anew. */
  readonly replaces?: string;
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
  /**
   * The last instant at which the call may begin, in ms of this process's monotonic clock (`performance.now()`). Later
   * somebody else may have taken the message over, so an adapter asks right before its call. Absent: at any time.
   */
  readonly until?: number;
}

/** A message of which nobody knows whether it was posted. */
export interface Doubt {
  readonly deliveryId: string;
  /** Epoch ms of the first attempt that may have posted it. */
  readonly attemptedAt: number;
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

/** What a look into the conversation's history says about one message in doubt. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly ref: MessageRef }
  | { readonly kind: 'absent' }
  /** Sending again with the same id cannot double it: no look is needed. */
  | { readonly kind: 'resend-is-safe' }
  | { readonly kind: 'unreadable'; readonly code: string };

/** The only way from the product to a platform's conversations. Each adapter implements it; `app` fills it in. */
export interface Sender {
  send(outgoing: Outgoing): Promise<SendOutcome>;
  /**
   * One look for any number of messages to one place: what it says about each, by its id. `now`: epoch ms. A look is dear
   * where it asks the platform, so it is made once for all that are in doubt there.
   */
  find(to: Address, doubts: readonly Doubt[], now: number): Promise<ReadonlyMap<string, FindOutcome>>;
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

/** A message that somebody quotes. */
export interface Quoted {
  readonly text: string;
  /** Epoch ms. */
  readonly saidAt: number;
}

/** Reads a message of a conversation that the bot is in; undefined where it cannot, or where it holds no words. */
export interface Quotes {
  read(ref: MessageRef): Promise<Quoted | undefined>;
}

/** Asks a platform who one of its users is; used for linking chat accounts to members. */
export interface Directory {
  describe(platform: Platform, workspace: string, user: string): Promise<DirectoryAnswer>;
}
