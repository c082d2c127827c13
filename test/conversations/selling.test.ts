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

  test('proposes money that finance confirms from its list, which is shown anew', async () => {
    await chat().say('liWei', 'payment HT-2026-018 12345 received=2026-11-21');
    await chat().see('liWei', ['12,345.00', 'handed to finance']);
    await chat().see('chenJing', ['Please confirm', '12,345.00']);
    await chat().say('chenJing', 'payment waiting');
    await chat().see('chenJing', ['Waiting for finance: 1', 'Acme Corp', '12,345.00', 'Li Wei']);
    await chat().press('chenJing', 'Confirm');
    await chat().see('chenJing', ['Nothing waits for finance']);
    expect(await stage.store.db.payment.count({ where: { waiting: true } })).toBe(0);
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

  test('chooses between customers that the name fits, and the choice takes effect once', async () => {
    await chat().say('liWei', 'customer new Blue Harbor Foods');
    await chat().see('liWei', ['Blue Harbor Foods']);
    await chat().say('liWei', 'customer new Blue Harbor Inn');
    await chat()
      .press('liWei', 'Create anyway')
      .catch(() => {});
    await chat().see('liWei', ['Blue Harbor Inn']);
    await chat().say('liWei', 'followup Harbor met them at the fair');
    await chat().see('liWei', ['Several customers fit', 'Blue Harbor Inn']);
    await chat().press('liWei', 'This one');
    await chat().see('liWei', ['Blue Harbor', 'met them at the fair']);
    const logged = await stage.store.db.followUp.findMany({ where: { text: { contains: 'at the fair' } } });
    expect(logged).toHaveLength(1);
  });

  test('is told who has a colleague’s customer, and nothing more', async () => {
    await chat().say('wangFang', 'customer new ACME CORP.');
    const answer = await chat().see('wangFang', ['Li Wei']);
    expect(answer).not.toContain('wants a quote');
    expect(answer).not.toContain('13800000001');
  });

  test('reads their text as they wrote it, however it looks', async () => {
    const nasty = '<!channel> @all *bold* <at id=all></at> [x](http://evil.test) & \u202Eabc';
    await chat().say('liWei', `followup Acme Corp ${nasty}`);
    const answer = await chat().see('liWei', ['*bold*', '[x](http://evil.test)']);
    expect(answer).not.toContain('\u202E');
    await chat().say('liWei', `followup Acme Corp ${'very long '.repeat(4_000)}`);
    await chat().see('liWei', ['very long', '…']);
  });

  test('gets a reminder at nine on its day, and its button works once', async () => {
    stage.clock.set(Date.UTC(2026, 11, 1, 1, 0, 5));
    await chat().press('liWei', 'Done');
    const open = () =>
      stage.store.db.reminder.count({ where: { state: 'open', dueOn: new Date('2026-12-01') } });
    await expect.poll(open).toBe(0);
  });
});
