import { insertCustomer } from '../../customers/insert.ts';
import { deriveSearchColumns } from '../../customers/names.ts';
import { addDays, type LocalDate } from '../../kernel/calendar.ts';
import { instantOf, localDateOf } from '../../kernel/zones.ts';
import { reviseLines } from '../../orders/lines/store.ts';
import type { ActingContext } from '../../store/context.ts';
import { seedDeals } from './deals.ts';
import { demoFeishu, demoSlack } from './places.ts';
import { customers, type DemoOrder, orders } from './sales-data.ts';

const ZONE = 'Asia/Shanghai';
/** So that the order of the commands' examples, HT-…-018, exists: it is Acme's. */
const FIRST_NUMBER = 15;

interface SeedInput {
  readonly context: ActingContext;
  readonly members: Readonly<Record<string, string>>;
  readonly workspaces: { readonly slack: string; readonly feishu: string };
}

/** Two months of a small company: customers, orders, payments, follow-ups, and the pushes into its sales channels. */
export async function seedSales({ context, members, workspaces }: SeedInput): Promise<void> {
  const today = localDateOf(context.clock.now(), ZONE);
  const ids = await insertCustomers(context, members, instantOf(addDays(today, -60), '10:00', ZONE));
  let number = FIRST_NUMBER;
  for (const order of orders) {
    await insertOrder(context, order, number, ids.get(order.customer) ?? '', members, today);
    number += 1;
  }
  await insertFollowUps(context, ids, members, today);
  await seedDeals({ context, members, customers: ids, today, zone: ZONE });
  await insertSubscriptions(context, members.sunyue ?? null, workspaces);
}

/** Everybody's customers, made at an instant of the past. Their ids by name. */
async function insertCustomers(
  context: ActingContext,
  members: Readonly<Record<string, string>>,
  at: number,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const past: ActingContext = { ...context, clock: { now: () => at } };
  for (const [name, owner, city, industry, contactName, phone] of customers) {
    const id = context.ids.uuid();
    const columns = await deriveSearchColumns(name);
    const rest = {
      phone,
      contactName,
      region: '',
      city,
      industry,
      source: '',
      registrationNumber: null,
      categoryId: null,
    };
    const ownerId = owner === null ? null : (members[owner] ?? null);
    const statements = insertCustomer(past, { id, name, ...columns, ...rest, ownerId });
    await context.db.$transaction(statements.map((statement) => context.db.$executeRaw(statement)));
    ids.set(name, id);
  }
  return ids;
}

async function insertOrder(
  context: ActingContext,
  order: DemoOrder,
  number: number,
  customerId: string,
  members: Readonly<Record<string, string>>,
  today: LocalDate,
): Promise<void> {
  const { orgId, db, ids } = context;
  const ownerId = members[order.owner] ?? '';
  const signedOn = addDays(today, -order.signed);
  const recordedAt = new Date(instantOf(signedOn, '15:00', ZONE));
  const id = ids.uuid();
  const recorded = { orgId, recordedAt, recordedBy: ownerId };
  const half = order.amount / 2n;
  const lines = (order.lines ?? []).map(([product, percent]) => ({
    product,
    quantity: null,
    amount: (order.amount * BigInt(percent)) / 100n,
  }));
  await db.$transaction([
    db.order.create({
      data: {
        orgId,
        id,
        number: `HT-${signedOn.slice(0, 4)}-${String(number).padStart(3, '0')}`,
        customerId,
        createdAt: recordedAt,
        createdBy: ownerId,
      },
    }),
    db.orderRevision.create({
      data: {
        ...recorded,
        orderId: id,
        revision: 1,
        amount: order.amount,
        signedOn: new Date(signedOn),
        state: 'signed',
      },
    }),
    db.instalmentRevision.createMany({
      data: [
        {
          ...recorded,
          orderId: id,
          revision: 1,
          position: 1,
          dueOn: new Date(addDays(signedOn, 20)),
          amount: half,
        },
        {
          ...recorded,
          orderId: id,
          revision: 1,
          position: 2,
          dueOn: new Date(addDays(signedOn, 60)),
          amount: order.amount - half,
        },
      ],
    }),
    db.creditSplitRevision.create({
      data: {
        ...recorded,
        orderId: id,
        revision: 1,
        position: 1,
        memberId: ownerId,
        basisPoints: 10_000,
        kind: 'initial',
      },
    }),
    ...reviseLines(context, id, lines).map((statement) => db.$executeRaw(statement)),
  ]);
  if (order.paid === undefined) return;
  const [percent, daysAgo] = order.paid;
  const receivedOn = addDays(today, -daysAgo);
  const paymentId = ids.uuid();
  const confirmedAt = new Date(instantOf(receivedOn, '16:00', ZONE));
  await db.$transaction([
    db.payment.create({
      data: {
        orgId,
        id: paymentId,
        orderId: id,
        createdAt: confirmedAt,
        createdBy: members.chenjing ?? null,
      },
    }),
    db.paymentRevision.create({
      data: {
        orgId,
        paymentId,
        revision: 1,
        amount: (order.amount * BigInt(percent)) / 100n,
        receivedOn: new Date(receivedOn),
        state: 'confirmed',
        recordedAt: confirmedAt,
        recordedBy: members.chenjing ?? null,
      },
    }),
  ]);
}

async function insertFollowUps(
  context: ActingContext,
  customerIds: ReadonlyMap<string, string>,
  members: Readonly<Record<string, string>>,
  today: LocalDate,
): Promise<void> {
  const told = [
    ['华为技术有限公司', 'liwei', 'call', '确认二期需求，等对方预算批复', 3],
    ['青松科技有限公司', 'liwei', 'visit', '现场演示，客户满意', 8],
    ['蓝海物流集团', 'zhangmin', 'meeting', '谈年度框架协议', 5],
    ['Acme Corp.', 'emma', 'call', 'Asked for a quote for 40 seats', 2],
    ['Northwind Traders Ltd.', 'emma', 'email', 'Sent the signed contract back', 6],
  ] as const;
  for (const [customer, author, kind, text, daysAgo] of told) {
    const day = addDays(today, -daysAgo);
    const happenedAt = new Date(instantOf(day, '14:30', ZONE));
    const customerId = customerIds.get(customer) ?? '';
    const { orgId, db, ids } = context;
    await db.followUp.create({
      data: {
        orgId,
        id: ids.uuid(),
        customerId,
        authorId: members[author] ?? '',
        kind,
        text,
        happenedAt,
        happenedOn: new Date(day),
        createdAt: happenedAt,
      },
    });
    await db.customer.update({
      where: { orgId_id: { orgId, id: customerId } },
      data: { lastContactAt: happenedAt },
    });
  }
}

async function insertSubscriptions(
  context: ActingContext,
  createdBy: string | null,
  workspaces: SeedInput['workspaces'],
): Promise<void> {
  const { orgId, db, ids } = context;
  const now = new Date(context.clock.now());
  const places = [
    { workspaceId: workspaces.slack, conversation: demoSlack.channel.id, lang: 'en' },
    { workspaceId: workspaces.feishu, conversation: demoFeishu.chat.chatId, lang: 'zh' },
  ];
  const kinds = [
    { kind: 'sales', localTime: null },
    { kind: 'daily', localTime: '09:00' },
    { kind: 'ranking', localTime: '18:00' },
  ];
  await db.subscription.createMany({
    data: places.flatMap((place) =>
      kinds.map((kind) => ({
        orgId,
        id: ids.uuid(),
        ...place,
        ...kind,
        zone: ZONE,
        startsAt: now,
        createdAt: now,
        createdBy,
      })),
    ),
  });
}
