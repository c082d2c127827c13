import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertPayment, runAll } from '../../src/orders/write-store.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { speakAs } from '../fixtures/company.ts';
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
