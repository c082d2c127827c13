import type { LocalDate } from '../../kernel/calendar.ts';
import { addMonths } from '../../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';

/** What a rule asks of a customer: all that is set has to hold. Words are compared without case. */
export interface TagConditions {
  readonly categoryId: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly industry: string | null;
  readonly source: string | null;
  /** Net payments of the last 24 months, minor units. */
  readonly minPaid: bigint | null;
  /** Days without a contact. */
  readonly quietDays: number | null;
}

export interface TagRule extends TagConditions {
  readonly id: string;
  readonly tagId: string;
  readonly tagName: string;
  readonly categoryCode: string | null;
}

type Reader = Pick<Tx, '$queryRaw'>;

/** The rules of an organization by tag, the older first. */
export function listTagRules(db: Reader, orgId: string): Promise<readonly TagRule[]> {
  return db.$queryRaw<TagRule[]>`
    SELECT r.id, r.tag_id AS "tagId", t.name AS "tagName", r.category_id AS "categoryId", g.code AS "categoryCode",
      r.region, r.city, r.industry, r.source, r.min_paid AS "minPaid", r.quiet_days AS "quietDays"
    FROM tag_rules r JOIN tags t ON t.org_id = r.org_id AND t.id = r.tag_id
    LEFT JOIN categories g ON g.org_id = r.org_id AND g.id = r.category_id
    WHERE r.org_id = ${orgId}::uuid AND r.removed_at IS NULL ORDER BY t.name, r.id`;
}

/** The statement that adds a rule; it waits to be applied to all customers. */
export function insertTagRule(
  context: ActingContext,
  rule: TagConditions & { readonly id: string; readonly tagId: string },
): Sql {
  return Prisma.sql`INSERT INTO tag_rules (org_id, id, tag_id, category_id, region, city, industry, source, min_paid,
      quiet_days, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${rule.id}::uuid, ${rule.tagId}::uuid, ${rule.categoryId}::uuid, ${rule.region},
      ${rule.city}, ${rule.industry}, ${rule.source}, ${rule.minPaid}::bigint, ${rule.quietDays}::int,
      ${new Date(context.clock.now())}::timestamptz, ${context.memberId}::uuid)`;
}

/** The statement that ends rules; their tags are taken away soon after, and then the rows go. */
export function endTagRules({ orgId, clock }: ActingContext, ids: readonly string[]): Sql {
  return Prisma.sql`UPDATE tag_rules SET removed_at = ${new Date(clock.now())}::timestamptz, applied_on = NULL,
      category_id = NULL, quiet_days = COALESCE(quiet_days, 1)
    WHERE org_id = ${orgId}::uuid AND id = ANY(${[...ids]}::uuid[])`;
}

/** When and where rules are applied: today and the zone of the organization. */
export interface TagSense {
  readonly orgId: string;
  readonly today: LocalDate;
  readonly zone: string;
  readonly now: number;
}

const PAID_MONTHS = 24;

/**
 * The statement that brings the tags by rule of some customers to what the rules say now: those that fit get the tag, those
 * that no longer do lose it; nothing else is touched. `customers`: a query of their ids as `id`. `tags`: only these;
 * all, if it is absent. However often and by whomever it is run at once, the outcome is the same.
 */
export function applyTagRules(sense: TagSense, customers: Sql, tags?: readonly string[]): Sql {
  const { orgId, today, zone, now } = sense;
  const ofTags = tags === undefined ? Prisma.empty : Prisma.sql`AND tag_id = ANY(${[...tags]}::uuid[])`;
  return Prisma.sql`
    WITH page AS (
      SELECT c.id, c.category_id, lower(c.region) AS region, lower(c.city) AS city, lower(c.industry) AS industry,
        lower(c.source) AS source, COALESCE(c.last_contact_at, c.created_at) AS contacted_at
      FROM customers c WHERE c.org_id = ${orgId}::uuid AND c.id IN (${customers})
    ), rules AS (
      SELECT * FROM tag_rules WHERE org_id = ${orgId}::uuid AND removed_at IS NULL ${ofTags}
    ), wanted AS (
      SELECT DISTINCT r.tag_id, c.id AS customer_id FROM rules r JOIN page c ON
        (r.category_id IS NULL OR r.category_id = c.category_id)
        AND (r.region IS NULL OR lower(r.region) = c.region) AND (r.city IS NULL OR lower(r.city) = c.city)
        AND (r.industry IS NULL OR lower(r.industry) = c.industry)
        AND (r.source IS NULL OR lower(r.source) = c.source)
        AND (r.quiet_days IS NULL
          OR c.contacted_at < (${today}::date - (r.quiet_days - 1))::timestamp AT TIME ZONE ${zone})
        AND (r.min_paid IS NULL OR r.min_paid <= (
          SELECT COALESCE(sum(p.amount), 0) FROM orders o
          JOIN current_payments p ON p.org_id = o.org_id AND p.order_id = o.id
          WHERE o.org_id = ${orgId}::uuid AND o.customer_id = c.id AND p.state = 'confirmed'
            AND p.received_on > ${addMonths(today, -PAID_MONTHS)}::date))
    ), over AS MATERIALIZED (
      -- By customer, not by tag, which half a million may have; and what is wanted is looked up, not walked for each.
      SELECT h.tag_id, page.id AS customer_id FROM page CROSS JOIN LATERAL (SELECT tag_id FROM customer_tags
        WHERE org_id = ${orgId}::uuid AND customer_id = page.id AND source = 'rule' ${ofTags} OFFSET 0) h
      WHERE (h.tag_id, page.id) NOT IN (SELECT tag_id, customer_id FROM wanted)
    ), gone AS (
      DELETE FROM customer_tags s USING over
      WHERE s.org_id = ${orgId}::uuid AND s.tag_id = over.tag_id AND s.customer_id = over.customer_id AND s.source = 'rule'
    )
    INSERT INTO customer_tags (org_id, tag_id, customer_id, source, added_at)
    SELECT ${orgId}::uuid, w.tag_id, w.customer_id, 'rule', ${new Date(now)}::timestamptz FROM wanted w
    WHERE NOT EXISTS (SELECT FROM customer_tags s WHERE s.org_id = ${orgId}::uuid AND s.tag_id = w.tag_id
      AND s.customer_id = w.customer_id AND s.source = 'rule')
    ON CONFLICT DO NOTHING`;
}
