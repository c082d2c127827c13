import type { Card } from '../chat/card.ts';
import { readChosen } from '../chat/chosen.ts';
import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { findDeal } from '../deals/store.ts';
import { formatMoney } from '../kernel/money.ts';
import { Fault } from '../kernel/result.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayUse, relationTo } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import { commit, commitAll, type Done } from '../store/commit.ts';
import type { ActingContext } from '../store/context.ts';
import { violatedConstraint } from '../store/errors.ts';
import { outboxEvent } from '../store/outbox.ts';
import { orderSavedCard, writeMoney } from './cards.ts';
import { describeLines } from './lines/cards.ts';
import { type DraftedOrder, readDraftedOrder } from './read-order.ts';
import { askAgain, refuseRight } from './refusals.ts';
import { maySeeOrder, type Standing } from './rights.ts';
import { makeOrderNumber, orderNumberPrefix, shareAmong } from './rules.ts';
import { senseOf } from './show-order.ts';
import { orderNewSpec } from './specs.ts';
import { findLastNumber, findOrderByNumber, findStanding, listCredited, type OrderRow } from './store.ts';
import { fieldProblems, orderText } from './text.ts';
import { askWhichWon } from './wins.ts';
import { insertOrder, type NewOrder, runAll } from './write-store.ts';

const NUMBER_KEY = 'orders_org_id_number_key';
const ATTEMPTS = 3;

/** Records a signed order with its instalments and its split, for a customer that the speaker may sign for. */
export async function signOrder(context: Context, values: RawValues): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) throw new Fault('customer-missing');
  const standing = await findStanding(context);
  const relation = relationTo(context.memberId, customer.ownerId, standing.below);
  if (!mayUse(context.actor.roles, 'order.sign', relation)) return refuseSigning(context, customer, relation);
  const read = await readDraftedOrder(context, values, customer, standing);
  if (read.kind === 'problems') {
    const again = askAgain(
      context,
      await formSpec(context, values),
      keepTyped(context, values, customer),
      read.problems,
    );
    return commitAll(context, again.reply, [again.draft]);
  }
  return write(context, { standing, customer, values, drafted: read.order });
}

interface Signing {
  readonly standing: Standing;
  readonly customer: CustomerMatch;
  readonly values: RawValues;
  readonly drafted: DraftedOrder;
}

/** Whoever takes the same number at the same instant is found at the next attempt. */
async function write(context: Context, signing: Signing): Promise<Done> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await commit(context, (tx) => writeOrder(context, tx, signing));
    } catch (error) {
      if (attempt >= ATTEMPTS || violatedConstraint(error) !== NUMBER_KEY) throw error;
    }
  }
}

async function writeOrder(context: Context, tx: Tx, signing: Signing): Promise<Reply> {
  const { customer, drafted } = signing;
  const taken =
    drafted.number === undefined ? undefined : await findOrderByNumber(tx, context.orgId, drafted.number);
  if (taken) return refuseNumber(context, tx, signing, taken);
  const prefix = orderNumberPrefix(drafted.signedOn);
  const number =
    drafted.number ?? makeOrderNumber(drafted.signedOn, await findLastNumber(tx, context.orgId, prefix));
  const dealId = await findWonDeal(context, tx, signing);
  const order = { ...drafted, id: context.ids.uuid(), number, customerId: customer.id, dealId };
  await runAll(tx, [
    ...insertOrder(context, order),
    auditSigning(context, order),
    outboxEvent(context, { kind: 'order.signed', orderId: order.id }),
  ]);
  const card = drawSaved(context, customer, drafted, order);
  const asked = dealId === undefined ? await askWhichWon(context, order) : [];
  return { kind: 'card', card: { ...card, blocks: [...card.blocks, ...asked] }, audience: 'same' };
}

/** The deal whose card led here, if it is this customer's and no order came of it yet. */
async function findWonDeal(
  context: Context,
  tx: Tx,
  { customer, values }: Signing,
): Promise<string | undefined> {
  const id = readChosen(values.deal ?? '')?.id;
  const deal = id === undefined ? undefined : await findDeal(tx, context.orgId, id);
  return deal?.customerId === customer.id && deal.orderNumber === null ? deal.id : undefined;
}

/** The audit entry of a new order. */
export function auditSigning(context: ActingContext, order: NewOrder): Sql {
  const { number, customerId, dealId, amount, signedOn, instalments, split, lines = [] } = order;
  return auditEntry(context, {
    action: 'order.signed',
    entity: 'order',
    entityId: order.id,
    after: {
      number,
      customerId,
      dealId,
      amount: amount.toString(),
      signedOn,
      instalments: instalments.map((each) => ({ dueOn: each.dueOn, amount: each.amount.toString() })),
      ...(lines.length === 0 ? {} : { lines: describeLines(lines) }),
      split: split.map(({ memberId, basisPoints }) => ({ memberId, basisPoints })),
    },
  });
}

function drawSaved(context: Context, customer: CustomerMatch, drafted: DraftedOrder, order: NewOrder): Card {
  const splits = drafted.split.map((share, row) => ({
    ...share,
    revision: 1,
    position: row + 1,
    validFrom: null,
  }));
  const row: OrderRow = {
    ...order,
    customerName: customer.name,
    ownerId: customer.ownerId,
    state: 'signed',
    paid: 0n,
    pending: 0n,
    splits,
  };
  const shares = shareAmong(splits, order.amount);
  const { instalments, lines = [] } = order;
  const details = { order: row, instalments, lines, payments: [], shares };
  return orderSavedCard(details, drafted.isDefaultPlan, senseOf(context));
}

/** The other order is named only to somebody who may see it. */
async function refuseNumber(context: Context, tx: Tx, signing: Signing, taken: OrderRow): Promise<Reply> {
  const { lang } = context.actor;
  const people = { ownerId: taken.ownerId, credited: listCredited(taken, context.today) };
  const money = { lang, currency: context.org.currency };
  const sentence: Bilingual = maySeeOrder(signing.standing, people)
    ? fieldProblems['number-taken-by'](
        `${taken.number}, ${taken.customerName}, ${writeMoney(taken.amount, money)}`,
      )
    : fieldProblems['number-taken']();
  const raw = keepTyped(context, signing.values, signing.customer);
  const again = askAgain(context, await formSpec(context, raw), raw, { number: sentence });
  await runAll(tx, [again.draft]);
  return again.reply;
}

async function formSpec(context: Context, values: RawValues): Promise<typeof orderNewSpec> {
  return { ...orderNewSpec, fields: (await orderNewSpec.tailor?.(context, values)) ?? orderNewSpec.fields };
}

/** The values as somebody would type them: a form shows names and amounts, not ids and minor units. */
function keepTyped(context: Context, values: RawValues, customer: CustomerMatch): RawValues {
  const amount = formatMoney(BigInt(values.amount ?? '0'), context.org.currency, 'en');
  return { ...values, customer: customer.name, amount };
}

function refuseSigning(context: Context, customer: CustomerMatch, relation: string): Promise<Done> {
  const { lang } = context.actor;
  const isPool = relation === 'pool' && mayUse(context.actor.roles, 'customer.claim', 'pool');
  const claim = { label: orderText.claim[lang], action: 'customer.claim', target: customer.id } as const;
  return refuseRight(context, {
    deed: 'order.sign',
    entity: 'customer',
    entityId: customer.id,
    why: isPool ? orderText.refusedPool : orderText.refusedSign,
    ...(isPool ? { blocks: [{ kind: 'buttons', buttons: [claim] }] } : {}),
  });
}
