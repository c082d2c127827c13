import type { Address } from '../../chat/sender.ts';

/** Yes, now; or after how long to ask again. */
export type Turn = { readonly ok: true } | { readonly ok: false; readonly retryAfterMs: number };

/** Keeps us below what the platforms allow a conversation and a workspace; filled in by the process that runs the workers. */
export interface Limiter {
  /** Takes the right to send one message there now. Never rejects. */
  readonly take: (to: Address) => Promise<Turn>;
  /** Takes the right to look once into a conversation of that workspace. Never rejects. */
  readonly look: (to: Address) => Promise<Turn>;
  /** The platform itself said no: nothing more is sent there for so long. Never rejects. */
  readonly pause: (to: Address, scope: 'conversation' | 'workspace', milliseconds: number) => Promise<void>;
}

/** For answers to people, which nobody asks for faster than people type. */
export const unlimited: Limiter = {
  take: async () => ({ ok: true }),
  look: async () => ({ ok: true }),
  pause: async () => {},
};
