import type { ServerResponse } from 'node:http';
import type { Effect } from './faults.ts';
import { htmlReply, type Reply, writeReply } from './http.ts';

/** How a platform answers a call, as it does when all is well and when it was told to break. */
export type Answering<Call, Refusal extends object> = {
  readonly call: Call;
  /** Does what was asked. */
  readonly carryOut: () => Reply;
  readonly refuse: (refusal: Refusal) => Reply;
  /** @param seconds how long to wait; null keeps it from the caller */
  readonly limit: (seconds: number | null) => Reply;
};

/** Carries a call out and answers it, or does to it what a fault says. */
export async function befall<Call, Refusal extends object>(
  effect: Effect<Call, Refusal> | undefined,
  response: ServerResponse,
  answering: Answering<Call, Refusal>,
): Promise<void> {
  switch (effect?.kind) {
    case undefined:
      return writeReply(response, answering.carryOut());
    case 'drop-before':
      response.destroy();
      return;
    case 'drop-after':
      answering.carryOut();
      response.destroy();
      return;
    case 'hang':
      if (effect.accepted) answering.carryOut();
      return;
    case 'error':
      return writeReply(response, answering.refuse(effect));
    case 'html':
      return writeReply(response, htmlReply(effect.status));
    case 'rate-limited':
      return writeReply(response, answering.limit(effect.retryAfter));
    case 'barrier': {
      const reply = answering.carryOut();
      await effect.hold(answering.call);
      return writeReply(response, reply);
    }
  }
}
