import type { Address } from '../../chat/sender.ts';
import type { StoreContext } from '../../store/context.ts';
import { findGatheredSense, skipParts } from '../admit/gathered-store.ts';
import type { RenderPart } from '../admit/render-gathered.ts';
import type { Rendered } from '../content.ts';
import type { LeasedDelivery } from '../ledger/store.ts';
import { drawStanding } from '../told/amend.ts';
import type { Told as Figured } from '../told/figures.ts';
import { type CardPart, growCard } from './card.ts';
import { type Companion, isGrowing, joinSiblings, listCompanions, releaseClaimed } from './store.ts';

/** What a message says and where it goes, with what else stands on its card; `given-back`: it was given back, resting. */
export type Grown =
  | { readonly kind: 'given-back' }
  | {
      readonly kind: 'ready';
      readonly to: Address;
      readonly rendered: Rendered;
      /** What is told along for the first time, as far as it may turn out to be wrong. */
      readonly companions?: readonly { readonly id: string; readonly told: Figured }[];
    };

/**
 * Makes a leased message ready to be sent. Several about one customer in one place, one soon after the other, become one card:
 * the later takes the place of the earlier and tells both. Rejects where rendering or the database does.
 */
export async function makeReady(
  store: StoreContext,
  delivery: LeasedDelivery,
  render: RenderPart,
): Promise<Grown> {
  const { address: to } = delivery;
  if (!isGrowing(delivery) || delivery.prepared?.isAlone === true) {
    return { kind: 'ready', to, rendered: await render(store, delivery) };
  }
  const growth = await joinSiblings(store, delivery);
  if (growth.kind === 'wait') return { kind: 'given-back' };
  const card = growth.kind === 'grow' ? growth.card : undefined;
  const rendered = await render(store, delivery);
  const companions = growth.kind === 'grow' ? await listCompanions(store, delivery, card?.message) : [];
  if (companions.length === 0) return { kind: 'ready', to, rendered };
  if (rendered.kind === 'skip') {
    await releaseClaimed(store, delivery);
    return { kind: 'ready', to, rendered };
  }
  const told = await renderCompanions(store, delivery.orgId, companions, render);
  const message = await compose(store, delivery, rendered, told);
  const place = card === undefined ? to : { ...to, conversation: card.conversation, replaces: card.message };
  const fresh = told.flatMap(({ id, kept }) => (kept === undefined ? [] : [{ id, told: kept }]));
  return { kind: 'ready', to: place, rendered: message, companions: fresh };
}

/** News on a card; of what is new there, what it tells. */
interface Companied extends CardPart {
  readonly kept?: Figured;
}

/** Those that still make sense; of the new ones, what makes none is written down as skipped. */
async function renderCompanions(
  store: StoreContext,
  orgId: string,
  companions: readonly Companion[],
  render: RenderPart,
): Promise<readonly Companied[]> {
  const told: Companied[] = [];
  const stale: { id: string; reason: string }[] = [];
  for (const companion of companions) {
    const at = companion.createdAt.getTime();
    if (!companion.isNew) {
      const standing = await drawStanding(store, companion, render);
      if (standing !== undefined) told.push({ id: companion.id, at, ...standing });
      continue;
    }
    const rendered = await render(store, companion);
    if (rendered.kind === 'skip') {
      stale.push({ id: companion.id, reason: rendered.reason });
    } else if (rendered.message.kind === 'card') {
      const kept = rendered.told === undefined ? {} : { kept: rendered.told };
      told.push({ id: companion.id, card: rendered.message.card, at, ...kept });
    }
  }
  await skipParts(store, orgId, stale);
  return told;
}

async function compose(
  store: StoreContext,
  delivery: LeasedDelivery,
  rendered: Rendered & { readonly kind: 'message' },
  told: readonly CardPart[],
): Promise<Rendered> {
  const { message } = rendered;
  if (message.kind !== 'card' || told.length === 0) return rendered;
  const sense = await findGatheredSense(store, delivery);
  const own = { id: delivery.id, card: message.card, at: delivery.createdAt.getTime() };
  return { ...rendered, message: { kind: 'card', card: growCard([...told, own], sense) } };
}
