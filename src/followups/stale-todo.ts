import type { Button } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { Tx } from '../store/client.ts';
import { dayText as t } from './day-text.ts';
import { putOffTarget } from './put-off.ts';
import { followUpText } from './text.ts';
import type { TodoQuery, TodoSource } from './todo-source.ts';

interface WaitingCustomer {
  readonly id: string;
  readonly name: string;
  readonly idleDays: number;
  readonly cadenceDays: number;
  readonly isLate: boolean;
  /** What its owner logged last. */
  readonly followUpId: string | null;
}

const MOST_COUNTED = 50;

/** One tap each for a customer that waits: what was said, a visit, not today. */
export function staleButtons(customerId: string, lang: Lang, inList: boolean): readonly Button[] {
  return [
    { label: followUpText.buttonLog[lang], action: 'followup.start', target: customerId, style: 'primary' },
    { label: t.buttonPlan[lang], action: 'visit.start', target: customerId },
    {
      label: followUpText.buttonLater[lang],
      action: 'todo.later',
      target: putOffTarget(customerId, inList),
    },
  ];
}

/** Customers of somebody's own that nobody contacted in time and for whom nothing is planned, the longest waiting first. */
export const staleTodo: TodoSource = {
  name: 'stale',
  load: async (db, query) => {
    const { lang, limit } = query;
    const customers = await listWaiting(db, query);
    return {
      heading: (count) => t.staleHeading(count)[lang],
      count: customers.length,
      late: customers.filter(({ isLate }) => isLate).length,
      items: customers.slice(0, limit).map(({ id, name, idleDays, cadenceDays, followUpId }) => ({
        text: [{ text: name, bold: true }],
        note: t.idle(idleDays, cadenceDays)[lang],
        ...(followUpId === null ? {} : { followUpId }),
        customer: { id, also: t.idle(idleDays, cadenceDays)[lang] },
        buttons: staleButtons(id, lang, true),
      })),
    };
  },
};

/**
 * Those whose owner was told, as long as it holds: still theirs, no counting contact since (messages count once per cadence),
 * and no reminder or planned visit to come.
 */
function listWaiting(db: Tx, { orgId, memberId, today, orgZone }: TodoQuery): Promise<WaitingCustomer[]> {
  return db.$queryRaw<WaitingCustomer[]>`
    SELECT c.id, c.name, n.idle_days + (${today}::date - n.decided_on) AS "idleDays", n.cadence_days AS "cadenceDays",
      n.decided_on < ${today}::date AS "isLate",
      (SELECT f.id FROM follow_ups f WHERE f.org_id = c.org_id AND f.customer_id = c.id AND f.author_id = ${memberId}::uuid
        AND f.withdrawn_at IS NULL ORDER BY f.happened_at DESC LIMIT 1) AS "followUpId"
    FROM (SELECT DISTINCT ON (customer_id) * FROM stale_notices
      WHERE org_id = ${orgId}::uuid AND member_id = ${memberId}::uuid AND stage = 'owner'
      ORDER BY customer_id, clock_on DESC) n
    JOIN customers c ON c.org_id = n.org_id AND c.id = n.customer_id AND c.owner_id = ${memberId}::uuid
      AND (c.owned_since AT TIME ZONE ${orgZone})::date <= n.clock_on
    WHERE NOT EXISTS (SELECT FROM reminders r WHERE r.org_id = c.org_id AND r.customer_id = c.id AND r.state = 'open')
      AND NOT EXISTS (SELECT FROM visits v WHERE v.org_id = c.org_id AND v.customer_id = c.id AND v.member_id = ${memberId}::uuid
        AND v.cancelled_at IS NULL AND v.planned_on >= ${today}::date)
      AND NOT EXISTS (SELECT FROM made_contacts f WHERE f.org_id = c.org_id AND f.customer_id = c.id
        AND (f.happened_at AT TIME ZONE ${orgZone})::date > n.clock_on AND (f.kind NOT IN ('other', 'message')
          OR f.kind = 'message' AND NOT EXISTS (SELECT FROM made_contacts e WHERE e.org_id = f.org_id
            AND e.customer_id = f.customer_id AND e.kind = 'message' AND e.happened_at < f.happened_at
            AND e.happened_at > f.happened_at - make_interval(days => n.cadence_days))))
    ORDER BY n.idle_days - n.cadence_days DESC, c.name, c.id LIMIT ${MOST_COUNTED}::int`;
}
