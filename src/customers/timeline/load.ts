import { type Db, Prisma } from '../../store/client.ts';
import type { ActivityFacts, ActivityQuery, ActivitySource, Moment } from './source.ts';

/** A row of a timeline, before it is put into words. */
export interface TimelineRow extends Moment {
  readonly source: string;
  readonly facts: ActivityFacts;
}

/** Older than nothing: where a timeline begins. */
export const NEWEST: Moment = {
  at: new Date('9999-12-31T00:00:00Z'),
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
};

/**
 * The newest rows of all sources that stand after `before`, newest first. Each source gives a page of its own at most, by
 * its index, so that a page costs the same however long the customer has been known.
 */
export async function loadTimeline(
  db: Db,
  sources: readonly ActivitySource[],
  query: ActivityQuery,
): Promise<readonly TimelineRow[]> {
  if (sources.length === 0) return [];
  const parts = sources.map(
    ({ name, select }) =>
      Prisma.sql`SELECT ${name}::text AS source, p.at, p.id, p.facts FROM (${select(query)}) p`,
  );
  const rows = await db.$queryRaw<TimelineRow[]>`
    SELECT source, at, id, facts FROM (${Prisma.join(parts, ' UNION ALL ')}) t
    ORDER BY at DESC, id DESC LIMIT ${query.limit}::int`;
  return rows;
}
