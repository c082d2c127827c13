import type { Button, Text } from '../../chat/card.ts';
import type { Deed } from '../../people/rights.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import type { Reading } from '../cards.ts';

/** A place in a timeline: everything that comes after it there is older. */
export interface Moment {
  readonly at: Date;
  readonly id: string;
}

/** What a source is asked for: the newest of its rows that are older than `before`. */
export interface ActivityQuery {
  readonly orgId: string;
  readonly customerId: string;
  /** The customer and those merged into it, whose ledgers stay with them. */
  readonly family: readonly string[];
  readonly before: Moment;
  readonly limit: number;
  /** The organization's IANA zone: where a fact has a day only, it stands at that day's noon. */
  readonly zone: string;
}

/** A row's facts, all as text, so that no figure loses a digit on its way through JSON. */
export type ActivityFacts = Readonly<Record<string, string | null | undefined>>;

/** One thing that happened, in words. */
export interface Activity {
  readonly text: Text;
  /** Who did it; empty if nobody in particular. */
  readonly by: string;
  readonly buttons?: readonly Button[];
}

/**
 * What one subject adds to a customer's timeline. The room that owns the rows says how they are found and told, so that
 * nothing is written twice and a corrected row is told as it is now; `app` puts the rooms' sources together.
 */
export interface ActivitySource {
  /** Unique among all sources. */
  readonly name: string;
  /** What somebody needs to be allowed with the customer to be told. */
  readonly deed: Deed;
  /** Selects `at` (timestamptz), `id` (uuid) and `facts` (jsonb of texts), newest first, not more than `limit`. */
  readonly select: (query: ActivityQuery) => Sql;
  readonly describe: (facts: ActivityFacts, reading: Reading) => Activity;
}

/** The condition that a row stands after a moment. The first half is for an index on the instant alone. */
export function isBefore(at: Sql, id: Sql, { before }: ActivityQuery): Sql {
  return Prisma.sql`${at} <= ${before.at}::timestamptz
    AND (${at} < ${before.at}::timestamptz OR ${id} < ${before.id}::uuid)`;
}

/** The instant at which a fact with a day of its own stands: when it was written down if that was the same day, else noon. */
export function instantOf(day: Sql, recordedAt: Sql, { zone }: ActivityQuery): Sql {
  return Prisma.sql`CASE WHEN (${recordedAt} AT TIME ZONE ${zone}::text)::date = ${day} THEN ${recordedAt}
    ELSE (${day} + time '12:00') AT TIME ZONE ${zone}::text END`;
}
