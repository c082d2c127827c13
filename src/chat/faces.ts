import type { PickOption, PickSource } from './card.ts';
import type { Source } from './inbound.ts';

/** What a platform asks for while somebody fills in a form. */
export interface PickQuery {
  readonly source: Source;
  readonly from: PickSource;
  /** As far as somebody has typed; empty: the likeliest. */
  readonly typed: string;
}

/**
 * What the product shows beside conversations. It reads and writes nothing down, so nothing of it is answered twice or
 * sent through the ledger; a platform that cannot show it at once shows nothing.
 */
export interface Faces {
  /** Rows to pick from that this person may pick, the likeliest first, at most 50. Nothing for strangers. */
  readonly suggest: (query: PickQuery) => Promise<readonly PickOption[]>;
}
