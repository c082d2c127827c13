import type { Platform } from '../../chat/inbound.ts';
import type { Next } from './rules.ts';

/** What the ledger tells whoever counts. */
export interface LedgerMetrics {
  /** An attempt ended; `seconds` is how long it took from the lease to the settled row. */
  readonly attempted: (platform: Platform, outcome: Next['kind'], seconds: number) => void;
  /** The platform said “too many”, about one conversation or the whole workspace. */
  readonly limited: (platform: Platform, scope: 'conversation' | 'workspace') => void;
}

export const noMetrics: LedgerMetrics = { attempted: () => {}, limited: () => {} };
