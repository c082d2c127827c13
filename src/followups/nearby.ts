import { mayWith, refuseCustomer } from '../customers/access.ts';
import { noticeCard } from '../customers/cards.ts';
import { customer } from '../customers/fields.ts';
import { sayGone } from '../customers/show.ts';
import type { Command, Context } from '../people/context.ts';
import { rolesFor } from '../people/rights.ts';
import { answer, type Done } from '../store/commit.ts';
import { nearbyCard } from './nearby-cards.ts';
import { listNeighbours } from './visit-store.ts';
import { visitText as t } from './visit-text.ts';

const SHOWN = 8;

/** `nearby`: who else is in a customer's city, whenever somebody asks. */
export const nearby: Command = {
  name: 'nearby',
  aliases: ['same city', '同城', '同城客户', '附近客户'],
  title: t.nearbyTitle,
  summary: t.nearbySummary,
  example: t.nearbyExample,
  roles: rolesFor('customer.work'),
  fields: [customer],
  run: showNearby,
};

async function showNearby(context: Context): Promise<Done> {
  const [about] = context.customers;
  if (about === undefined) return sayGone(context);
  if (!(await mayWith(context, about.ownerId, 'customer.work')))
    return refuseCustomer(context, about, 'customer.work');
  const { db, orgId, memberId, org, actor } = context;
  const found = await listNeighbours(db, { orgId, customerId: about.id, memberId }, SHOWN);
  const none = noticeCard(t.nobodyNear(about.name)[actor.lang], t.nobodyNearHow[actor.lang], 'plain');
  const card = nearbyCard({ lang: actor.lang, zone: org.zone }, about.name, found) ?? none;
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
