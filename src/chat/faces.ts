import type { Card, PickOption, PickSource } from './card.ts';
import type { Source } from './inbound.ts';
import type { Reply } from './reply.ts';

/** What a platform asks for while somebody fills in a form. */
export interface PickQuery {
  readonly source: Source;
  readonly from: PickSource;
  /** As far as somebody has typed; empty: the likeliest. */
  readonly typed: string;
}

/** A look at somebody's home. */
export interface HomeQuery {
  readonly source: Source;
  /** The same for every retry of the same look: somebody whom nobody knows yet is linked, or told how to be, once. */
  readonly key: string;
  /** What the last press on it was answered; it is shown on top. */
  readonly said?: Reply;
}

/** An address of ours that somebody sent into a conversation. */
export interface UnfurlQuery {
  /** Who sent it, and where. */
  readonly source: Source;
  readonly address: string;
  /** Everybody who sees what is shown there; undefined where the platform does not say, or not of all. */
  readonly audience: readonly string[] | undefined;
}

/**
 * What the product shows beside conversations. It changes nothing, so nothing of it is written down or sent
 * through the ledger; a platform that cannot show it at once shows nothing.
 */
export interface Faces {
  /** Rows to pick from that this person may pick, the likeliest first, at most 50. Nothing for strangers. */
  readonly suggest: (query: PickQuery) => Promise<readonly PickOption[]>;
  /** The person's day, customers and ways to begin, in their language: for a home tab, or as one card after another. */
  readonly home: (query: HomeQuery) => Promise<readonly Card[]>;
  /**
   * What is shown under the address of a record. What it says is said only if everybody there may see it; else no more
   * than what kind of record it is, with a button that shows it to whoever may. Undefined: no record of theirs.
   */
  readonly unfurl: (query: UnfurlQuery) => Promise<Card | undefined>;
}
