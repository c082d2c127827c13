import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/calendar.ts';
import { shareFacts } from '../../src/orders/credits.ts';
import {
  listReceivable,
  type ReceivableTotals,
  type Scope,
  sumReceivable,
} from '../../src/orders/receivable-store.ts';
import { findSplitInForce, type SplitRow, shareAmong } from '../../src/orders/rules.ts';
import { Prisma, type Sql } from '../../src/store/client.ts';
import { everybody } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createStage, type Stage } from '../orders/stage.ts';

let stage: Stage;
let customerId: string;

beforeAll(async () => {
  stage = await createStage();
  customerId = (await stage.addCustomer('Acme', 'liWei')).id;
});
afterAll(() => stage.close());

const FIRST = '2026-01-01';
/** Before some of the due days and hand-overs, and after others. */
const TODAY = '2026-07-01';

/** All that is shared, as the views see it. A refund is shared by the split of its payment's day. */
const payments = Prisma.sql`SELECT p.id, p.order_id, p.amount, COALESCE(q.received_on, p.received_on) AS split_on,
    p.received_on AS on_day, p.recorded_at AS at
  FROM current_payments p LEFT JOIN current_payments q ON q.org_id = p.org_id AND q.id = p.refund_of
  WHERE p.state = 'confirmed'`;
const orders = Prisma.sql`SELECT id, id AS order_id, amount, signed_on AS split_on, signed_on AS on_day, recorded_at AS at
  FROM current_orders WHERE state = 'signed'`;

/** Positive parts of 10 000 basis points, as many as there are people. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { minLength: 0, maxLength: 4 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 10_000])
  .map((borders) => borders.slice(1).map((border, row) => border - (borders[row] ?? 0)));

const day = fc.integer({ min: 0, max: 364 }).map((offset) => addDays(FIRST, offset));
const amount = fc.oneof(
  fc.bigInt({ min: 1n, max: 200n }),
  fc.bigInt({ min: 1n, max: 10n ** 12n }),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 60n }),
);

const order = fc.record({
  amount,
  signedOn: day,
  plan: fc.array(day, { minLength: 1, maxLength: 3 }),
  splits: fc.array(fc.record({ shares, validFrom: fc.option(day) }), { minLength: 1, maxLength: 4 }),
  payments: fc.array(
    fc.record({ amount, receivedOn: day, refundedShare: fc.integer({ min: 0, max: 100 }), refundedOn: day }),
    {
      maxLength: 4,
    },
  ),
});
type RandomOrder = typeof order extends fc.Arbitrary<infer T> ? T : never;

describe('credit shared as a set', () => {
  it('is what the views share row by row, what the rules share one by one, and adds up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { minLength: 1, maxLength: 6 }),
        fc.array(fc.subarray([...everybody]), { maxLength: 3 }),
        async (made, asked) => {
          for (const each of made) await insert(each);
          for (const members of asked)
            await expectReceivable({ orgId: stage.company.orgId, members: membersOf(members), today: TODAY });
          await expectSame(payments, 'credited_payments', 'payment_id', 'current_payments');
          await expectSame(orders, 'credited_orders', 'order_id', 'current_orders');
          await expectKeptFigures(stage.store.db);
          // What an older database begins with is the same as what is kept from then on.
          await stage.store.db
            .$executeRaw`SELECT recount_order_credits(), recount_order_people(), recount_closings()`;
          await expectKeptFigures(stage.store.db);
        },
      ),
      { numRuns: 12, seed: 20261123 },
    );
  });
});

function membersOf(people: readonly (typeof everybody)[number][]): readonly string[] {
  return people.map((who) => stage.company.members[who].id);
}

/** What is kept for any people together is what their instalments say one by one, each counted once. */
async function expectReceivable(scope: Scope): Promise<void> {
  const { db } = stage.store;
  const theirs = Prisma.sql`org_id = ${scope.orgId}::uuid AND order_id IN (SELECT order_id FROM order_standings
    WHERE member_id = ANY(${[...(scope.members ?? [])]}::uuid[]) AND starts <= ${TODAY}::date AND ends > ${TODAY}::date)`;
  const [truth] = await db.$queryRaw<ReceivableTotals[]>`
    SELECT COALESCE(sum(amount - paid) FILTER (WHERE paid < amount), 0)::bigint AS open,
      COALESCE(sum(amount - paid) FILTER (WHERE paid < amount AND due_on < ${TODAY}::date), 0)::bigint AS overdue,
      (count(*) FILTER (WHERE paid < amount))::int AS count,
      (count(*) FILTER (WHERE paid < amount AND due_on < ${TODAY}::date))::int AS "overdueCount",
      COALESCE(sum(amount) FILTER (WHERE due_on < ${TODAY}::date), 0)::bigint AS due,
      COALESCE(sum(on_time) FILTER (WHERE due_on < ${TODAY}::date), 0)::bigint AS "onTime"
    FROM instalment_states WHERE ${theirs}`;
  expect(await sumReceivable(db, scope)).toEqual(truth);
  const open = await db.$queryRaw<{ dueOn: string }[]>`SELECT due_on::text AS "dueOn" FROM instalment_states
    WHERE paid < amount AND ${theirs} ORDER BY due_on`;
  const pages = [0, 3].map((offset) => listReceivable(db, scope, { limit: 3, offset }));
  const listed = (await Promise.all(pages)).flat().map(({ dueOn }) => ({ dueOn }));
  expect(listed).toEqual(open.slice(0, 6));
}

