import type { Db } from '../store/client.ts';
import { keyOfAsked, planSettled } from './asked.ts';
import type { PushContent } from './content.ts';
import { findStandings } from './groups.ts';
import type { SalesTopic } from './kinds.ts';
import { type DeliveryPlan, planPrivate, planPublic, planSkip } from './plan.ts';
import { findReader, findReadersByRole, type Reader } from './readers.ts';
import { mayReceive } from './rights.ts';
import { findProposer, findSalesNews, listRinging, type RingingRow, type SalesNews } from './sales-store.ts';

/** An order was signed: it rings where sales notifications are subscribed to. */
export async function planOrderSigned(
  db: Db,
  orgId: string,
  orderId: string,
): Promise<readonly DeliveryPlan[]> {
  const news = await findSalesNews(db, orgId, { kind: 'order', id: orderId });
  if (news === undefined || news.state !== 'signed') return [];
  return planRinging(db, orgId, { ...news, topic: 'orders' }, `order|${orderId}`, {
    kind: 'push',
    push: 'order-signed',
    orderId,
  });
}

/** A payment was confirmed: it rings in the same places. A refund does not: nobody cheers for one. */
export async function planPaymentConfirmed(
  db: Db,
  orgId: string,
  paymentId: string,
): Promise<readonly DeliveryPlan[]> {
  const news = await findSalesNews(db, orgId, { kind: 'payment', id: paymentId });
  if (news === undefined || news.state !== 'confirmed' || news.amount <= 0n) return [];
  const content = { kind: 'push', push: 'payment-confirmed', paymentId } as const;
  return planRinging(db, orgId, { ...news, topic: 'payments' }, `payment|${paymentId}`, content);
}

/**
 * A payment waits to be confirmed: finance is asked, except who is credited for it, since they may not decide on it. Where
 * that leaves nobody, the executives are.
 */
export async function planPaymentProposed(
  db: Db,
  orgId: string,
  paymentId: string,
): Promise<readonly DeliveryPlan[]> {
  const news = await findSalesNews(db, orgId, { kind: 'payment', id: paymentId });
  if (news === undefined || news.state !== 'proposed') return [];
  const [finance, executives] = await Promise.all([
    findReadersByRole(db, orgId, 'finance'),
    findReadersByRole(db, orgId, 'executive'),
  ]);
  const isFree = (reader: Reader) => !news.credited.includes(reader.memberId);
  const deciders = finance.some(isFree) ? finance : executives;
  return deciders.filter(isFree).map((reader) =>
    planPrivate(
      {
        key: keyOfAsked('payment', paymentId, reader.memberId),
        kind: 'approval',
        subscriptionId: null,
        content: { kind: 'push', push: 'payment-proposed', paymentId, memberId: reader.memberId },
      },
      reader,
    ),
  );
}

/**
 * A proposed payment was confirmed, rejected or taken back: whoever proposed it hears so, unless they did it themselves,
 * and whoever was asked about it sees it in the question's place.
 */
export async function planPaymentDecided(
  db: Db,
  orgId: string,
  paymentId: string,
): Promise<readonly DeliveryPlan[]> {
  const memberId = await findProposer(db, orgId, paymentId);
  const reader = memberId === undefined ? undefined : await findReader(db, orgId, memberId);
  const settled = await planSettled(db, orgId, 'payment', paymentId);
  if (reader === undefined) return settled;
  const content = { kind: 'push', push: 'payment-decided', paymentId, memberId: reader.memberId } as const;
  const key = `decided|payment|${paymentId}|${reader.memberId}`;
  return [...settled, planPrivate({ key, kind: 'approval', subscriptionId: null, content }, reader)];
}

/** What decides in which conversations and to whom a piece of sales news rings. */
export interface RingingNews extends Pick<SalesNews, 'amount' | 'day' | 'groups' | 'customerId'> {
  readonly topic: SalesTopic;
}

/** One delivery for each subscription to sales notifications that wants this news. `subject`: what the keys name it by. */
export async function planRinging(
  db: Db,
  orgId: string,
  news: RingingNews,
  subject: string,
  content: PushContent,
): Promise<readonly DeliveryPlan[]> {
  const rows = await listRinging(db, orgId, news);
  const plans = await Promise.all(
    rows.map((row) => {
      const base = {
        key: `sales|${subject}|${row.id}`,
        kind: 'sales',
        subscriptionId: row.id,
        content,
        subject: `customer|${news.customerId}`,
      } as const;
      return row.memberId === null
        ? planPublic(base, row.place)
        : planForPerson(db, orgId, news, base, row, row.memberId);
    }),
  );
  return plans.filter((plan) => plan !== undefined);
}

/** Rights are those of this moment: somebody who no longer sees the group's orders is not told about them. */
async function planForPerson(
  db: Db,
  orgId: string,
  news: RingingNews,
  base: { key: string; kind: 'sales'; subscriptionId: string; content: PushContent; subject: string },
  row: RingingRow,
  memberId: string,
): Promise<DeliveryPlan | undefined> {
  const reader = await findReader(db, orgId, memberId);
  if (reader === undefined) return undefined;
  const standings = await findStandings(db, orgId, reader, news.day);
  const about = row.groupId === null ? [null, ...news.groups] : [row.groupId];
  if (about.some((groupId) => mayReceive(standings, 'sales', groupId))) return planPrivate(base, reader);
  // A manager's subscription without a group is about their own groups: another group's news is none of it.
  return row.groupId === null ? undefined : planSkip(base, 'no-longer-allowed');
}
