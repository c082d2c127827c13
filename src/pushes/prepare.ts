import type { StoreContext } from '../store/context.ts';
import type { DeliveryContent, DeliveryToRender } from './content.ts';
import { findAccompanied, isGrowing } from './grow/store.ts';
import type { LeasedDelivery } from './ledger/store.ts';
import type { Prepared } from './prepared.ts';
import { findManySlotFacts, type Series } from './slot-facts.ts';
import { findManySubscriptions } from './subscription-store.ts';

/** Reads what each of these messages needs of its own, for all of them at once; by their ids. */
export async function prepareDeliveries(
  store: StoreContext,
  deliveries: readonly LeasedDelivery[],
): Promise<ReadonlyMap<string, Prepared>> {
  const subscribed = deliveries.flatMap(({ orgId, id, subscriptionId }) =>
    subscriptionId === null ? [] : [{ orgId, id, subscriptionId }],
  );
  const scheduled = deliveries.flatMap((delivery) => {
    const series = findSeries(delivery);
    return series === undefined ? [] : [{ id: delivery.id, ...series }];
  });
  const { db } = store;
  const growing = deliveries.filter(isGrowing);
  const [subscriptions, slots, accompanied] = await Promise.all([
    findManySubscriptions(
      db,
      subscribed.map(({ orgId, subscriptionId }) => ({ orgId, id: subscriptionId })),
    ),
    findManySlotFacts(db, scheduled),
    findAccompanied(store, growing),
  ]);
  const alone = new Set(growing.flatMap(({ id }) => (accompanied.has(id) ? [] : [id])));
  const slotOf = new Map(scheduled.map(({ id }, index) => [id, { found: slots[index] }]));
  return new Map(
    deliveries.map(({ id, orgId, subscriptionId }) => {
      const slot = slotOf.get(id);
      return [
        id,
        {
          ...(subscriptionId === null
            ? {}
            : { subscription: { found: subscriptions.get(`${orgId} ${subscriptionId}`) } }),
          ...(slot === undefined ? {} : { slot }),
          ...(alone.has(id) ? { isAlone: true } : {}),
        },
      ];
    }),
  );
}

function findSeries({ orgId, subscriptionId, content }: DeliveryToRender) {
  const push = content as DeliveryContent;
  if (push.kind !== 'push' || subscriptionId === null) return undefined;
  if (push.push !== 'daily' && push.push !== 'ranking') return undefined;
  const series: Series = { orgId, kind: push.push, subscriptionId, groupId: push.groupId };
  return { series, day: push.day };
}
