import type { Card } from '../chat/card.ts';
import type { RawValues } from '../chat/spec.ts';
import type { Context } from '../people/context.ts';
import type { Tx } from '../store/client.ts';
import { answer, type Done } from '../store/commit.ts';
import { judgeDecision } from './rights.ts';
import { senseOf } from './show-order.ts';
import { PAGE, readOffset } from './show-receivable.ts';
import { waitingCard } from './waiting-cards.ts';
import { countWaiting, listFinance, listWaitingPayments } from './waiting-store.ts';

/** `payment waiting`: payments and refunds that wait for finance, the longest waiting first, in pages. */
export async function listWaitingForFinance(context: Context, { page }: RawValues): Promise<Done> {
  const card = await drawWaiting(context, context.db, readOffset(page) / PAGE + 1);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** A page of the list as it is now; where the last page was emptied, the first one. */
export async function drawWaiting(context: Context, db: Tx, page: number): Promise<Card> {
  const { orgId, today, org, memberId, actor } = context;
  const offset = (page - 1) * PAGE;
  const query = { orgId, today, zone: org.zone, limit: PAGE, offset };
  const rows = await listWaitingPayments(db, query);
  if (rows.length === 0 && page > 1) return drawWaiting(context, db, 1);
  const [count, finance] = [await countWaiting(db, orgId), await listFinance(db, orgId)];
  const items = rows.map((row) => {
    const isFinanceFree = finance.some((id) => !row.credited.includes(id));
    return { ...row, verdict: judgeDecision({ memberId, roles: actor.roles }, row.credited, isFinanceFree) };
  });
  return waitingCard({ items, count, page, offset }, senseOf(context));
}
