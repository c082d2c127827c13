import { z } from 'zod';
import { findDefaultSplit } from '../../customers/cases/default-split.ts';
import { findDeal } from '../../deals/store.ts';
import { Fault } from '../../kernel/result.ts';
import { saveEdit } from '../../orders/edit-order.ts';
import type { Instalment } from '../../orders/fill.ts';
import { describeLines } from '../../orders/lines/cards.ts';
import type { OrderLine } from '../../orders/lines/parse.ts';
import { listLines } from '../../orders/lines/store.ts';
import { judgeEdit, maySetSplit } from '../../orders/rights.ts';
import {
  makeOrderNumber,
  normalizeOrderNumber,
  orderNumberPrefix,
  planDefaultInstalments,
} from '../../orders/rules.ts';
import { auditSigning } from '../../orders/sign-order.ts';
import {
  findLastNumber,
  findOrderById,
  findOrderByNumber,
  findStanding,
  listCredited,
  listInstalments,
  listPayments,
  type OrderRow,
} from '../../orders/store.ts';
import { insertOrder, lockOrder, runAll } from '../../orders/write-store.ts';
import type { Caller, CustomerMatch } from '../../people/context.ts';
import { mayUse, relationTo, rolesFor } from '../../people/rights.ts';
import { Prisma, type Sql } from '../../store/client.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { type Changed, defineResource } from './define.ts';
import { findReference, selectReference } from './external-ids.ts';
import { needCustomer } from './lookups.ts';
import { seeOrders } from './order-sight.ts';
import { rejectConflict, rejectField, rejectRight } from './reject.ts';
import type { ResourceRow } from './resource.ts';
import { readShares, share } from './shares.ts';
import { resourceText as t } from './text.ts';
import { amount, day, reference, text, words } from './values.ts';

const schema = z
  .strictObject({
    number: words(40, 'Number; without one it is made').optional(),
    customer: reference('The customer; stays'),
    deal: reference('The deal that it came of; only at creation').optional(),
    amount: amount('Amount'),
    signedOn: day('Day of signing'),
    instalments: z
      .array(z.strictObject({ dueOn: day('Due'), amount: amount('Amount') }))
      .min(1)
      .max(60)
      .optional()
      .describe('The plan; adds up to the amount. Without one all is due after 30 days'),
    lines: z
      .array(
        z.strictObject({
          product: words(60, 'Product'),
          quantity: z
            .string()
            .regex(/^[0-9]{1,9}(\.[0-9]{1,3})?$/)
            .nullable()
            .optional(),
          amount: amount('Amount; zero for what comes free'),
        }),
      )
      .min(1)
      .max(40)
      .optional()
      .describe('Product lines; add up to the amount'),
    split: z
      .array(share)
      .min(1)
      .max(20)
      .optional()
      .describe('Who is credited, from the beginning; only at creation. Without one: the customer’s owner'),
    reason: text(500, 'Why it is changed').optional(),
  })
  .describe('A signed contract');

type Value = z.output<typeof schema>;

/** Orders with their instalments and lines. What was signed stays to be seen: a change is a new revision. */
export const orders = defineResource({
  type: 'orders',
  title: 'Orders',
  entity: 'order',
  schema,
  create,
  change,
  sight: seeOrders,
  load,
});

async function create(caller: Caller, value: Value): Promise<{ readonly id: string }> {
  const { db, orgId, ids, actor, memberId } = caller;
  const customer = await needCustomer(caller, 'customer', value.customer);
  const standing = await findStanding(caller);
  const relation = relationTo(memberId, customer.ownerId, standing.below);
  if (!mayUse(actor.roles, 'order.sign', relation)) {
    const about = { entity: 'customer', entityId: customer.id, roles: rolesFor('order.sign') } as const;
    throw rejectRight(caller, { deed: 'order.sign', ...about });
  }
  checkMoney(caller, value);
  const { signedOn } = value;
  const plan = readPlan(caller, value) ?? planDefaultInstalments(value.amount, signedOn);
  const lines = readLines(caller, value) ?? [];
  const split = await readSplit(caller, value, customer);
  if (
    value.split !== undefined &&
    !maySetSplit(
      standing,
      split.map((each) => each.memberId),
    )
  ) {
    const about = { entity: 'customer', entityId: customer.id, roles: ['manager', 'admin'] } as const;
    throw rejectRight(caller, { deed: 'split.set', ...about, why: t.ownSplit });
  }
  const wanted = value.number === undefined ? undefined : readNumber(caller, value.number);
  if (wanted !== undefined && (await findOrderByNumber(db, orgId, wanted)) !== undefined)
    throw rejectConflict(caller, t.numberTaken, 'number');
  const prefix = orderNumberPrefix(signedOn);
  const number = wanted ?? makeOrderNumber(signedOn, await findLastNumber(db, orgId, prefix));
  const dealId = await readDeal(caller, value, customer);
  const { amount: total } = value;
  const order = { id: ids.uuid(), number, customerId: customer.id, amount: total, signedOn, split, lines };
  const made = { ...order, instalments: plan, ...(dealId === undefined ? {} : { dealId }) };
  await runAll(db, [
    ...insertOrder(caller, made),
    auditSigning(caller, made),
    outboxEvent(caller, { kind: 'order.signed', orderId: order.id }),
  ]);
  return { id: order.id };
}

