import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/kernel/calendar.ts';
import { selectOrders, selectPayments, shareFacts } from '../../src/orders/credits.ts';
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
const ALL = { from: FIRST, to: '2027-01-01' };

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
      fc.asyncProperty(fc.array(order, { minLength: 1, maxLength: 6 }), async (orders) => {
        for (const each of orders) await insert(each);
        await expectSame(
          selectPayments(stage.company.orgId, ALL),
          'credited_payments',
          'payment_id',
          'current_payments',
        );
        await expectSame(
          selectOrders(stage.company.orgId, ALL),
          'credited_orders',
          'order_id',
          'current_orders',
        );
        await expectKeptFigures(stage.store.db);
        // What an older database begins with is the same as what is kept from then on.
        await stage.store.db
          .$executeRaw`SELECT recount_order_credits(), recount_order_people(), recount_closings()`;
        await expectKeptFigures(stage.store.db);
      }),
      { numRuns: 12, seed: 20261123 },
    );
  });

  it('counts the days from the first to the last, the end not', async () => {
    const { orgId } = stage.company;
    const id = await insert({
      amount: 100n,
      signedOn: '2026-06-01',
      splits: [{ shares: [10_000], validFrom: null }],
      payments: [{ amount: 7n, receivedOn: '2026-06-30', refundedShare: 0, refundedOn: '2026-07-01' }],
    });
    const count = async (from: string, to: string) =>
      (await read(selectPayments(orgId, { from, to }))).filter((row) => row.orderId === id).length;
    expect(await count('2026-06-30', '2026-07-01')).toBe(1);
    expect(await count('2026-06-01', '2026-06-30')).toBe(0);
    expect(await count('2026-07-01', '2026-08-01')).toBe(0);
  });
});

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
