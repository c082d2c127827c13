import { createGather } from '../../kernel/gather.ts';
import type { StoreContext } from '../../store/context.ts';
import type { Prepared } from '../prepared.ts';
import { keepTold, type Telling } from '../told/store.ts';
import type { Next } from './rules.ts';
import { type AttemptTimes, leaseMillisOf } from './schedule.ts';
import {
  type DeliveryKey,
  findDoubtful,
  type Lease,
  type LeasedDelivery,
  leaseDeliveries,
  leaseDelivery,
  settleDeliveries,
  type Taken,
} from './store.ts';

/** Where attempts begin and end: a message is taken here, and what became of it is written down here. */
export interface Desk {
  /** `leaseDelivery`. */
  readonly take: (key: DeliveryKey) => Promise<Taken | undefined>;
  /** `settleDelivery`. */
  readonly settle: (lease: Lease, next: Next) => Promise<boolean>;
  /** `keepTold`, of one. */
  readonly keep: (telling: Telling) => Promise<void>;
}

/** Reads what messages need to be rendered, by their ids. */
type Prepare = (
  store: StoreContext,
  deliveries: readonly LeasedDelivery[],
) => Promise<ReadonlyMap<string, Prepared>>;

/** More rows are not taken or settled in one statement. */
const MOST = 100;
/** What comes while one is under way goes along with the next: two would be half as full each, and each costs a commit. */
const AT_ONCE = 1;

/** One statement for each message. */
export function createPlainDesk(store: StoreContext, times: AttemptTimes): Desk {
  return {
    take: (key) => leaseDelivery(store, key, leaseMillisOf(times)),
    settle: async (lease, next) => (await settleDeliveries(store, [{ lease, next }])).has(lease.id),
    keep: (telling) => keepTold(store, [telling]),
  };
}

/**
 * Messages that are tried at the same time in this process share statements, and with them commits. Each row is still taken,
 * and settled, by itself: one that somebody else has is left out and no other with it. A message in doubt is taken alone,
 * together with those of its place.
 */
export function createSharedDesk(store: StoreContext, times: AttemptTimes, prepare: Prepare): Desk {
  const plain = createPlainDesk(store, times);
  const takeMany = createGather(
    async (keys: readonly DeliveryKey[]) =>
      prepareAll(store, prepare, await takeAll(store, plain, keys, leaseMillisOf(times))),
    { most: MOST, atOnce: AT_ONCE },
  );
  const settleMany = createGather(
    async (ends: readonly { readonly lease: Lease; readonly next: Next }[]) => {
      const mine = await settleDeliveries(store, ends);
      return ends.map(({ lease }) => mine.has(lease.id));
    },
    { most: MOST, atOnce: AT_ONCE },
  );
  const keep = createGather(
    async (tellings: readonly Telling[]) => {
      await keepTold(store, tellings);
      return tellings.map(() => undefined);
    },
    { most: MOST, atOnce: AT_ONCE },
  );
  return { take: takeMany, settle: (lease, next) => settleMany({ lease, next }), keep };
}

/** What could not be read here each message reads for itself: it is leased already and must not be lost. */
async function prepareAll(
  store: StoreContext,
  prepare: Prepare,
  taken: readonly (Taken | undefined)[],
): Promise<readonly (Taken | undefined)[]> {
  const deliveries = taken.flatMap((each) => each?.delivery ?? []);
  if (deliveries.length === 0) return taken;
  const known = await prepare(store, deliveries).catch(() => new Map<string, Prepared>());
  return taken.map((each) => {
    if (each === undefined) return undefined;
    const prepared = known.get(each.delivery.id);
    return prepared === undefined ? each : { ...each, delivery: { ...each.delivery, prepared } };
  });
}

async function takeAll(
  store: StoreContext,
  plain: Desk,
  keys: readonly DeliveryKey[],
  leaseMillis: number,
): Promise<readonly (Taken | undefined)[]> {
  const leased = new Map((await leaseDeliveries(store, keys, leaseMillis)).map((each) => [each.id, each]));
  const left = keys.filter(({ id }) => !leased.has(id));
  const doubtful = left.length === 0 ? new Set<string>() : await findDoubtful(store, left);
  return Promise.all(
    keys.map((key) => {
      const delivery = leased.get(key.id);
      // The same row asked for twice is handed out once.
      leased.delete(key.id);
      if (delivery !== undefined) return { delivery, others: [] };
      return doubtful.has(key.id) ? plain.take(key) : undefined;
    }),
  );
}
