import type { Card } from '../chat/card.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { drawSubscriptions, showSubscriptions } from './change-subscription.ts';
import { findReader } from './readers.ts';
import { mayChange } from './rights.ts';
import { findHome, prepareShowing, type Showing, senseOf, showSubscription } from './show-subscriptions.ts';
import { refusedCard, subscriptionCard } from './subscription-cards.ts';
import { findSubscription, type Subscription } from './subscription-store.ts';

/** One subscription with all that can be done with it, for who may change it. */
export function pressShow(context: Context, target: string): Promise<Done> {
  return withSubscription(context, target, async (subscription, showing) => {
    const card = await drawSubscription(context, showing, subscription);
    return answer(context, { kind: 'card', card, audience: 'same' });
  });
}

/** Finds a subscription and asks whether this person may change it; a right that is lacking is refused and written down. */
export async function withSubscription(
  context: Context,
  target: string,
  work: (subscription: Subscription, showing: Showing) => Promise<Done>,
): Promise<Done> {
  const [subscription, showing] = await Promise.all([
    isUuid(target) ? findSubscription(context.db, context.orgId, target) : undefined,
    prepareShowing(context),
  ]);
  if (subscription === undefined) return showSubscriptions(context);
  if (!mayChange(showing.standings, subscription)) return refuseChange(context, subscription);
  if (subscription.state === 'removed') {
    const card = await drawSubscriptions(context, context.db);
    return answer(context, { kind: 'card', card, audience: 'same' });
  }
  return work(subscription, showing);
}

/** Tells who may change it, and writes the attempt down. */
export function refuseChange(context: Context, { id }: Pick<Subscription, 'id'>): Promise<Done> {
  const entry = auditEntry(context, {
    action: 'subscription.refused',
    entity: 'subscription',
    entityId: id,
    after: { deed: 'subscription.set' },
  });
  const card = refusedCard('refusedChange', context.actor.lang);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
}

/** Its card, with the name of the place where that is neither here nor the reader. */
export async function drawSubscription(
  context: Context,
  showing: Showing,
  subscription: Subscription,
): Promise<Card> {
  const { memberId, conversation } = subscription;
  const shown = showSubscription(context, showing, subscription);
  const placeName = await namePlace(context, memberId, conversation);
  return subscriptionCard({ ...shown, placeName }, senseOf(context));
}

async function namePlace(
  context: Context,
  memberId: string | null,
  conversation: string | null,
): Promise<string | undefined> {
  if (memberId === context.memberId) return undefined;
  if (memberId !== null) return (await findReader(context.db, context.orgId, memberId))?.name;
  const home = await findHome(context);
  const isHere = home?.kind === 'conversation' && home.conversation === conversation;
  return isHere ? undefined : (conversation ?? undefined);
}