async function change(caller: Caller, id: string, value: Value): Promise<Changed> {
  const { db, orgId, today } = caller;
  await lockOrder(db, orgId, id);
  const order = await findOrderById(db, orgId, id);
  if (order === undefined) throw new Fault('order-missing');
  const [standing, plan, lines, payments] = [
    await findStanding(caller),
    await listInstalments(db, orgId, id),
    await listLines(db, orgId, id),
    await listPayments(db, orgId, id),
  ];
  const people = { ownerId: order.ownerId, credited: listCredited(order, today) };
  const seen = judgeEdit(standing, people, { isPlanOnly: true, hasPayments: false });
  if (seen !== 'allowed') throw rejectEdit(caller, id);
  await checkFixed(caller, order, value);
  checkMoney(caller, value);
  const changed = compare(caller, order, { plan, lines }, value);
  if (changed === undefined) return { changed: false };
  if (order.state === 'withdrawn') throw rejectConflict(caller, t.orderWithdrawn);
  if (value.amount < order.paid) throw rejectConflict(caller, t.belowPaid, 'amount');
  const hasPayments = payments.some(({ state }) => state === 'confirmed');
  const verdict = judgeEdit(standing, people, { isPlanOnly: changed.isPlanOnly, hasPayments });
  if (verdict === 'money-in') throw rejectEdit(caller, id, true);
  await saveEdit(caller, db, { order, plan, lines, changed, reason: value.reason ?? '' });
  return { changed: true };
}

function rejectEdit(caller: Caller, id: string, moneyIn = false) {
  const roles = moneyIn ? (['manager', 'admin'] as const) : rolesFor('order.sign');
  const why = moneyIn ? { why: t.moneyIn } : {};
  return rejectRight(caller, { deed: 'order.edit', entity: 'order', entityId: id, roles, ...why });
}

/** What of an order stays as it was signed. */
async function checkFixed(caller: Caller, order: OrderRow, value: Value): Promise<void> {
  if ((await needCustomer(caller, 'customer', value.customer)).id !== order.customerId)
    throw rejectField(caller, 'customer', t.fixed);
  if (value.number !== undefined && readNumber(caller, value.number) !== order.number.toUpperCase())
    throw rejectField(caller, 'number', t.fixed);
  if (value.split === undefined) return;
  const first = order.splits.filter(({ revision }) => revision === 1);
  const sent = await readShares(caller, 'split', value.split);
  const write = (rows: readonly { readonly memberId: string; readonly basisPoints: number }[]) =>
    rows.map(({ memberId, basisPoints }) => `${memberId} ${basisPoints}`).join(';');
  if (write(first) !== write(sent)) throw rejectField(caller, 'split', t.splitElsewhere);
}

interface Standing {
  readonly plan: readonly Instalment[];
  readonly lines: readonly OrderLine[];
}

/** The order as it is to be; undefined where it stands so already. */
function compare(caller: Caller, order: OrderRow, standing: Standing, value: Value) {
  const { amount: total, signedOn } = value;
  const isMoved = total !== order.amount;
  const plan = readPlan(caller, value) ?? followAmount(standing.plan, isMoved, total);
  if (plan === undefined) throw rejectField(caller, 'instalments', t.planNeeded);
  const lines = readLines(caller, value) ?? followAmount(standing.lines, isMoved, total);
  if (lines === undefined) throw rejectField(caller, 'lines', t.linesNeeded);
  const isPlanChanged = writePlan(plan) !== writePlan(standing.plan);
  const isLinesChanged =
    JSON.stringify(describeLines(lines)) !== JSON.stringify(describeLines(standing.lines));
  const isPlanOnly = !isMoved && signedOn === order.signedOn && !isLinesChanged;
  if (isPlanOnly && !isPlanChanged) return undefined;
  return { amount: total, signedOn, plan, isPlanOnly, isPlanChanged, lines, isLinesChanged };
}

/** Where the amount is another one, a single part follows it; several have to be said anew. */
function followAmount<Part extends { readonly amount: bigint }>(
  parts: readonly Part[],
  isMoved: boolean,
  total: bigint,
): readonly Part[] | undefined {
  if (!isMoved || parts.length === 0) return parts;
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? [{ ...only, amount: total }] : undefined;
}

