import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { RawValues } from '../../src/chat/spec.ts';
import { fillInstalments } from '../../src/orders/fill.ts';
import { insertOrder, insertPayment, runAll } from '../../src/orders/write-store.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createStage, type Stage, show } from './stage.ts';

let stage: Stage;
let acme: CustomerMatch;

beforeAll(async () => {
  stage = await createStage();
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
});
afterAll(() => stage.close());

async function sign(number: string): Promise<string> {
  await stage.run('liWei', 'order new', { customer: acme.id, amount: '30000000', number }, acme);
  return (await stage.store.db.order.findFirstOrThrow({ where: { number } })).id;
}

describe('a refund in the store', () => {
  it('is negative, names its payment of the same order, and never exceeds it', async () => {
    const orderId = await sign('A-1');
    const other = await sign('A-2');
    await stage.run('chenJing', 'payment', { amount: '8000000', order: `#${orderId}` });
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    const context = speakAs(stage.store, stage.company, 'chenJing');
    const refund = (amount: bigint, of: string | undefined, order = orderId) =>
      stage.store.db.$transaction((tx) =>
        runAll(
          tx,
          insertPayment(context, {
            id: stage.store.ids.uuid(),
            orderId: order,
            amount,
            receivedOn: '2026-11-23',
            state: 'confirmed',
            ...(of === undefined ? {} : { refundOf: of }),
          }),
        ),
      );
    await refund(-3_000_000n, id);
    await expect(refund(-5_000_001n, id)).rejects.toThrow(/exceed/);
    await expect(refund(-1n, undefined)).rejects.toThrow(/refund/);
    await expect(refund(1n, id)).rejects.toThrow(/refund/);
    await expect(refund(-1n, id, other)).rejects.toThrow(/exceed/);
    expect(show(await stage.run('chenJing', 'order show', { order: 'A-1' }))).toContain('Open: ¥250,000.00');
  });
});

describe('refund', () => {
  const refund = (who: Who, values: RawValues, customer?: CustomerMatch) =>
    stage.run(who, 'refund', { reason: 'two units came back', ...values }, customer);
  const pay = (amount: string, order: string, received = '2026-11-20') =>
    stage.run('chenJing', 'payment', { amount, order, received });

  it('names its payment, reopens what was filled last, and is never more than is left', async () => {
    await sign('B-1');
    await pay('8000000', 'B-1');
    const done = show(await refund('chenJing', { order: 'B-1', amount: '3000000' }));
    expect(done).toContain('Refund of ¥30,000.00 is recorded');
    expect(done).toContain('Of the payment: ¥80,000.00, received Fri 20 Nov 2026');
    expect(show(await stage.run('liWei', 'order show', { order: 'B-1' }))).toContain('Open: ¥250,000.00');
    const tooMuch = show(await refund('chenJing', { order: 'B-1', amount: '5000001' }));
    expect(tooMuch).toContain('At most ¥50,000.00 of that payment');
    expect(show(await refund('chenJing', { order: 'B-1', refunded: '2026-11-19' }))).toContain('came on');
    expect(show(await refund('chenJing', { order: 'B-1', refunded: '2026-11-24' }))).toContain(
      'later than today',
    );
    expect(show(await refund('chenJing', { order: 'B-1' }))).toContain('Refund of ¥50,000.00 is recorded');
    expect(show(await refund('chenJing', { order: 'B-1' }))).toContain('Nothing to give back');
  });

  it('of several payments is chosen; proposed by sales, it waits for finance', async () => {
    await sign('B-2');
    await pay('100', 'B-2');
    await pay('200', 'B-2', '2026-11-21');
    expect(show(await refund('wangFang', { order: 'B-2' }))).toContain('Not yours to do');
    const choice = await refund('liWei', { order: 'B-2' });
    expect(show(choice)).toContain('Which payment is given back?');
    const first = await stage.store.db.paymentRevision.findFirstOrThrow({ where: { amount: 200n } });
    const proposed = show(await refund('liWei', { payment: `#${first.paymentId}`, amount: '50' }));
    expect(proposed).toContain('Refund of ¥0.50 is handed to finance');
    expect(proposed).toContain('It is taken off as soon as finance confirms it.');
    const made = await stage.store.db.payment.findFirstOrThrow({ where: { refundOf: first.paymentId } });
    expect(show(await refund('liWei', { payment: `#${first.paymentId}`, amount: '151' }))).toContain(
      'At most ¥1.50',
    );
    expect(show(await stage.press('liWei', 'payment.confirm', made.id))).toContain('confirmed by finance');
    const confirmed = show(await stage.press('chenJing', 'payment.confirm', made.id));
    expect(confirmed).toContain('Confirmed: refund of ¥0.50 to Acme Robotics');
    expect(confirmed).toContain('Reason: two units came back');
  });
});

test('what is kept of every instalment is what the rule says, for any history', async () => {
  const { db, ids } = stage.store;
  const { orgId } = stage.company;
  const context = speakAs(stage.store, stage.company, 'chenJing');
  const plan = [100n, 50n, 250n, 1n].map((amount, row) => ({
    dueOn: `2026-1${row % 3}-0${row + 1}`,
    amount,
  }));
  const cases = fc.array(
    fc.record({
      amount: fc.integer({ min: 1, max: 180 }),
      day: fc.integer({ min: 1, max: 28 }),
      instalment: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
      refund: fc.boolean(),
    }),
    { maxLength: 9 },
  );
  await fc.assert(
    fc.asyncProperty(cases, async (history) => {
      const id = ids.uuid();
      const order = { id, number: id, customerId: acme.id, amount: 401n, signedOn: '2026-09-01' };
      const split = [{ memberId: stage.company.members.liWei.id, basisPoints: 10_000 }];
      await db.$transaction((tx) => runAll(tx, insertOrder(context, { ...order, instalments: plan, split })));
      const made: { id: string; amount: bigint; receivedOn: string; instalment?: number | undefined }[] = [];
      for (const { amount, day, instalment, refund } of history) {
        const of = refund ? made.findLast((each) => each.amount > 0n) : undefined;
        const receivedOn = of?.receivedOn ?? `2026-10-${String(day).padStart(2, '0')}`;
        const given = made.filter((each) => each.amount < 0n).reduce((sum, each) => sum + each.amount, 0n);
        if (of && given + of.amount - BigInt(amount) < 0n) continue;
        const payment = { id: ids.uuid(), amount: BigInt(of ? -amount : amount), receivedOn, instalment };
        const extra = of === undefined ? {} : { refundOf: of.id };
        await db.$transaction((tx) =>
          runAll(tx, insertPayment(context, { ...payment, ...extra, orderId: id, state: 'confirmed' })),
        );
        made.push(payment);
      }
      const inOrder = made.toSorted((a, b) => (`${a.receivedOn}${a.id}` < `${b.receivedOn}${b.id}` ? -1 : 1));
      const byDueDate = plan.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
      const rows = await db.instalmentState.findMany({
        where: { orgId, orderId: id },
        orderBy: { position: 'asc' },
      });
      const expected = fillInstalments(byDueDate, inOrder, '2026-11-23');
      expect(rows.map(({ position, amount, paid }) => ({ place: position, amount, paid }))).toEqual(
        expected.map(({ place, amount, paid }) => ({ place, amount, paid })),
      );
    }),
    { numRuns: 40 },
  );
});
