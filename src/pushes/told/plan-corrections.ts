import type { Address, MessageRef } from '../../chat/sender.ts';
import type { StoreContext } from '../../store/context.ts';
import type { DeliveryPlan } from '../plan.ts';
import { listTouched } from './store.ts';
import { type FactsChange, findTouched } from './touched.ts';

/** What changes within a minute is told as one amendment. */
const GATHER_MS = 60_000;

/**
 * The facts changed: every message that told of them, and is out or may be, is looked at again at the end of this minute. Whether
 * anything of it is wrong shows when it is drawn; if not, nothing is sent. A message's amendments of one minute are one, since
 * its key names the minute.
 */
export async function planCorrections(
  store: StoreContext,
  orgId: string,
  change: FactsChange,
): Promise<readonly DeliveryPlan[]> {
  const touched = await findTouched(store.db, orgId, change);
  if (touched === undefined) return [];
  const candidates = await listTouched(store.db, orgId, touched);
  const minute = Math.floor(store.clock.now() / GATHER_MS);
  return candidates.map(({ id, kind, subscriptionId, ref, address }) => {
    return {
      key: `amended|${id}|${minute}`,
      kind,
      subscriptionId,
      content: { kind: 'push', push: 'amended', deliveryId: id },
      state: 'pending',
      to: ref === null ? address : placeOf(ref),
      goesAt: (minute + 1) * GATHER_MS,
    };
  });
}

function placeOf({ platform, workspace, conversation, message }: MessageRef): Address {
  return { platform, workspace, conversation, replaces: message };
}
