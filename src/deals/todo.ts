import type { TodoItem, TodoQuery, TodoSource } from '../followups/todo-source.ts';
import { formatDate } from '../kernel/dates.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Tx } from '../store/client.ts';
import { dealTodoText as t } from './todo-text.ts';

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

const MOST_COUNTED = 50;

/** The deals that wait for their owner, the longest quiet first. */
export const dealTodo: TodoSource = {
  name: 'deals',
  load: async (db, query) => {
    const deals = await listWaiting(db, query);
    return {
      heading: (count) => t.heading(count)[query.lang],
      items: deals.slice(0, query.limit).map((deal) => listItem(deal, query)),
      count: deals.length,
      late: deals.filter(({ expectedOn }) => expectedOn !== null).length,
    };
  },
};

function listItem(deal: WaitingDeal, { lang, currency }: TodoQuery): TodoItem {
  const title = deal.title === deal.customerName ? [] : [deal.title];
  const told = [...title, formatMoney(deal.amount, currency, lang)].join(' · ');
  const why = [
    deal.quietDays === null ? '' : t.quiet(deal.quietDays)[lang],
    deal.expectedOn === null ? '' : t.past(formatDate(deal.expectedOn, lang))[lang],
  ].filter((part) => part !== '');
  return {
    text: [{ text: deal.customerName, bold: true }, { text: ` · ${told}` }],
    note: why.join(' · '),
    customer: { id: deal.customerId, also: [t.also[lang], told, ...why].join(' · ') },
    buttons: [
      { label: t.log[lang], action: 'followup.start', target: deal.customerId },
      { label: t.show[lang], action: 'deal.show', target: deal.id },
    ],
  };
}

/** Measured from the last contact with the customer, or where there was none from the day the deal was opened. */
function listWaiting(
  db: Tx,
  { orgId, memberId, today, orgZone }: TodoQuery,
): Promise<readonly WaitingDeal[]> {
  return db.$queryRaw<WaitingDeal[]>`
    SELECT w.id, w."customerId", w."customerName", w.title, w.amount,
      CASE WHEN w.quiet > w.stale_days THEN w.quiet END AS "quietDays",
      CASE WHEN w.expected_on < ${today}::date THEN w.expected_on::text END AS "expectedOn"
    FROM (
      SELECT d.id, d.customer_id AS "customerId", c.name AS "customerName", d.title, d.amount, d.expected_on, s.stale_days,
        ${today}::date - COALESCE((c.last_contact_at AT TIME ZONE ${orgZone})::date, d.opened_on) AS quiet
      FROM deals d JOIN customers c ON c.org_id = d.org_id AND c.id = d.customer_id
      JOIN deal_stages s ON s.org_id = d.org_id AND s.code = d.stage
      WHERE d.org_id = ${orgId}::uuid AND d.owner_id = ${memberId}::uuid AND d.state = 'open') w
    WHERE w.quiet > w.stale_days OR w.expected_on < ${today}::date
    ORDER BY w.quiet DESC, w.id LIMIT ${MOST_COUNTED}::int`;
}
