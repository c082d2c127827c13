import type { Sql, Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import type { HoldingKind } from './holding-names.ts';

/** One thing that went from a leaver to somebody. `to` null: the pool, or it was closed or taken away. */
export interface HandedItem {
  readonly id: string;
  readonly to: string | null;
}

/** Who gets what of a leaver. */
export interface HandoverPlan {
  readonly leaverId: string;
  /** Each of the leaver's customers; null: the pool. */
  readonly customers: ReadonlyMap<string, string | null>;
  /** Who gets what belongs to no customer of theirs. */
  readonly heir: string;
  /** The successor who manages, and so gets groups and reports; null: whoever is above. */
  readonly managing: string | null;
  /** Epoch ms. */
  readonly now: number;
}

/** A column that names the member who is responsible for a row. */
export interface HoldingColumn {
  /** `table.column`. */
  readonly column: string;
  /** When a row of `r` still waits for that member, at an instant; absent: always. */
  readonly open?: (now: Date) => Sql;
}

/**
 * Something that members look after. A room that has such rows declares them here, and from then on they are counted, moved
 * and proven to be gone when somebody leaves.
 */
export interface Holding {
  readonly kind: HoldingKind;
  readonly columns: readonly HoldingColumn[];
  /** Gives everything that waits for the leaver to others, in the hand-over's own transaction. */
  readonly move: (tx: Tx, context: ActingContext, plan: HandoverPlan) => Promise<readonly HandedItem[]>;
}
