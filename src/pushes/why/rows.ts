import type { Button, Text } from '../../chat/card.ts';
import { addDays } from '../../kernel/calendar.ts';
import { formatDate } from '../../kernel/dates.ts';
import { formatMoney } from '../../kernel/money.ts';
import { periodOf } from '../../kernel/periods.ts';
import { localTimeOf } from '../../kernel/zones.ts';
import type { DayRange } from '../../orders/credits.ts';
import { maySeeOrder, type Standing } from '../../orders/rights.ts';
import { findProposal } from '../../orders/split-store.ts';
import { findOrderById, findStanding, listCredited } from '../../orders/store.ts';
import type { Context } from '../../people/context.ts';
import { mayUse, relationTo } from '../../people/rights.ts';
import { type FigureRow, listBehindFigures } from '../../performance/behind-figures.ts';
import { type FigureSense, loadFigureSense } from '../../performance/org-store.ts';
import type { PushContent } from '../content.ts';
import { coverSlot, rankSlot } from '../render-scheduled.ts';
import { findSlotFacts } from '../slot-facts.ts';
import { deliveryKindNames } from '../text.ts';
import { figureNames } from './text.ts';

/** One record that a message rests on; its button shows it to whoever may see it. */
export interface BehindRow {
  readonly text: Text;
  readonly note?: string;
  readonly opens: Pick<Button, 'action' | 'target'>;
}

/** A page of them. */
export interface Behind {
  readonly rows: readonly BehindRow[];
  readonly offset: number;
  readonly hasMore: boolean;
  /** There are such records, and the reader may see none of them. */
  readonly isClosed: boolean;
}

const PAGE = 5;
const NOTHING: Behind = { rows: [], offset: 0, hasMore: false, isClosed: false };
const CLOSED: Behind = { ...NOTHING, isClosed: true };

type Figures = Extract<PushContent, { push: 'daily' | 'ranking' }>;

/** The messages that came as this one; each is explained on its own. */
export async function listCarried(context: Context, bearerId: string, offset: number): Promise<Behind> {
  const { db, orgId, actor } = context;
  const parts = await db.delivery.findMany({
    where: { orgId, bearerId, state: 'sent' },
    select: { id: true, kind: true, createdAt: true },
    orderBy: { id: 'asc' },
    skip: offset,
    take: PAGE + 1,
  });
  const rows = parts.slice(0, PAGE).map(({ id, kind, createdAt }) => ({
    text: deliveryKindNames[kind]?.[actor.lang] ?? kind,
    note: localTimeOf(createdAt.getTime(), actor.zone),
    opens: { action: 'push.why', target: id } as const,
  }));
  return { rows, offset, hasMore: parts.length > PAGE, isClosed: false };
}

/** The records behind a push, as far as the reader may see them now. */
export async function listBehind(
  context: Context,
  content: PushContent,
  subscriptionId: string | null,
  offset: number,
): Promise<Behind> {
  const { db, orgId } = context;
  switch (content.push) {
    case 'daily':
    case 'ranking':
      return subscriptionId === null ? NOTHING : listFigures(context, content, subscriptionId, offset);
    case 'order-signed':
    case 'split-changed':
      return showOrder(context, content.orderId);
    case 'payment-confirmed':
    case 'payment-proposed':
    case 'payment-decided': {
      const where = { orgId_id: { orgId, id: content.paymentId } };
      const payment = await db.payment.findUnique({ where, select: { orderId: true } });
      return payment === null ? NOTHING : showOrder(context, payment.orderId);
    }
    case 'split-proposed':
    case 'split-decided': {
      const proposal = await findProposal(db, orgId, content.proposalId);
      return proposal === undefined ? NOTHING : showOrder(context, proposal.orderId);
    }
    case 'deal-step':
      return showDeal(context, content.dealId);
    case 'same-city':
      return showCustomer(context, content.customerId);
    case 'reminder': {
      const where = { orgId_id: { orgId, id: content.reminderId } };
      const reminder = await db.reminder.findUnique({ where, select: { customerId: true } });
      return reminder === null ? NOTHING : showCustomer(context, reminder.customerId);
    }
    default:
      return NOTHING;
  }
}

