import type { Card } from '../../chat/card.ts';
import type { Lang } from '../../chat/language.ts';
import { formatDate } from '../../kernel/dates.ts';
import { formatMoney } from '../../kernel/money.ts';
import { localDateOf } from '../../kernel/zones.ts';
import type { StoreContext } from '../../store/context.ts';
import type { RenderPart } from '../admit/render-gathered.ts';
import type { DeliveryToRender } from '../content.ts';
import { findSubscription, type Subscription } from '../subscription-store.ts';
import { amendedCard, type Correction } from './cards.ts';
import { type Cause, listCauses } from './causes.ts';
import { drawAgain } from './draw.ts';
import { type Change, compareFigures, type Figures } from './figures.ts';
import { nameKeys } from './names.ts';
import { findTold, type ToldMessage } from './store.ts';
import { causeText, toldText as t } from './text.ts';

/** A message as it stands now, and what of it was told otherwise. */
export interface Mended {
  readonly card: Card;
  readonly corrections: readonly Correction[];
}

/** A message that was sent, with whom it is for. */
export interface Found {
  readonly message: ToldMessage;
  readonly subscription: Subscription;
}

/** The message that told something; undefined where it was never sent, or is nobody's any more. */
export async function findMessage(
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
export async function drawAmendment(
  store: StoreContext,
  orgId: string,
  { message, subscription }: Found,
): Promise<(Mended & { readonly figures: Figures }) | undefined> {
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
  const corrections = changes.map((change) => writeChange(change, names, told.about, currency, lang));
  const amendment = {
    base: drawn.card,
    corrections,
    causes: causes.map((cause) => writeCause(cause, message, { currency, zone, lang })),
    ...(hasLook(told.figures) ? { note: t.lookThen[lang] } : {}),
  };
  return { card: amendedCard(amendment, lang), corrections, figures };
}

/**
 * A message that stands on a card with others, as it is now: mended where what it told first is wrong by now, so that a
 * figure that was struck stays struck. Undefined where it makes no sense any more.
 */
export async function drawStanding(
  store: StoreContext,
  delivery: DeliveryToRender,
  render: RenderPart,
): Promise<Mended | undefined> {
  const found = await findMessage(store, delivery.orgId, delivery.id, delivery.id);
  const mended = found && (await drawAmendment(store, delivery.orgId, found));
  if (mended !== undefined && mended.corrections.length > 0) return mended;
  const rendered = await render(store, delivery);
  if (rendered.kind === 'skip' || rendered.message.kind !== 'card') return undefined;
  return { card: rendered.message.card, corrections: [] };
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
