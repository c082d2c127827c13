import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('a salesperson on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];

  test('creates a customer, logs a follow-up, signs an order, and finance records the money', async () => {
    await chat().say('liWei', 'customer new Acme Corp phone=13800000001 city=Shanghai');
    await chat().see('liWei', ['Acme Corp']);
    await chat().say('liWei', 'followup Acme Corp called, wants a quote next=2026-12-01 kind=call');
    await chat().see('liWei', ['Acme Corp', 'called, wants a quote']);
    await chat().say('liWei', 'order Acme Corp 800,000 number=HT-2026-018');
    await chat().see('liWei', ['HT-2026-018', '800,000.00']);
    await chat().say('chenJing', 'payment HT-2026-018 80000 received=2026-11-20');
    await chat().see('chenJing', ['80,000.00']);
    await chat().say('liWei', 'rank payments month');
    await chat().see('liWei', ['Li Wei', '80,000.00']);
  });

  test('works in Chinese as well', async () => {
    await chat().say('liWei', '客户 新建 华为技术有限公司');
    await chat().see('liWei', ['华为技术有限公司']);
    await chat().say('liWei', '跟进 华为技术 电话 报价30万 下周三再联系');
    await chat().see('liWei', ['华为技术有限公司', '300,000.00']);
    const [reminder] = await stage.store.db.reminder.findMany({ where: { dueOn: new Date('2026-12-02') } });
    expect(reminder).toMatchObject({ state: 'open' });
  });

  test('is asked for what is missing, in a form that keeps what was typed', async () => {
    await chat().say('liWei', 'customer new');
    if (platform === 'slack') await chat().press('liWei', 'Fill in the form');
    await chat().submit('liWei', { name: 'Northwind Traders' });
    await chat().see('liWei', ['Northwind Traders']);
    expect(await stage.store.db.customer.count({ where: { name: 'Northwind Traders' } })).toBe(1);
  });

  test('is told kindly what was not understood', async () => {
    await chat().say('liWei', 'folowup Acme');
    await chat().see('liWei', ['I did not understand that', 'folowup Acme', 'followup']);
  });

  test('gets a reminder with buttons at nine on its day', async () => {
    stage.clock.set(Date.UTC(2026, 11, 1, 1, 0, 5));
    await chat().see('liWei', ['Acme Corp', 'called, wants a quote']);
  });
});
