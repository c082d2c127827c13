import { z } from 'zod';
import { Fault } from '../../kernel/result.ts';
import { findSplitInForce } from '../../orders/rules.ts';
import { applySplit, findSplitRefusal, hasHandover, isSameSplit } from '../../orders/split-order.ts';
import { findProposal } from '../../orders/split-store.ts';
import { findOrderById, findStanding } from '../../orders/store.ts';
import { lockOrder } from '../../orders/write-store.ts';
import type { Caller } from '../../people/context.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { type Changed, defineResource } from './define.ts';
import { selectReference } from './external-ids.ts';
import { needOrder } from './lookups.ts';
import { seeOrders } from './order-sight.ts';
import { rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { readShares, share } from './shares.ts';
import { resourceText as t } from './text.ts';
import { day, reference, words } from './values.ts';

const schema = z
  .strictObject({
    order: reference('The order (its number will do too); stays'),
    shares: z.array(share).min(1).max(20).describe('All who are credited'),
    from: day(
      'A hand-over from this day on, which counts at once; without it a correction from the beginning, which waits for a second signature',
    ).optional(),
    reason: words(500, 'Why'),
  })
  .describe('Who is credited for an order; one key for each order');

type Value = z.output<typeof schema>;

/** Credit splits: one row for each order, whose id it shares. Nobody sets one that they are in themselves. */
export const splits = defineResource({
  type: 'splits',
  title: 'Splits',
  entity: 'order',
  schema,
  adopt: async (caller, value) => (await needOrder(caller, 'order', value.order)).id,
  create: () => Promise.reject(new Fault('split-without-order')),
  change,
  sight: seeOrders,
  load,
});

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId, today } = caller;
  if ((await needOrder(caller, 'order', value.order)).id !== id) throw rejectField(caller, 'order', t.fixed);
  await lockOrder(db, orgId, id);
  const order = await findOrderById(db, orgId, id);
  if (order === undefined) throw new Fault('order-missing');
  const shares = await readShares(caller, 'shares', value.shares);
  const validFrom = value.from ?? null;
  const before = findSplitInForce(order.splits, validFrom ?? today);
  const standing = await findStanding(caller);
  if (findSplitRefusal(standing, order, [...before, ...shares], validFrom) !== undefined) {
    const about = { entity: 'order', entityId: id, roles: ['manager', 'admin'] } as const;
    throw rejectRight(caller, { deed: 'split.set', ...about, why: t.ownSplit });
  }
  const isWhole = validFrom !== null || !hasHandover(order.splits);
  if (isWhole && isSameSplit(before, shares)) return { changed: false };
  if (validFrom !== null && validFrom < today) throw rejectField(caller, 'from', t.fromPast);
  const waiting = await findWaiting(caller, id);
  if (validFrom === null && waiting !== undefined && isSameSplit(waiting.shares, shares))
    return { changed: false, waits: true };
  const split = { order, before, after: shares, validFrom, reason: value.reason };
  if (!(await applySplit(caller, db, order, split))) throw rejectConflict(caller, t.splitWaits);
  return { changed: true, waits: validFrom === null };
}

async function findWaiting({ db, orgId }: Caller, orderId: string) {
  const row = await db.splitProposal.findFirst({
    where: { orgId, orderId, state: 'waiting' },
    select: { id: true },
  });
  return row === null ? undefined : findProposal(db, orgId, row.id);
}

function load({ db, orgId, today }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId",
      ${selectReference('orders', Prisma.sql`r.org_id`, Prisma.sql`r.id`)} AS "order",
      (SELECT jsonb_agg(jsonb_build_object(
          'member', ${selectReference('members', Prisma.sql`s.org_id`, Prisma.sql`s.member_id`)},
          'basisPoints', s.basis_points) ORDER BY s.position)
        FROM credit_split_revisions s WHERE s.org_id = r.org_id AND s.order_id = r.id
          AND s.revision = split_in_force(r.org_id, r.id, ${today}::date)) AS shares,
      EXISTS (SELECT FROM split_proposals p
        WHERE p.org_id = r.org_id AND p.order_id = r.id AND p.state = 'waiting') AS waits
    FROM orders r LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'splits' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