interface Credit {
  readonly id: string;
  readonly orderId: string;
  readonly memberId: string;
  readonly share: bigint;
}

function read(facts: Sql): Promise<Credit[]> {
  return stage.store.db.$queryRaw<Credit[]>`
    WITH ${shareFacts('credits', stage.company.orgId, facts)}
    SELECT id, order_id AS "orderId", member_id AS "memberId", share FROM credits ORDER BY id, member_id`;
}

async function expectSame(facts: Sql, view: string, idColumn: string, source: string): Promise<void> {
  const { db } = stage.store;
  const { orgId } = stage.company;
  const mine = await read(facts);
  const theirs = await db.$queryRaw<Credit[]>`
    SELECT ${Prisma.raw(idColumn)} AS id, order_id AS "orderId", member_id AS "memberId", share
    FROM ${Prisma.raw(view)} WHERE org_id = ${orgId}::uuid ORDER BY 1, 3`;
  expect(mine).toEqual(theirs);
  const sums = new Map<string, bigint>();
  for (const { id, share } of mine) sums.set(id, (sums.get(id) ?? 0n) + share);
  const amounts = await db.$queryRaw<{ id: string; amount: bigint }[]>`
    SELECT id, amount FROM ${Prisma.raw(source)} WHERE org_id = ${orgId}::uuid`;
  expect(amounts.filter((row) => sums.get(row.id) !== row.amount)).toEqual([]);
}

/** Writes an order with its history, and checks the pure rules against the database on the way. */
async function insert(random: RandomOrder): Promise<string> {
  const { db, ids, clock } = stage.store;
  const { orgId, members } = stage.company;
  const id = ids.uuid();
  const recordedAt = new Date(clock.now());
  const people = everybody.map((who) => members[who].id);
  const splits: SplitRow[] = random.splits.flatMap((split, row) =>
    split.shares.map((basisPoints, place) => ({
      revision: row + 1,
      position: place + 1,
      memberId: people[(row + place) % people.length] ?? '',
      name: '',
      basisPoints,
      validFrom: row === 0 ? null : split.validFrom,
    })),
  );
  await db.$transaction(async (tx) => {
    await tx.order.create({ data: { orgId, id, number: id, customerId, createdAt: recordedAt } });
    const signedOn = new Date(random.signedOn);
    await tx.orderRevision.create({
      data: { orgId, orderId: id, revision: 1, amount: random.amount, signedOn, state: 'signed', recordedAt },
    });
    const part = random.amount / BigInt(random.plan.length);
    const first = random.amount - part * BigInt(random.plan.length - 1);
    await tx.instalmentRevision.createMany({
      data: random.plan
        .map((dueOn, row) => ({
          dueOn: new Date(dueOn),
          amount: row === 0 ? first : part,
          position: row + 1,
        }))
        .filter((instalment) => instalment.amount > 0n)
        .map((instalment) => ({ ...instalment, orgId, orderId: id, revision: 1, recordedAt })),
    });
    await tx.creditSplitRevision.createMany({
      data: splits.map(({ name: _name, validFrom, ...split }) => ({
        ...split,
        orgId,
        orderId: id,
        validFrom: validFrom === null ? null : new Date(validFrom),
        kind: split.revision === 1 ? 'initial' : validFrom === null ? 'correction' : 'handover',
        recordedAt,
      })),
    });
  });
  for (const payment of random.payments) {
    const paymentId = await insertPayment(id, payment.amount, payment.receivedOn, null);
    const expected = shareAmong(findSplitInForce(splits, payment.receivedOn), payment.amount);
    const stored = await db.$queryRaw<Credit[]>`
      SELECT member_id AS "memberId", share FROM credited_payments
      WHERE org_id = ${orgId}::uuid AND payment_id = ${paymentId}::uuid`;
    const byMember = (rows: readonly { memberId: string; share: bigint }[]) =>
      Object.fromEntries(rows.map(({ memberId, share }) => [memberId, share]));
    expect(byMember(stored)).toEqual(byMember(expected));
    const back = (payment.amount * BigInt(payment.refundedShare)) / 100n;
    if (back > 0n) await insertPayment(id, -back, payment.refundedOn, paymentId);
  }
  return id;
}

async function insertPayment(
  orderId: string,
  amount: bigint,
  receivedOn: string,
  refundOf: string | null,
): Promise<string> {
  const { db, ids, clock } = stage.store;
  const { orgId } = stage.company;
  const id = ids.uuid();
  const recordedAt = new Date(clock.now());
  await db.payment.create({ data: { orgId, id, orderId, refundOf, createdAt: recordedAt } });
  await db.paymentRevision.create({
    data: {
      orgId,
      paymentId: id,
      revision: 1,
      amount,
      receivedOn: new Date(receivedOn),
      state: 'confirmed',
      recordedAt,
    },
  });
  return id;
}
