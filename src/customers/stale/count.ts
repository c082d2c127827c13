import { addDays, diffDays, type LocalDate } from '../../kernel/calendar.ts';
import { type Db, Prisma, type Sql } from '../../store/client.ts';
import { BEFORE_ALL, type LookedAt, type LookPage, lookAtPage } from './look-page.ts';
import { type Away, createIdleCounter, findClock, type IdleCounter, type WorkWeek } from './rules.ts';
import type { StaleCandidate } from './store.ts';

/** Customers looked at in one statement. */
const PAGE = 2_000;

export interface StaleQuery {
  readonly orgId: string;
  readonly zone: string;
  readonly today: LocalDate;
  /** Where a customer has no category. */
  readonly cadenceDays: number;
  readonly week: WorkWeek;
  readonly absences: readonly Away[];
  /** Of these members alone; null: everybody's. */
  readonly owners: readonly string[] | null;
}

/**
 * How many owned customers nobody has contacted for longer than their cadence, by the rule that tells their owners so.
 * Most of them show in one statement: whose last contact of any kind lies so far back that no day off can matter. Only
 * the others are looked at one by one.
 */
export async function countStale(db: Db, query: StaleQuery): Promise<number> {
  const { orgId, zone, today, owners, absences } = query;
  const counter = createIdleCounter(query.week, absences);
  const sure = await selectSure(db, query);
  const whose = owners === null ? Prisma.sql`true` : Prisma.sql`c.owner_id = ANY(${[...owners]}::uuid[])`;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM customers c
    JOIN members o ON o.org_id = c.org_id AND o.id = c.owner_id AND o.active
    LEFT JOIN categories g ON g.org_id = c.org_id AND g.id = c.category_id
    CROSS JOIN LATERAL (SELECT COALESCE(g.cadence_days, ${query.cadenceDays}::int) AS days) k
    WHERE c.org_id = ${orgId}::uuid AND ${whose} AND ${sure}`;
  let count = row?.count ?? 0;
  const look = (page: LookedAt): Promise<LookPage> =>
    lookAtPage(db, {
      orgId,
      zone,
      today,
      cadenceDays: query.cadenceDays,
      page,
      only: Prisma.sql`NOT ${sure}`,
    });
  const isStale = ({ ownerId, startOn, contacts, cadenceDays }: StaleCandidate): boolean => {
    const since = contacts.filter(({ on }) => on >= startOn);
    return counter.count(ownerId, findClock(since, startOn, cadenceDays), today) > cadenceDays;
  };
  for (const ownerId of owners ?? [])
    count += (await look({ kind: 'of', ownerId })).candidates.filter(isStale).length;
  for (let after: string | null = owners === null ? BEFORE_ALL : null; after !== null; ) {
    const page: LookPage = await look({ kind: 'after', id: after, limit: PAGE });
    count += page.candidates.filter(isStale).length;
    after = page.size < PAGE ? null : page.last;
  }
  return count;
}

/** What is true of `c` and its cadence `k` where no rest can put the date off; whoever was away lately is left out. */
async function selectSure(
  db: Db,
  { orgId, zone, today, cadenceDays, week, absences }: StaleQuery,
): Promise<Sql> {
  const categories = await db.category.findMany({ where: { orgId }, select: { cadenceDays: true } });
  const holidays = createIdleCounter(week, []);
  const cadences = new Set([cadenceDays, ...categories.map((each) => each.cadenceDays)]);
  // Read for each of a million rows: a list of pairs would be unpacked as often.
  const limits = Prisma.join(
    [...cadences].map((days) => Prisma.sql`WHEN ${days}::int THEN ${findLimit(days, today, holidays)}::date`),
    ' ',
  );
  const away = [...new Set(absences.map(({ memberId }) => memberId))];
  return Prisma.sql`(c.owner_id <> ALL(${away}::uuid[])
    AND (GREATEST(c.last_contact_at, c.owned_since, c.created_at) AT TIME ZONE ${zone})::date < CASE k.days ${limits} END)`;
}

/** The day before which a last contact is too long ago, with all the days off since then. */
function findLimit(cadenceDays: number, today: LocalDate, holidays: IdleCounter): LocalDate {
  let from = addDays(today, -cadenceDays);
  for (;;) {
    const earlier = addDays(today, -(cadenceDays + diffDays(from, today) - holidays.count('', from, today)));
    if (earlier >= from) return from;
    from = earlier;
  }
}
