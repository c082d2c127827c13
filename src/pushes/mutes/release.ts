import { Prisma, type Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import type { PushContent } from '../content.ts';
import type { Mute } from './store.ts';

interface Waiting {
  readonly id: string;
  readonly place: string;
  readonly address: object;
}

const GATHERED = JSON.stringify({ kind: 'push', push: 'gathered' } satisfies PushContent);

/**
 * Lets what waited for the end of this snooze come now: one message as it is, several as one. What is being sent already stays
 * with the message that carries it.
 */
export async function releaseSnoozed(tx: Tx, context: ActingContext, mute: Mute): Promise<void> {
  const { orgId, clock, ids } = context;
  const now = new Date(clock.now());
  const waiting = await listWaiting(tx, orgId, mute);
  for (const place of new Set(waiting.map((each) => each.place))) {
    const here = waiting.filter((each) => each.place === place);
    const [first, second] = here;
    if (first === undefined) continue;
    if (second === undefined) {
      await tx.$executeRaw`UPDATE deliveries SET state = 'pending', bearer_id = NULL, last_error = NULL,
          not_before = ${now}::timestamptz WHERE org_id = ${orgId}::uuid AND id = ${first.id}::uuid`;
      continue;
    }
    const bearer = ids.uuid();
    await tx.$executeRaw`INSERT INTO deliveries (org_id, id, key, kind, address, content, state, not_before, created_at, place)
      VALUES (${orgId}::uuid, ${bearer}::uuid, ${`gathered|lifted|${bearer}`}, 'gathered',
        ${JSON.stringify(first.address)}::jsonb, ${GATHERED}::jsonb, 'pending', ${now}::timestamptz, ${now}::timestamptz, ${place})`;
    await tx.$executeRaw`UPDATE deliveries SET bearer_id = ${bearer}::uuid
      WHERE org_id = ${orgId}::uuid AND id = ANY(${here.map(({ id }) => id)}::uuid[])`;
  }
}

function listWaiting(tx: Tx, orgId: string, mute: Mute): Promise<readonly Waiting[]> {
  const whose =
    mute.memberId === null
      ? Prisma.sql`d.subscription_id = ${mute.subscriptionId}::uuid`
      : Prisma.sql`(d.content->>'memberId' = ${mute.memberId} OR d.subscription_id IN (SELECT s.id FROM subscriptions s
          WHERE s.org_id = ${orgId}::uuid AND s.member_id = ${mute.memberId}::uuid))`;
  // Locked with what carries it, so that it is either sent there or comes now.
  return tx.$queryRaw<Waiting[]>`
    SELECT d.id, d.place, d.address FROM deliveries d JOIN deliveries b ON b.org_id = d.org_id AND b.id = d.bearer_id
    WHERE d.org_id = ${orgId}::uuid AND d.state = 'held' AND d.last_error = 'snoozed' AND d.kind = ${mute.kind}
      AND b.state = 'pending' AND b.attempts = 0 AND ${whose}
    ORDER BY d.id FOR UPDATE`;
}
