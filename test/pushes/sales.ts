import type { LocalDate } from '../../src/kernel/calendar.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { DomainEvent } from '../../src/store/outbox.ts';
import { outboxEvent } from '../../src/store/outbox.ts';
import type { Who } from '../fixtures/company.ts';
import type { Setting } from './setting.ts';

/** What is needed to record sales. */
export type SalesSetting = Pick<Setting, 'store' | 'company'> & { readonly clock: Clock };

/** Puts an event into the outbox; what `expandEvent` takes. */
export async function emit(
  setting: SalesSetting,
  event: DomainEvent,
): Promise<{ orgId: string; id: string }> {
  const { store, company } = setting;
  const { orgId } = company;
  await store.db.$executeRaw(outboxEvent({ ...store, orgId }, event));
  const row = await store.db.outboxEvent.findFirstOrThrow({ where: { orgId }, orderBy: { id: 'desc' } });
  return { orgId, id: row.id };
}

export async function createCustomer(
  setting: SalesSetting,
  name: string,
  owner: Who | null,
): Promise<string> {
  const { store, company, clock } = setting;
  const row = await store.db.customer.create({
    data: {
      orgId: company.orgId,
      id: store.ids.uuid(),
      name,
      nameKey: name.toLowerCase(),
      ownerId: owner === null ? null : company.members[owner].id,
      createdAt: new Date(clock.now()),
    },
  });
  return row.id;
}

export interface OrderFacts {
  readonly amount: bigint;
  readonly credited: readonly (readonly [Who, number])[];
  readonly signedOn?: LocalDate;
}

/** A signed order of a new customer, with its split and one instalment. */
export async function createOrder(setting: SalesSetting, facts: OrderFacts): Promise<string> {
  const { store, company, clock } = setting;
  const { db, ids } = store;
  const { orgId } = company;
  const recordedAt = new Date(clock.now());
  const id = ids.uuid();
  const signedOn = new Date(facts.signedOn ?? '2026-11-20');
  const customerId = await createCustomer(setting, `Customer ${id}`, facts.credited[0]?.[0] ?? null);
  await db.$transaction(async (tx) => {
    await tx.order.create({
      data: { orgId, id, number: `HT-${id.slice(-6)}`, customerId, createdAt: recordedAt },
    });
    const common = { orgId, orderId: id, revision: 1, recordedAt };
    await tx.orderRevision.create({ data: { ...common, amount: facts.amount, signedOn, state: 'signed' } });
    await tx.instalmentRevision.create({
      data: { ...common, position: 1, dueOn: signedOn, amount: facts.amount },
    });
    await tx.creditSplitRevision.createMany({
      data: facts.credited.map(([who, basisPoints], index) => ({
        ...common,
        position: index + 1,
        memberId: company.members[who].id,
        basisPoints,
        kind: 'initial',
      })),
    });
  });
  return id;
}

/** A new revision that takes an order back. */
export async function withdrawOrder(setting: SalesSetting, orderId: string): Promise<void> {
  const { store, company, clock } = setting;
  const { orgId } = company;
  const head = await store.db.orderRevision.findFirstOrThrow({ where: { orgId, orderId } });
  await store.db.orderRevision.create({
    data: { ...head, revision: 2, state: 'withdrawn', recordedAt: new Date(clock.now()) },
  });
}

export async function createPayment(
  setting: SalesSetting,
  orderId: string,
  amount: bigint,
  state: 'proposed' | 'confirmed',
  { receivedOn, refundOf }: { readonly receivedOn?: LocalDate; readonly refundOf?: string } = {},
): Promise<string> {
  const { store, company, clock } = setting;
  const { orgId } = company;
  const now = new Date(clock.now());
  const id = store.ids.uuid();
  const day = receivedOn === undefined ? now : new Date(receivedOn);
  await store.db.payment.create({
    data: { orgId, id, orderId, createdAt: now, ...(refundOf === undefined ? {} : { refundOf }) },
  });
  await store.db.paymentRevision.create({
    data: { orgId, paymentId: id, revision: 1, amount, receivedOn: day, state, recordedAt: now },
  });
  return id;
}

/** What became of a payment that was proposed. */
export async function decidePayment(
  setting: SalesSetting,
  paymentId: string,
  state: 'confirmed' | 'rejected',
): Promise<void> {
  const { store, company, clock } = setting;
  const { orgId } = company;
  const head = await store.db.paymentRevision.findFirstOrThrow({ where: { orgId, paymentId } });
  await store.db.paymentRevision.create({
    data: { ...head, revision: 2, state, recordedAt: new Date(clock.now()) },
  });
}

/** A follow-up by Li Wei with a reminder for 2026-11-23. */
export async function createReminder(setting: SalesSetting, customerId: string): Promise<string> {
  const { store, company, clock } = setting;
  const { db, ids } = store;
  const { orgId } = company;
  const now = new Date(clock.now());
  const memberId = company.members.liWei.id;
  const followUpId = ids.uuid();
  await db.followUp.create({
    data: {
      orgId,
      id: followUpId,
      customerId,
      authorId: memberId,
      kind: 'call',
      text: 'Wants a quote',
      happenedAt: now,
      happenedOn: now,
      nextOn: new Date('2026-11-23'),
      createdAt: now,
    },
  });
  const id = ids.uuid();
  const dueAt = new Date('2026-11-23T09:00:00+08:00');
  await db.reminder.create({
    data: { orgId, id, followUpId, customerId, memberId, dueOn: new Date('2026-11-23'), dueAt },
  });
  return id;
}
