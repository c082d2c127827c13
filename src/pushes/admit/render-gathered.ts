import type { StoreContext } from '../../store/context.ts';
import type { DeliveryToRender, Rendered } from '../content.ts';
import { type GatheredEntry, gatheredCard } from './gathered-cards.ts';
import {
  countParts,
  findGatheredSense,
  listParts,
  type Part,
  skipParts,
  sumSales,
} from './gathered-store.ts';

/** Renders one message from its rows. */
export type RenderPart = (store: StoreContext, delivery: DeliveryToRender) => Promise<Rendered>;

/** Entries on one card: what fits on a phone without becoming a list nobody reads. */
export const ENTRIES_MOST = 10;
/** More are not rendered in one go, so that a message is made in time. */
const RENDERED_MOST = 60;

/** A part that still makes sense, with what it says. */
export interface RenderedPart {
  readonly part: Part;
  readonly rendered: Rendered & { readonly kind: 'message' };
}

/**
 * What waited in one message, as the rows are at this instant. What makes no sense any more is written down as skipped, and
 * left out; a single message that is left is sent as it is.
 */
export async function renderGathered(
  store: StoreContext,
  delivery: DeliveryToRender,
  render: RenderPart,
): Promise<Rendered> {
  const { entries, last, isEnd } = await renderParts(store, delivery, 'held', undefined, render);
  const [only, ...others] = entries;
  if (only === undefined) {
    return isEnd
      ? { kind: 'skip', reason: 'nothing-to-tell' }
      : Promise.reject(new Error('too many parts are stale'));
  }
  if (others.length === 0 && isEnd) return only.rendered;
  const [sense, counts, sales] = await Promise.all([
    findGatheredSense(store, delivery),
    countParts(store, delivery),
    sumSales(store, delivery),
  ]);
  const card = gatheredCard(
    {
      entries: entries.map(toEntry),
      counts,
      ...(sales === undefined ? {} : { sales }),
      ...(isEnd || last === undefined ? {} : { more: `${delivery.id}.${last}` }),
    },
    sense,
  );
  return { kind: 'message', message: { kind: 'card', card } };
}

/** The next parts that make sense, up to a card of them; where they end, and whether those are all. */
export async function renderParts(
  store: StoreContext,
  bearer: { readonly orgId: string; readonly id: string },
  state: 'held' | 'sent',
  after: string | undefined,
  render: RenderPart,
): Promise<{
  readonly entries: readonly RenderedPart[];
  readonly last: string | undefined;
  readonly isEnd: boolean;
}> {
  const parts = await listParts(store, bearer, state, after, RENDERED_MOST + 1);
  const entries: RenderedPart[] = [];
  const stale: { id: string; reason: string }[] = [];
  let last = after;
  let seen = 0;
  for (const part of parts.slice(0, RENDERED_MOST)) {
    if (entries.length === ENTRIES_MOST) break;
    const rendered = await render(store, part);
    if (rendered.kind === 'message') entries.push({ part, rendered });
    else stale.push({ id: part.id, reason: rendered.reason });
    last = part.id;
    seen += 1;
  }
  if (state === 'held') await skipParts(store, bearer.orgId, stale);
  return { entries, last, isEnd: seen === parts.length };
}

export function toEntry({ part, rendered }: RenderedPart): GatheredEntry {
  const { message } = rendered;
  const title = message.kind === 'card' ? message.card.title : message.form.title;
  return { id: part.id, kind: part.kind, title, at: part.createdAt.getTime() };
}
