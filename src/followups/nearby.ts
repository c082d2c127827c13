import type { CardBlock } from '../chat/card.ts';
import type { Context } from '../people/context.ts';
import { neighbourBlocks } from './visit-cards.ts';
import { listNeighbours } from './visit-store.ts';

const SHOWN = 4;

/** The part of a card that offers other customers in the visited one's city. */
export async function offerNearby(context: Context, customerId: string): Promise<readonly CardBlock[]> {
  const { db, orgId, memberId, actor, org } = context;
  const reader = { lang: actor.lang, zone: org.zone };
  return neighbourBlocks(reader, await listNeighbours(db, { orgId, customerId, memberId }, SHOWN));
}
