import { buildForm } from '../chat/form.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { formatMoney } from '../kernel/money.ts';
import { Fault } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import type { ActingContext } from '../store/context.ts';
import { insertDraft } from '../store/drafts.ts';
import { outboxEvent } from '../store/outbox.ts';
import { orderChangedCard } from './edit-cards.ts';
import { editText } from './edit-text.ts';
import type { Instalment } from './fill.ts';
import { describeLines, writeLines } from './lines/cards.ts';
import type { OrderLine } from './lines/parse.ts';
import { listLines, reviseLines } from './lines/store.ts';
import { editSpec } from './order-specs.ts';
import { type ChangedOrder, readEdit, type Standing as StandingOrder } from './read-edit.ts';
import { askAgain, noteCard, refuseInside, refuseRight } from './refusals.ts';
import { judgeEdit, type Standing } from './rights.ts';
import { listEverCredited } from './rules.ts';
import { senseOf } from './show-order.ts';
import {
  findOrderById,
  findStanding,
  listCredited,
  listInstalments,
  listPayments,
  type OrderRow,
} from './store.ts';
import { orderText } from './text.ts';
import { withOrder } from './with-order.ts';
import { lockOrder, reviseOrder, revisePlan, runAll } from './write-store.ts';

const LONGEST_REASON = 500;

/** Changes amount, date or plan of a signed order: a new revision with its reason; what was stays to be seen. */
export function editOrder(context: Context, values: RawValues): Promise<Done> {
  return withOrder(context, values.order ?? '', (order, standing) =>
    commit(context, (tx) => writeEdit(context, tx, standing, values, order.id)),
  );
}

/** `order.edit`: the form, with the order as it is now in it. */
export async function startEdit(context: Context, orderId: string): Promise<Done> {
  const [order, standing] = await Promise.all([
    findOrderById(context.db, context.orgId, orderId),
    findStanding(context),
  ]);
  if (order === undefined) {
    const card = noteCard(context, orderText.unknownTitle(''), orderText.unknownHow);
    return answer(context, { kind: 'card', card, audience: 'asker' });
  }
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  if (judgeEdit(standing, people, { isPlanOnly: true, hasPayments: false }) !== 'allowed') {
    const why = editText.notYours;
    return refuseRight(context, { deed: 'order.edit', entity: 'order', entityId: orderId, why });
  }
  const [plan, lines] = await Promise.all([
    listInstalments(context.db, context.orgId, orderId),
    listLines(context.db, context.orgId, orderId),
  ]);
  const values = writeOrder(context, order, { plan, lines });
  const draftId = context.ids.uuid();
  const form = buildForm({ spec: editSpec, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: editSpec.name, values }),
  ]);
}

/** An order as somebody would type it. A single instalment follows the amount by itself. */
function writeOrder(context: Context, order: OrderRow, { plan, lines }: StandingOrder): RawValues {
  const money = (minor: bigint) => formatMoney(minor, context.org.currency, 'en');
  const instalments = plan.map(({ dueOn, amount }) => `${money(amount)} ${dueOn}`).join('; ');
  return {
    order: order.number,
    amount: money(order.amount),
    signed: order.signedOn,
    ...(plan.length > 1 ? { instalments } : {}),
    ...(lines.length > 0 ? { lines: writeLines(lines, context.org.currency) } : {}),
  };
}

async function writeEdit(
  context: Context,
  tx: Tx,
  standing: Standing,
  values: RawValues,
  orderId: string,
): Promise<Reply> {
  await lockOrder(tx, context.orgId, orderId);
  const order = await findOrderById(tx, context.orgId, orderId);
  if (order === undefined) throw new Fault('order-missing');
  if (order.state === 'withdrawn') {
    const card = noteCard(context, orderText.unknownTitle(order.number), editText.withdrawnAlready);
    return { kind: 'card', card, audience: 'asker' };
  }
  const plan = await listInstalments(tx, context.orgId, orderId);
  const lines = await listLines(tx, context.orgId, orderId);
  const read = readEdit(context, values, order, { plan, lines });
  if (read.kind === 'problems') {
    const again = askAgain(context, editSpec, keepTyped(context, values), read.problems);
    await runAll(tx, [again.draft]);
    return again.reply;
  }
  const { changed } = read;
  const payments = await listPayments(tx, context.orgId, orderId);
  const hasPayments = payments.some(({ state }) => state === 'confirmed');
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  const everCredited = listEverCredited(order.splits);
  const { isPlanOnly } = changed;
  const verdict = judgeEdit(standing, people, { isPlanOnly, hasPayments, everCredited });
  if (verdict !== 'allowed') {
    const why = verdict === 'money-in' ? editText.moneyIn : editText.notYours;
    return refuseInside(context, tx, { deed: 'order.edit', entity: 'order', entityId: orderId, why });
  }
  const reason = cleanText(values.reason ?? '', LONGEST_REASON);
  await saveEdit(context, tx, { order, plan, lines, changed, reason });
  const confirmed = payments.filter(({ state }) => state === 'confirmed');
  const card = orderChangedCard({ order, changed, payments: confirmed, reason }, senseOf(context));
  return { kind: 'card', card, audience: 'same' };
}

export interface Edit {
  readonly order: OrderRow;
  readonly plan: readonly Instalment[];
  readonly lines: readonly OrderLine[];
  readonly changed: ChangedOrder;
  readonly reason: string;
}

/** Writes what differs of an order as new revisions, audited. */
export function saveEdit(
  context: ActingContext,
  tx: Tx,
  { order, plan, lines, changed, reason }: Edit,
): Promise<void> {
  const { amount, signedOn } = changed;
  const isSame = amount === order.amount && signedOn === order.signedOn;
  return runAll(tx, [
    ...(isSame
      ? []
      : [
          reviseOrder(context, order.id, { amount, signedOn, state: 'signed', reason }),
          outboxEvent(context, { kind: 'order.changed', orderId: order.id }),
        ]),
    ...(changed.isPlanChanged ? [revisePlan(context, order.id, changed.plan, reason)] : []),
    ...(changed.isLinesChanged ? reviseLines(context, order.id, changed.lines, reason) : []),
    auditEntry(context, {
      action: 'order.changed',
      entity: 'order',
      entityId: order.id,
      before: { ...describe(order.amount, order.signedOn, plan), lines: describeLines(lines) },
      after: {
        ...describe(amount, signedOn, changed.plan),
        lines: describeLines(changed.lines),
        reason,
      },
    }),
  ]);
}

function describe(amount: bigint, signedOn: string, plan: readonly Instalment[]) {
  const instalments = plan.map((each) => ({ dueOn: each.dueOn, amount: each.amount.toString() }));
  return { amount: amount.toString(), signedOn, instalments };
}

/** The values as somebody would type them. */
function keepTyped(context: Context, { amount, ...others }: RawValues): RawValues {
  if (amount === undefined) return others;
  return { ...others, amount: formatMoney(BigInt(amount), context.org.currency, 'en') };
}
