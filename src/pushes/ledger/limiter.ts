import type { Address } from '../../chat/sender.ts';

/** Keeps us below what the platforms allow a conversation and a workspace; filled in by the process that runs the workers. */
export interface Limiter {
  /** Takes the right to send one message there now; or tells after how long to ask again. Never rejects. */
  readonly take: (
    to: Address,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number }>;
  /** The platform itself said no: nothing more is sent there for so long. Never rejects. */
  readonly pause: (to: Address, scope: 'conversation' | 'workspace', milliseconds: number) => Promise<void>;
}

/** For answers to people, which nobody asks for faster than people type. */
export const unlimited: Limiter = { take: async () => ({ ok: true }), pause: async () => {} };
