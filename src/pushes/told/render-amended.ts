import type { Card } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { formatMoney } from '../../kernel/money.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { StoreContext } from '../../store/context.ts';
import type { RenderPart } from '../admit/render-gathered.ts';
import type { DeliveryToRender, PushContent, Rendered } from '../content.ts';
import { growCard } from '../grow/grow.ts';
import { skip } from '../rendered.ts';
import { findSubscription, type Subscription } from '../subscription-store.ts';
import { amendedCard, type Correction } from './cards.ts';
import { type Cause, listCauses } from './causes.ts';
import { drawAgain } from './draw.ts';
import { type Change, compareFigures, type Figures } from './figures.ts';
import { nameKeys } from './names.ts';
import { findTold, listOnCard, type ToldMessage } from './store.ts';
import { causeText, toldText as t } from './text.ts';

type Amended = Extract<PushContent, { push: 'amended' }>;

/**
 * The right form of a message that was sent. What is compared is what stands there now; what is shown is the first figure
 * and the right one, however often it was mended between. Nothing is sent if what stands there is right. What else grew on
 * the same card stays on it. Rejects while another amendment of it may be on its way, so that the later one comes later.
 */
export async function renderAmended(
  store: StoreContext,
  delivery: DeliveryToRender,
  { deliveryId }: Amended,
  render: RenderPart,
): Promise<{ readonly rendered: Rendered; readonly lang?: Lang }> {
  const { orgId } = delivery;
  const found = await findMessage(store, orgId, deliveryId, delivery.id);
  if (found === undefined) return { rendered: skip('nothing-to-tell') };
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
      replaces: message.ref.message,
      menuOf: deliveryId,
    },
  };
}

interface Found {
  readonly message: ToldMessage;
  readonly subscription: Subscription;
}

async function findMessage(
  { db }: StoreContext,
  orgId: string,
  id: string,
  besides: string,
): Promise<Found | undefined> {
  const message = await findTold(db, orgId, id, besides);
  const subscription =
    message?.subscriptionId == null ? undefined : await findSubscription(db, orgId, message.subscriptionId);
  return message === undefined || subscription === undefined ? undefined : { message, subscription };
}

/** The message as it is right, with what of it was told otherwise first; undefined where its rows cannot be found. */
async function drawAmendment(
  store: StoreContext,
  orgId: string,
  { message, subscription }: Found,
): Promise<{ readonly card: Card; readonly figures: Figures } | undefined> {
  const { told } = message;
  const { lang, zone } = subscription;
  const drawn = await drawAgain({ store, orgId, subscription }, message.content, told);
  if (drawn === undefined) return undefined;
  const { figures, currency } = drawn;
  const changes = compareFigures(told.figures, figures);
  const [names, causes] = await Promise.all([
    nameKeys(store.db, orgId, changes, told.about, lang),
    changes.length === 0 ? [] : listCauses(store.db, orgId, told, groupOf(message)),
  ]);
  const amendment = {
    base: drawn.card,
    corrections: changes.map((change) => writeChange(change, names, told.about, currency, lang)),
    causes: causes.map((cause) => writeCause(cause, message, { currency, zone, lang })),
    ...(hasLook(told.figures) ? { note: t.lookThen[lang] } : {}),
  };
  return { card: amendedCard(amendment, lang), figures };
}

/** What else stands on the same card: mended where it is wrong as well, else as it is now. */
async function drawOthers(store: StoreContext, orgId: string, message: ToldMessage, render: RenderPart) {
  const others = await listOnCard(store.db, orgId, message.id, message.ref);
  const cards: { id: string; card: Card; at: number }[] = [];
  for (const other of others) {
    const found = await findMessage(store, orgId, other.id, other.id);
    const drawn = found && (await drawAmendment(store, orgId, found));
    const isWrong =
      drawn !== undefined && compareFigures(found?.message.told.figures ?? {}, drawn.figures).length > 0;
    const at = other.createdAt.getTime();
    if (isWrong) {
      cards.push({ id: other.id, card: drawn.card, at });
      continue;
    }
    const rendered = await render(store, other);
    if (rendered.kind === 'message' && rendered.message.kind === 'card')
      cards.push({ id: other.id, card: rendered.message.card, at });
  }
  return cards;
}

/** Whether anything of that morning is on it. */
function hasLook(figures: Figures): boolean {
  return Object.entries(figures).some(([key, value]) => key.startsWith('look:') && value !== '0');
}

function groupOf({ content }: ToldMessage): string | null {
  return 'groupId' in content ? content.groupId : null;
}

function writeChange(
  { key, was, is }: Change,
  names: ReadonlyMap<string, string>,
  about: string,
  currency: string,
  lang: Lang,
): Correction {
  const label = names.get(key) ?? key;
  if (about === 'deal') return { label, was: t.closed[lang], is: t.open[lang] };
  const money = (value: bigint) => formatMoney(value, currency, lang);
  const isListed = key.startsWith('o:') || key.startsWith('p:') || key === 'amount';
  return {
    label,
    was: was === 0n && key.startsWith('m:') ? t.fresh[lang] : money(was),
    is: is === 0n && isListed ? t.gone[lang] : money(is),
  };
}

interface Sense {
  readonly currency: string;
  readonly zone: string;
  readonly lang: Lang;
}

/** A ranking names people alone, and a group's summary no more of an order than the group's part: so neither does its cause. */
function writeCause(cause: Cause, message: ToldMessage, { currency, zone, lang }: Sense): string {
  const isRanking = message.told.about === 'ranking';
  const isWhole = !isRanking && groupOf(message) === null;
  const amount = cause.amount < 0n ? -cause.amount : cause.amount;
  return causeText[cause.kind]({
    amount: isWhole ? formatMoney(amount, currency, lang) : '',
    number: isRanking ? '' : cause.orderNumber,
    day: formatDate(cause.day, lang),
    at: formatDate(localDateOf(cause.at.getTime(), zone), lang),
  })[lang];
}
