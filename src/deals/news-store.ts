import { addMonths, firstOfMonth, type LocalDate } from '../kernel/calendar.ts';
import type { Tx } from '../store/client.ts';

/** A step of a deal, as there is to tell about it. Amounts are minor units. */
export interface DealNews {
  readonly dealId: string;
  readonly title: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly currency: string;
  readonly kind: 'opened' | 'moved' | 'won' | 'lost' | 'reopened';
  readonly amount: bigint;
  readonly onDay: LocalDate;
  readonly expectedOn: LocalDate | null;
  readonly stage: { readonly en: string; readonly zh: string };
  readonly reason: { readonly en: string; readonly zh: string } | null;
  readonly lostTo: string | null;
  /** Whether the deal took no further step since. */
  readonly isNewest: boolean;
  /** Whether an order that came of it was signed by then: that one rang already. */
  readonly isOrdered: boolean;
  /** From which amount on a change of stage is news, if the organization says so. */
  readonly bigFrom: bigint | null;
}

/** What there is to tell about a step; undefined where there is none. */
export async function loadDealNews(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  dealId: string,
  step: number,
): Promise<DealNews | undefined> {
  const [news] = await db.$queryRaw<DealNews[]>`
    SELECT d.id AS "dealId", d.title, d.customer_id AS "customerId", c.name AS "customerName", d.owner_id AS "ownerId", m.name AS "ownerName", g.currency,
      s.kind, s.amount, s.on_day::text AS "onDay", d.expected_on::text AS "expectedOn",
      jsonb_build_object('en', t.name_en, 'zh', t.name_zh) AS stage,
      CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('en', r.name_en, 'zh', r.name_zh) END AS reason,
      k.name AS "lostTo", d.step = s.step AS "isNewest",
      EXISTS (SELECT FROM orders o WHERE o.org_id = d.org_id AND o.deal_id = d.id AND o.created_at <= s.at) AS "isOrdered",
      g.big_deal_amount AS "bigFrom"
    FROM deal_steps s JOIN deals d ON d.org_id = s.org_id AND d.id = s.deal_id
    JOIN organizations g ON g.id = d.org_id
    JOIN customers c ON c.org_id = d.org_id AND c.id = d.customer_id
    JOIN members m ON m.org_id = d.org_id AND m.id = d.owner_id
    JOIN deal_stages t ON t.org_id = s.org_id AND t.code = s.stage
    LEFT JOIN deal_lost_reasons r ON r.org_id = s.org_id AND r.code = s.reason
    LEFT JOIN competitors k ON k.org_id = s.org_id AND k.id = s.competitor_id
    WHERE s.org_id = ${orgId}::uuid AND s.deal_id = ${dealId}::uuid AND s.step = ${step}::int`;
  return news;
}

/** What somebody won in a month, and where that puts them; equal sums share a rank. */
export interface WonInMonth {
  readonly amount: bigint;
  readonly rank: number;
}

/** The deals that a member won in the month of a day. */
export async function loadWonInMonth(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  memberId: string,
  day: LocalDate,
): Promise<WonInMonth> {
  const from = firstOfMonth(day);
  const [row] = await db.$queryRaw<WonInMonth[]>`
    SELECT amount, rank FROM (
      SELECT owner_id, sum(amount)::bigint AS amount, (rank() OVER (ORDER BY sum(amount) DESC))::int AS rank
      FROM deals WHERE org_id = ${orgId}::uuid AND state = 'won' AND closed_on >= ${from}::date
        AND closed_on < ${addMonths(from, 1)}::date GROUP BY owner_id) sums
    WHERE owner_id = ${memberId}::uuid`;
  return row ?? { amount: 0n, rank: 1 };
}