/** The records that any figure of the same group and days rests on. */
async function listFigures(
  context: Context,
  content: Figures,
  subscriptionId: string,
  offset: number,
): Promise<Behind> {
  const { db, orgId, today } = context;
  const { push: kind, groupId, day } = content;
  const slot = await findSlotFacts(db, { orgId, kind, subscriptionId, groupId }, day);
  if (slot === undefined) return NOTHING;
  const standing = await findStanding(context);
  const visibleTo = listVisible(standing);
  if (visibleTo !== null && visibleTo.length === 0) return CLOSED;
  const sense = await loadFigureSense(db, orgId);
  const days = kind === 'daily' ? monthOf(coverSlot(slot, sense), sense) : rankedDays(rankSlot(slot, sense));
  const kinds = kind === 'daily' ? (['order', 'payment'] as const) : (['payment'] as const);
  const request = { orgId, groupId, days, kinds, visibleTo, today };
  const found = await listBehindFigures(db, request, { offset, limit: PAGE + 1 });
  const rows = found.slice(0, PAGE).map((row) => writeFigure(context, row));
  return { rows, offset, hasMore: found.length > PAGE, isClosed: false };
}

/** A summary tells of its days and of the month up to the last of them. */
function monthOf({ from, to }: DayRange, { fiscalStartMonth }: FigureSense): DayRange {
  const { start } = periodOf('month', addDays(to, -1), fiscalStartMonth);
  return { from: from < start ? from : start, to };
}

function rankedDays({ today, period }: ReturnType<typeof rankSlot>): DayRange {
  return { from: period.start, to: addDays(today, 1) };
}

/** Whose orders somebody sees: null everybody's. */
function listVisible({ memberId, roles, below }: Standing): readonly string[] | null {
  if (mayUse(roles, 'order.see', 'other')) return null;
  return mayUse(roles, 'order.see', 'own') ? [...new Set([memberId, ...below])] : [];
}

function writeFigure({ org, actor }: Context, row: FigureRow): BehindRow {
  const { lang } = actor;
  const what = row.kind === 'payment' && row.amount < 0n ? 'refund' : row.kind;
  return {
    text: [
      { text: formatMoney(row.amount, org.currency, lang), bold: true },
      { text: ` ${row.customerName} · ${figureNames[what][lang]}` },
    ],
    note: `${row.orderNumber} · ${formatDate(row.day, lang)}`,
    opens: { action: 'record.show', target: row.orderId },
  };
}

async function showOrder(context: Context, orderId: string): Promise<Behind> {
  const { db, orgId, today, org, actor } = context;
  const [order, standing] = await Promise.all([findOrderById(db, orgId, orderId), findStanding(context)]);
  if (order === undefined) return NOTHING;
  const people = { ownerId: order.ownerId, credited: listCredited(order, today) };
  if (!maySeeOrder(standing, people)) return CLOSED;
  const text = `${order.customerName} · ${formatMoney(order.amount, org.currency, actor.lang)}`;
  return only({ text, note: order.number, opens: { action: 'record.show', target: order.id } });
}

async function showCustomer(context: Context, id: string): Promise<Behind> {
  const { db, orgId, memberId, actor } = context;
  const where = { orgId_id: { orgId, id } };
  const [customer, { below }] = await Promise.all([
    db.customer.findUnique({ where, select: { name: true, ownerId: true } }),
    findStanding(context),
  ]);
  if (customer === null) return NOTHING;
  const relation = relationTo(memberId, customer.ownerId, below);
  if (!mayUse(actor.roles, 'customer.see', relation)) return CLOSED;
  return only({ text: customer.name, opens: { action: 'record.show', target: id } });
}

async function showDeal(context: Context, id: string): Promise<Behind> {
  const { db, orgId, memberId, actor, org } = context;
  const where = { orgId_id: { orgId, id } };
  const [deal, { below }] = await Promise.all([
    db.deal.findUnique({ where, select: { title: true, ownerId: true, amount: true } }),
    findStanding(context),
  ]);
  if (deal === null) return NOTHING;
  if (!mayUse(actor.roles, 'deal.see', relationTo(memberId, deal.ownerId, below))) return CLOSED;
  const text = `${deal.title} · ${formatMoney(deal.amount, org.currency, actor.lang)}`;
  return only({ text, opens: { action: 'deal.show', target: id } });
}

function only(row: BehindRow): Behind {
  return { rows: [row], offset: 0, hasMore: false, isClosed: false };
}
