import type { CustomKind } from '../customers/custom/field.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { isUuid } from '../kernel/ids.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';

/** A deal as it is now, with what its cards show and what decides rights. */
export interface DealRow {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly title: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly expectedOn: LocalDate | null;
  /** The member's own probability in basis points. */
  readonly overrideBp: number | null;
  readonly need: string;
  readonly decider: string;
  readonly budget: string;
  readonly nextStep: string;
  readonly stage: string;
  readonly state: 'open' | 'won' | 'lost';
  /** Number of its newest step; a button made for another one is out of date. */
  readonly step: number;
  /** Days of the organization. */
  readonly stageSince: LocalDate;
  readonly openedOn: LocalDate;
  readonly closedOn: LocalDate | null;
  /** The last contact with its customer. */
  readonly lastContactOn: LocalDate | null;
  /** Of its newest step: why it was lost, what was said to it, to whom it was lost. */
  readonly reason: string | null;
  readonly note: string;
  readonly lostTo: string | null;
  /** Of the newest order that came of it. */
  readonly orderNumber: string | null;
  /** What is filled into the organization's own fields, in their order. */
  readonly own: readonly {
    readonly fieldId: string;
    readonly label: string;
    readonly kind: CustomKind;
    readonly value: string;
  }[];
  /** Names of those whom it is fought against. */
  readonly competitors: readonly string[];
  /** What is known about competitors at its customer, newest first. */
  readonly intel: readonly {
    readonly competitor: string;
    readonly text: string;
    readonly source: string;
    readonly knownOn: LocalDate;
  }[];
}

type Reading = Pick<Tx, '$queryRaw'>;

/** The deal with this id; undefined for an id that is none. */
export async function findDeal(db: Reading, orgId: string, id: string): Promise<DealRow | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await selectDeals(db, orgId, Prisma.sql`d.id = ${id}::uuid`, 1);
  return row;
}

/** A customer's deals, open ones first, then the latest closed. */
export function listCustomerDeals(
  db: Reading,
  orgId: string,
  customerId: string,
  limit: number,
): Promise<readonly DealRow[]> {
  return selectDeals(db, orgId, Prisma.sql`d.customer_id = ${customerId}::uuid`, limit);
}

/** A customer's open deals, those expected first before the others. */
export function listOpenDeals(
  db: Reading,
  orgId: string,
  customerId: string,
  limit: number,
): Promise<readonly DealRow[]> {
  return selectDeals(db, orgId, Prisma.sql`d.customer_id = ${customerId}::uuid AND d.state = 'open'`, limit);
}

/** Whose open deals are listed: those of these members, or everybody's. */
export interface DealScope {
  readonly owners: readonly string[] | 'everybody';
  /** Code of a stage; absent: all. */
  readonly stage?: string;
}

/** Open deals, those expected first before the others. */
export function listScope(
  db: Reading,
  orgId: string,
  { owners, stage }: DealScope,
  limit: number,
): Promise<readonly DealRow[]> {
  // The first of each owner's, from the index: of thousands, twelve are read whole.
  const first = (owner: Sql) => Prisma.sql`SELECT d.id, d.expected_on FROM deals d
    WHERE d.org_id = ${orgId}::uuid AND ${isOpen(stage)} ${owner} ORDER BY d.expected_on, d.id LIMIT ${limit}::int`;
  const found =
    owners === 'everybody'
      ? first(Prisma.empty)
      : Prisma.sql`SELECT f.* FROM unnest(${[...owners]}::uuid[]) w(owner)
          CROSS JOIN LATERAL (${first(Prisma.sql`AND d.owner_id = w.owner`)}) f`;
  return selectDeals(
    db,
    orgId,
    Prisma.sql`d.id IN (SELECT t.id FROM (${found}) t ORDER BY t.expected_on, t.id LIMIT ${limit}::int)`,
    limit,
  );
}

