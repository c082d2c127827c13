import type { Lang } from '../../chat/language.ts';
import type { StoreContext } from '../../store/context.ts';
import type { RenderPart } from '../admit/render-gathered.ts';
import type { DeliveryToRender, PushContent, Rendered } from '../content.ts';
import { type CardPart, growCard } from '../grow/card.ts';
import { skip } from '../rendered.ts';
import { drawAmendment, drawStanding, findMessage } from './amend.ts';
import { compareFigures } from './figures.ts';
import { isUnsettled, listOnCard, type ToldMessage } from './store.ts';

type Amended = Extract<PushContent, { push: 'amended' }>;

/**
 * The right form of a message that was sent. What is compared is what stands there now; what is shown is the first figure
 * and the right one, however often it was mended between. Nothing is sent if what stands there is right. What else grew on
 * the same card stays on it. Rejects while it is not known yet what became of the message, or another amendment of it may be
 * on its way, so that the later one comes later.
 */
export async function renderAmended(
  store: StoreContext,
  delivery: DeliveryToRender,
  { deliveryId }: Amended,
  render: RenderPart,
): Promise<{ readonly rendered: Rendered; readonly lang?: Lang }> {
  const { orgId } = delivery;
  const found = await findMessage(store, orgId, deliveryId, delivery.id);
  if (found === undefined) {
    if (await isUnsettled(store.db, orgId, deliveryId)) throw new Error('what it amends is not settled yet');
    return { rendered: skip('nothing-to-tell') };
  }
  const { message, subscription } = found;
  if (message.isBusy) throw new Error('another amendment of the same message is under way');
  const drawn = await drawAmendment(store, orgId, found);
  if (drawn === undefined) return { rendered: skip('nothing-to-tell') };
  if (compareFigures(message.latest, drawn.figures).length === 0)
    return { rendered: skip('nothing-changed') };
  const { lang, zone } = subscription;
  const others = await drawOthers(store, orgId, message, render);
  const own = { id: deliveryId, card: drawn.card, at: store.clock.now() };
  const card = others.length === 0 ? drawn.card : growCard([...others, own], { lang, zone });
  return {
    lang,
    rendered: {
      kind: 'message',
      message: { kind: 'card', card },
      told: { ...message.told, figures: drawn.figures, rootId: deliveryId },
      replaces: message.ref,
      menuOf: deliveryId,
    },
  };
}

/** What else stands on the same card: mended where it is wrong as well, else as it is now. */
async function drawOthers(
  store: StoreContext,
  orgId: string,
  message: ToldMessage,
  render: RenderPart,
): Promise<readonly CardPart[]> {
  const parts: CardPart[] = [];
  for (const other of await listOnCard(store.db, orgId, message.id, message.ref)) {
    const standing = await drawStanding(store, other, render);
    if (standing !== undefined) parts.push({ id: other.id, at: other.createdAt.getTime(), ...standing });
  }
  return parts;
}
