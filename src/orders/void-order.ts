import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { Fault } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { commit, type Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import { writeMoney } from './cards.ts';
import { orderVoidedCard } from './edit-cards.ts';
import { editText } from './edit-text.ts';
import { noteCard, refuseInside } from './refusals.ts';
import { judgeEdit, type Standing } from './rights.ts';
import { listEverCredited } from './rules.ts';
import { senseOf } from './show-order.ts';
import { findOrderById, listCredited, listPayments, type OrderRow } from './store.ts';
import { withOrder } from './with-order.ts';
import { lockOrder, reviseOrder, runAll } from './write-store.ts';

const LONGEST_REASON = 500;

/** Takes back an order of which no money is left here and none waits. It no longer counts; its history stays. */
export function voidOrder(context: Context, values: RawValues): Promise<Done> {
  const reason = cleanText(values.reason ?? '', LONGEST_REASON);
  return withOrder(context, values.order ?? '', (order, standing) =>
    commit(context, (tx) => writeVoid(context, tx, standing, order.id, reason)),
  );
}

async function writeVoid(
  context: Context,
  tx: Tx,
  standing: Standing,
  orderId: string,
  reason: string,
): Promise<Reply> {
  await lockOrder(tx, context.orgId, orderId);
  const order = await findOrderById(tx, context.orgId, orderId);
  const payments = await listPayments(tx, context.orgId, orderId);
  if (order === undefined) throw new Fault('order-missing');
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  const hasPayments = payments.some(({ state }) => state === 'confirmed');
  const everCredited = listEverCredited(order.splits);
  const verdict = judgeEdit(standing, people, { isPlanOnly: false, hasPayments, everCredited });
  if (verdict !== 'allowed') {
    const why = verdict === 'money-in' ? editText.moneyIn : editText.notYours;
    return refuseInside(context, tx, { deed: 'order.void', entity: 'order', entityId: orderId, why });
  }
  const obstacle = findObstacle(context, order);
  if (obstacle !== undefined)
    return { kind: 'card', card: noteCard(context, editText.voidTitle, obstacle), audience: 'asker' };
  const { amount, signedOn } = order;
  await runAll(tx, [
    reviseOrder(context, orderId, { amount, signedOn, state: 'withdrawn', reason }),
    outboxEvent(context, { kind: 'order.changed', orderId }),
    auditEntry(context, {
      action: 'order.withdrawn',
      entity: 'order',
      entityId: orderId,
      before: { state: 'signed' },
      after: { state: 'withdrawn', reason },
    }),
  ]);
  return { kind: 'card', card: orderVoidedCard(order, reason, senseOf(context)), audience: 'same' };
}

function findObstacle(context: Context, { state, paid, pending }: OrderRow): Bilingual | undefined {
  const say = (sentence: (amount: string) => Bilingual, minor: bigint) =>
    sentence(writeMoney(minor, senseOf(context)));
  if (state === 'withdrawn') return editText.withdrawnAlready;
  if (paid !== 0n) return say(editText.voidPaid, paid);
  return pending === 0n ? undefined : say(editText.voidPending, pending);
}