/** How many open deals there are in a stage, and what they come to in minor units. */
export interface StageTotal {
  readonly stage: string;
  readonly count: number;
  readonly amount: bigint;
}

/** The same deals summed up by stage. */
export function sumScope(db: Reading, orgId: string, scope: DealScope): Promise<readonly StageTotal[]> {
  return db.$queryRaw<StageTotal[]>`
    SELECT d.stage, count(*)::int AS count, sum(d.amount)::bigint AS amount FROM deals d
    WHERE d.org_id = ${orgId}::uuid AND ${whereScope(scope)} GROUP BY d.stage`;
}

function whereScope({ owners, stage }: DealScope): Sql {
  const own =
    owners === 'everybody' ? Prisma.empty : Prisma.sql`AND d.owner_id = ANY(${[...owners]}::uuid[])`;
  return Prisma.sql`${isOpen(stage)} ${own}`;
}

function isOpen(stage: string | undefined): Sql {
  return Prisma.sql`d.state = 'open' ${stage === undefined ? Prisma.empty : Prisma.sql`AND d.stage = ${stage}`}`;
}

function selectDeals(db: Reading, orgId: string, where: Sql, limit: number): Promise<DealRow[]> {
  return db.$queryRaw<DealRow[]>`
    SELECT d.id, d.customer_id AS "customerId", c.name AS "customerName", d.owner_id AS "ownerId", m.name AS "ownerName",
      d.title, d.amount, d.expected_on::text AS "expectedOn", d.probability_bp AS "overrideBp", d.need, d.decider,
      d.budget, d.next_step AS "nextStep", d.stage, d.state, d.step, d.opened_on::text AS "openedOn",
      (d.stage_since AT TIME ZONE o.zone)::date::text AS "stageSince", d.closed_on::text AS "closedOn",
      (c.last_contact_at AT TIME ZONE o.zone)::date::text AS "lastContactOn", s.reason, s.note, r.name AS "lostTo",
      (SELECT w.number FROM orders w WHERE w.org_id = d.org_id AND w.deal_id = d.id ORDER BY w.id DESC LIMIT 1)
        AS "orderNumber",
      ARRAY(SELECT jsonb_build_object('fieldId', f.id, 'label', f.label, 'kind', f.kind, 'value', v.value)
        FROM custom_values v JOIN custom_fields f ON f.org_id = v.org_id AND f.id = v.field_id AND f.removed_at IS NULL
        WHERE v.org_id = d.org_id AND v.deal_id = d.id ORDER BY f.created_at, f.id) AS own,
      ARRAY(SELECT x.name FROM deal_competitors k JOIN competitors x ON x.org_id = k.org_id AND x.id = k.competitor_id
        WHERE k.org_id = d.org_id AND k.deal_id = d.id ORDER BY k.noted_at, x.name) AS competitors,
      ARRAY(SELECT jsonb_build_object('competitor', x.name, 'text', f.text, 'source', f.source, 'knownOn', f.known_on)
        FROM competitor_facts f JOIN competitors x ON x.org_id = f.org_id AND x.id = f.competitor_id
        WHERE f.org_id = d.org_id AND f.customer_id = d.customer_id ORDER BY f.known_on DESC, f.id DESC LIMIT 3) AS intel
    FROM deals d JOIN organizations o ON o.id = d.org_id
    JOIN customers c ON c.org_id = d.org_id AND c.id = d.customer_id
    JOIN members m ON m.org_id = d.org_id AND m.id = d.owner_id
    JOIN deal_steps s ON s.org_id = d.org_id AND s.deal_id = d.id AND s.step = d.step
    LEFT JOIN competitors r ON r.org_id = s.org_id AND r.id = s.competitor_id
    WHERE d.org_id = ${orgId}::uuid AND ${where}
    ORDER BY d.state = 'open' DESC, d.closed_on DESC, d.expected_on NULLS LAST, d.id LIMIT ${limit}::int`;
}
