import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('a day on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];

  test('a deal has the company’s own facts, an order its product lines', async () => {
    await chat().say('sunYue', 'settings fields add deal Seats number');
    await chat().see('sunYue', ['Field added: Seats']);
    await chat().say('liWei', 'customer new Acme Corp city=Suzhou');
    await chat().see('liWei', ['Acme Corp']);
    await chat().say('liWei', 'deal new Acme Corp 300k CRM seats=40');
    await chat().see('liWei', ['New deal: CRM', 'Seats']);
    await chat().say('liWei', '签约 Acme Corp 30万 产品=服务器:20万,维保:8万');
    if (platform === 'slack') await chat().press('liWei', 'Fill in the form');
    await chat().submit('liWei', { customer: 'Acme Corp', amount: '300k', lines: '服务器×2：20万；维保' });
    await chat().see('liWei', ['is recorded', '服务器 ×2', '¥200,000.00', '¥100,000.00']);
  });

  test('a planned visit comes back on its day, with one tap to be there and one to log it', async () => {
    await chat().say('liWei', 'visit plan Acme Corp today 6pm');
    await chat().see('liWei', ['Visit planned: Acme Corp', '18:00']);
    await chat().say('liWei', 'todo');
    await chat().see('liWei', ['visit · today, 18:00']);
    await chat().press('liWei', 'Check in');
    await chat().see('liWei', ['A visit to log']);
    await chat().press('liWei', 'Log visit');
    await chat().submit('liWei', { customer: 'Acme Corp', text: 'saw the new line', kind: 'visit' });
    await chat().see('liWei', ['Follow-up logged: Acme Corp']);
    const visit = await stage.store.db.visit.findFirstOrThrow();
    expect(visit.checkedInAt).not.toBeNull();
    expect(await stage.store.db.reminder.findMany({ select: { state: true } })).toEqual([{ state: 'done' }]);
  });
});
