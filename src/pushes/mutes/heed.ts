import type { Db } from '../../store/client.ts';
import type { DeliveryPlan } from '../plan.ts';
import { heedMute, type MuteVerdict } from './rules.ts';
import { listMutesFor } from './store.ts';

/** What becomes of a planned message of which its reader wants to hear nothing; undefined: it goes on its way. */
export type HeedMutes = (plan: DeliveryPlan) => MuteVerdict | undefined;

/** Reads what the readers of these plans have muted, in one look. `now`: epoch ms. */
export async function loadMutes(
  db: Db,
  orgId: string,
  plans: readonly DeliveryPlan[],
  now: number,
): Promise<HeedMutes> {
  const mutes = await listMutesFor(db, orgId, {
    members: plans.flatMap((plan) => addresseeOf(plan) ?? []),
    subscriptions: plans.flatMap(({ subscriptionId }) => subscriptionId ?? []),
  });
  return (plan) => {
    const { kind, subscriptionId } = plan;
    const addressee = addresseeOf(plan);
    const mute = mutes.find((each) => {
      if (addressee !== undefined) return each.memberId === addressee && each.kind === kind;
      if (subscriptionId === null) return false;
      if (each.memberId === null) return each.subscriptionId === subscriptionId;
      return each.kind === kind && each.owned.includes(subscriptionId);
    });
    return heedMute(kind, mute, now);
  };
}

function addresseeOf({ content }: DeliveryPlan): string | undefined {
  return 'memberId' in content ? content.memberId : undefined;
}
