import { writeChosen } from '../chat/chosen.ts';
import { buildForm } from '../chat/form.ts';
import type { RawValues } from '../chat/spec.ts';
import { findDeal } from '../deals/store.ts';
import { isUuid } from '../kernel/ids.ts';
import { formatMoney } from '../kernel/money.ts';
import type { Context } from '../people/context.ts';
import { mayRun, mayUse, relationTo } from '../people/rights.ts';
import type { AuditEntity } from '../store/audit-kinds.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { insertDraft } from '../store/drafts.ts';
import { paymentText } from './payment-text.ts';
import { noteCard, refuseRight } from './refusals.ts';
import { findPaymentWay } from './rights.ts';
import { type CommandData, orderNewSpec, paymentSpec } from './specs.ts';
import { findOrderById, findStanding, listCredited } from './store.ts';
import { orderText } from './text.ts';

/** `order.start`: opens the form of a new order for the customer, or the won deal, whose id the button carries. */
export async function startOrder(context: Context, target: string): Promise<Done> {
  const deal = await findDeal(context.db, context.orgId, target);
  const customerId = deal?.customerId ?? target;
  const customer = await findCustomer(context, customerId);
  if (customer === undefined) return answerGone(context);
  const standing = await findStanding(context);
  const relation = relationTo(context.memberId, customer.ownerId, standing.below);
  if (!mayUse(context.actor.roles, 'order.sign', relation)) {
    const isClaimable = relation === 'pool' && mayUse(context.actor.roles, 'customer.claim', 'pool');
    const why = isClaimable ? orderText.refusedPool : orderText.refusedSign;
    return refuseRight(context, { deed: 'order.sign', entity: 'customer', entityId: customerId, why });
  }
  if (deal !== undefined) {
    const amount = formatMoney(deal.amount, context.org.currency, 'en');
    const won = { customer: writeChosen(customerId, customer.name), amount, deal: writeChosen(deal.id) };
    return openForm(context, orderNewSpec, won);
  }
  return openForm(context, orderNewSpec, { customer: customer.name });
}

/** `payment.start`: opens the form of a payment for the order, or the customer, whose id the button carries. */
export async function startPayment(context: Context, target: string): Promise<Done> {
  const [order, standing] = await Promise.all([
    findOrderById(context.db, context.orgId, target),
    findStanding(context),
  ]);
  if (order) {
    const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
    if (findPaymentWay(standing, people) === undefined) return refusePayment(context, 'order', target);
    return openForm(context, paymentSpec, { customer: order.customerName, order: order.number });
  }
  const customer = await findCustomer(context, target);
  if (customer === undefined) return answerGone(context);
  // Which of its orders the speaker may be paid for shows when the form comes in.
  const relation = relationTo(context.memberId, customer.ownerId, standing.below);
  const { roles } = context.actor;
  const seesName = mayUse(roles, 'customer.see', relation) || mayRun(roles, ['finance']);
  if (!seesName || !mayRun(roles, paymentSpec.roles)) return refusePayment(context, 'customer', target);
  return openForm(context, paymentSpec, { customer: customer.name });
}

async function openForm(context: Context, spec: CommandData, values: RawValues): Promise<Done> {
  const draftId = context.ids.uuid();
  const fields = (await spec.tailor?.(context, values)) ?? spec.fields;
  const form = buildForm({ spec: { ...spec, fields }, draftId, lang: context.actor.lang, values });
  return commitAll(context, { kind: 'form', form }, [
    insertDraft(context, { id: draftId, command: spec.name, values }),
  ]);
}

async function findCustomer(context: Context, id: string) {
  if (!isUuid(id)) return undefined;
  const customer = await context.db.customer.findUnique({
    where: { orgId_id: { orgId: context.orgId, id } },
    select: { name: true, ownerId: true },
  });
  return customer ?? undefined;
}

function refusePayment(context: Context, entity: AuditEntity, entityId: string): Promise<Done> {
  return refuseRight(context, { deed: 'payment.propose', entity, entityId, why: paymentText.refused });
}

function answerGone(context: Context): Promise<Done> {
  const card = noteCard(context, paymentText.neededTitle, orderText.unknownHow);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
