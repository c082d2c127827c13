import type { Card, CardBlock } from '../chat/card.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Context } from '../people/context.ts';
import type { Tx } from '../store/client.ts';
import { followUpText as t } from './text.ts';

/** An open deal of somebody that nobody spoke about for too long, or that should have been decided. */
interface WaitingDeal {
  readonly id: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly title: string;
  readonly amount: bigint;
  /** Days since the last contact with the customer, where that is longer than the deal's stage allows. */
  readonly quietDays: number | null;
  readonly expectedOn: string | null;
}

const SHOWN = 5;

/** Puts the deals that wait for their owner under what else is to do today; the longest quiet first. */
export async function addWaitingDeals(
  context: Context,
  db: Tx,
  card: Card,
  nothingElse: boolean,
): Promise<Card> {
  const { lang } = context.actor;
  const deals = await listWaiting(context, db);
  if (deals.length === 0) return card;
  const { currency } = context.org;
  const items = deals.slice(0, SHOWN).map((deal) => {
    const title = deal.title === deal.customerName ? [] : [deal.title];
    const why = [
      deal.quietDays === null ? '' : t.dealQuiet(deal.quietDays)[lang],
      deal.expectedOn === null ? '' : t.dealPast(formatDate(deal.expectedOn, lang))[lang],
    ];
    return {
      text: [
        { text: deal.customerName, bold: true },
        { text: ` · ${[...title, formatMoney(deal.amount, currency, lang)].join(' · ')}` },
      ],
      note: why.filter((part) => part !== '').join(' · '),
      buttons: [
        { label: t.buttonLog[lang], action: 'followup.start', target: deal.customerId } as const,
        { label: t.buttonDeal[lang], action: 'deal.show', target: deal.id } as const,
      ],
    };
  });
  const more = deals.length - items.length;
  const blocks: readonly CardBlock[] = [
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'note', text: t.todoMore(more)[lang] } as const] : []),
  ];
  const heading: CardBlock = { kind: 'text', text: [{ text: t.dealsWait(deals.length)[lang], bold: true }] };
  return nothingElse
    ? { title: t.todoDeals(deals.length)[lang], tone: 'info', blocks }
    : { ...card, blocks: [...card.blocks, heading, ...blocks] };
}

/** Measured from the last contact with the customer, or where there was none from the day the deal was opened. */
function listWaiting({ orgId, memberId, today, org }: Context, db: Tx): Promise<readonly WaitingDeal[]> {
  return db.$queryRaw<WaitingDeal[]>`
    SELECT w.id, w."customerId", w."customerName", w.title, w.amount,
      CASE WHEN w.quiet > w.stale_days THEN w.quiet END AS "quietDays",
      CASE WHEN w.expected_on < ${today}::date THEN w.expected_on::text END AS "expectedOn"
    FROM (
      SELECT d.id, d.customer_id AS "customerId", c.name AS "customerName", d.title, d.amount, d.expected_on, s.stale_days,
        ${today}::date - COALESCE((c.last_contact_at AT TIME ZONE ${org.zone})::date, d.opened_on) AS quiet
      FROM deals d JOIN customers c ON c.org_id = d.org_id AND c.id = d.customer_id
      JOIN deal_stages s ON s.org_id = d.org_id AND s.code = d.stage
      WHERE d.org_id = ${orgId}::uuid AND d.owner_id = ${memberId}::uuid AND d.state = 'open') w
    WHERE w.quiet > w.stale_days OR w.expected_on < ${today}::date
    ORDER BY w.quiet DESC, w.id LIMIT 50`;
}
