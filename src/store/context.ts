import type { Inbound } from '../chat/inbound.ts';
import type { Reply } from '../chat/reply.ts';
import type { MessageRef } from '../chat/sender.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/ids.ts';
import type { Recent } from '../kernel/recent.ts';
import type { Db } from './client.ts';

/** What reaches the store from anywhere: a connection, the one clock, a maker of ids. */
export interface StoreContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Where what is told to many at once is not read again for each of them; absent elsewhere. */
  readonly recent?: Recent;
}

/** Who acts, in which organization, and through which door; what the audit log and the outbox write down. */
export interface ActingContext extends StoreContext {
  readonly orgId: string;
  /** Null where the product itself acts, or somebody who is not linked yet. */
  readonly memberId: string | null;
  /** `slack`, `feishu`, `api`, `cli`, `job`. */
  readonly origin: string;
}

/** One inbound request of a known organization. */
export interface RequestContext extends ActingContext {
  readonly inbound: Inbound;
  /** The bot's message that an open answer brings up to date instead of being posted beside it. */
  readonly confirmation?: MessageRef;
  /** How the answer takes its place and what its forms need, where that is not for the command to know; applied before it is stored. */
  readonly shape?: (reply: Reply) => Reply | Promise<Reply>;
}
