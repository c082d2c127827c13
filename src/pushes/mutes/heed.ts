import type { Db } from '../../store/client.ts';
import type { DeliveryPlan } from '../plan.ts';
import { heedMute, type MuteVerdict } from './rules.ts';
import { listMutes } from './store.ts';

/** What becomes of a planned message of which its reader wants to hear nothing; undefined: it goes on its way. */
export type HeedMutes = (plan: DeliveryPlan) => MuteVerdict | undefined;

/** Reads what the readers of these plans have muted, in one or two looks by key. `now`: epoch ms. */
export async function loadMutes(
  db: Db,
  orgId: string,
  plans: readonly DeliveryPlan[],
  now: number,
): Promise<HeedMutes> {
  const subscriptions = plans.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const members = plans.flatMap((plan) => addresseeOf(plan) ?? []);
  const owners = await listOwners(db, orgId, subscriptions);
  const mutes = await listMutes(db, orgId, { members: [...members, ...owners.values()], subscriptions });
  return (plan) => {
    const { kind, subscriptionId } = plan;
    const memberId = addresseeOf(plan) ?? (subscriptionId === null ? undefined : owners.get(subscriptionId));
    const mute = mutes.find((each) =>
      memberId === undefined
        ? each.subscriptionId !== null && each.subscriptionId === subscriptionId
        : each.memberId === memberId && each.kind === kind,
    );
    return heedMute(kind, mute, now);
  };
}

function addresseeOf({ content }: DeliveryPlan): string | undefined {
  return 'memberId' in content ? content.memberId : undefined;
}

/** Whose subscriptions these are; a conversation's are not among them. */
async function listOwners(
  db: Db,
  orgId: string,
  subscriptions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (subscriptions.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; memberId: string }[]>`
    SELECT id, member_id AS "memberId" FROM subscriptions
    WHERE org_id = ${orgId}::uuid AND id = ANY(${[...subscriptions]}::uuid[]) AND member_id IS NOT NULL`;
  return new Map(rows.map(({ id, memberId }) => [id, memberId]));
}