function writePlan(plan: readonly Instalment[]): string {
  return plan.map(({ dueOn, amount: part }) => `${dueOn} ${part}`).join(';');
}

function checkMoney(caller: Caller, value: Value): void {
  if (value.amount <= 0n) throw rejectField(caller, 'amount', t.amountZero);
  if (value.signedOn > caller.today) throw rejectField(caller, 'signedOn', t.future);
}

function readPlan(caller: Caller, { instalments, amount: total }: Value): readonly Instalment[] | undefined {
  if (instalments === undefined) return undefined;
  const sum = instalments.reduce((all, each) => all + each.amount, 0n);
  if (sum !== total || instalments.some((each) => each.amount <= 0n))
    throw rejectField(caller, 'instalments', t.planSum);
  return instalments.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

function readLines(caller: Caller, { lines, amount: total }: Value): readonly OrderLine[] | undefined {
  if (lines === undefined) return undefined;
  const sum = lines.reduce((all, each) => all + each.amount, 0n);
  if (sum !== total) throw rejectField(caller, 'lines', t.linesSum);
  return lines.map(({ product, quantity, amount: part }) => ({
    product,
    quantity: quantity === undefined || quantity === null ? null : trimDecimal(quantity),
    amount: part,
  }));
}

function trimDecimal(typed: string): string {
  const [whole = '0', part = ''] = typed.split('.');
  const kept = part.replace(/0+$/, '');
  const digits = whole.replace(/^0+(?=\d)/, '');
  return kept === '' ? digits : `${digits}.${kept}`;
}

function readNumber(caller: Caller, typed: string): string {
  const number = normalizeOrderNumber(typed);
  if (number === undefined) throw rejectField(caller, 'number', t.numberUnreadable);
  return number;
}

async function readSplit(caller: Caller, { split, signedOn }: Value, customer: CustomerMatch) {
  if (split !== undefined) return readShares(caller, 'split', split);
  const { db, orgId, memberId, actor } = caller;
  const owner =
    customer.ownerId === null
      ? { memberId, name: actor.name }
      : { memberId: customer.ownerId, name: customer.ownerName ?? '' };
  const ruled = await findDefaultSplit(db, orgId, customer.id, { signedOn, owner });
  return ruled ?? [{ ...owner, basisPoints: 10_000 }];
}

async function readDeal(
  caller: Caller,
  { deal }: Value,
  customer: CustomerMatch,
): Promise<string | undefined> {
  if (deal === undefined) return undefined;
  const id = await findReference(caller, 'deals', deal);
  const found = id === undefined ? undefined : await findDeal(caller.db, caller.orgId, id);
  if (found === undefined || found.customerId !== customer.id)
    throw rejectField(caller, 'deal', t.unknownReference);
  if (found.orderNumber !== null) throw rejectConflict(caller, t.dealOrdered(found.orderNumber), 'deal');
  return found.id;
}

function load({ db, orgId }: Caller, where: Sql, limit: number): Promise<readonly ResourceRow[]> {
  const org = Prisma.sql`r.org_id`;
  return db.$queryRaw<ResourceRow[]>`
    SELECT r.id, x.external_id AS "externalId", r.number,
      ${selectReference('customers', org, Prisma.sql`r.customer_id`)} AS customer, o.amount::text AS amount,
      o.signed_on::text AS "signedOn", o.state,
      ${selectReference('deals', org, Prisma.sql`r.deal_id`)} AS deal,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('dueOn', i.due_on, 'amount', i.amount::text) ORDER BY i.due_on, i.position), '[]')
        FROM current_instalments i WHERE i.org_id = r.org_id AND i.order_id = r.id) AS instalments,
      (SELECT COALESCE(jsonb_agg(jsonb_build_object('product', l.product, 'quantity', trim_scale(l.quantity)::text,
          'amount', l.amount::text) ORDER BY l.position), '[]')
        FROM current_order_lines l WHERE l.org_id = r.org_id AND l.order_id = r.id) AS lines,
      (SELECT COALESCE(sum(p.amount), 0)::text FROM current_payments p
        WHERE p.org_id = r.org_id AND p.order_id = r.id AND p.state = 'confirmed') AS paid
    FROM orders r JOIN current_orders o ON o.org_id = r.org_id AND o.id = r.id
    LEFT JOIN external_ids x ON x.org_id = r.org_id AND x.type = 'orders' AND x.entity_id = r.id
    WHERE r.org_id = ${orgId}::uuid AND ${where} ORDER BY r.id LIMIT ${limit}::int`;
}
