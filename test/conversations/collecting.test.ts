import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

describe.each(['slack', 'feishu'] as const)('collecting money on %s', (platform) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage();
    // Whoever speaks here is reached here from now on.
    stage.clock.advance(6 * 60_000);
    for (const who of ['liWei', 'zhangMin', 'chenJing'] as const) await chat().say(who, 'receivable');
    for (const who of ['liWei', 'zhangMin', 'chenJing'] as const) await chat().see(who, ['Receivable']);
    await chat().say('liWei', 'customer new Acme Corp');
    await chat().see('liWei', ['Acme Corp']);
    await chat().say('liWei', 'followup Acme Corp call agreed the terms next=2026-11-24');
    await chat().see('liWei', ['agreed the terms']);
    await chat().say('liWei', '订单 "Acme Corp" 30万 编号=HT-9 50% 2026-11-24，50% 2027-01-15');
    await chat().see('liWei', ['HT-9', '300,000.00']);
  });
  afterAll(() => stage.close());
  const chat = () => stage.on[platform];

  test('a due instalment comes in the morning; a promise lets it rest', async () => {
    stage.clock.set(Date.UTC(2026, 10, 24, 1, 0, 5));
    await chat().see('liWei', ['An instalment due now or soon', 'HT-9', '150,000.00']);
    await chat().press('liWei', 'Promised');
    await chat().submit('liWei', { until: '2026-11-26' });
    await chat().see('liWei', ['Acme Corp pays by', '26 Nov 2026']);
    expect(await stage.store.db.instalmentHold.count({ where: { kind: 'promised' } })).toBe(1);
  });

  test('finance rejects with a reason that its proposer reads, then records, and gives some back', async () => {
    await chat().say('liWei', '回款 HT-9 10万');
    await chat().see('liWei', ['100,000.00', 'finance']);
    await chat().see('chenJing', ['Please confirm', '100,000.00']);
    await chat().press('chenJing', 'Reject');
    await chat().submit('chenJing', { reason: 'not on our account' });
    await chat().see('liWei', ['Rejected', 'not on our account']);
    await chat().say('chenJing', 'payment HT-9 150,000');
    await chat().see('chenJing', ['Payment of ¥150,000.00 is recorded']);
    await chat().say('chenJing', 'refund HT-9 50,000 two units came back');
    await chat().see('chenJing', ['Refund of ¥50,000.00 is recorded']);
    await chat().say('liWei', 'order show HT-9');
    await chat().see('liWei', ['200,000.00', '100,000.00']);
  });

  test('at six the day is cleared: one’s own items, and for the manager who left what open', async () => {
    stage.clock.set(Date.UTC(2026, 10, 24, 10, 0, 5));
    await chat().see('liWei', ['Clear the day: 1 still open', 'Acme Corp']);
    await chat().see('zhangMin', ['left something open', 'Li Wei']);
    await chat().press('liWei', 'Later');
    await chat().press('liWei', 'Drop it…');
    await chat().submit('liWei', { reason: 'paid already' });
    await chat().see('liWei', ['Dropped', 'paid already']);
    expect(await stage.store.db.reminder.count({ where: { state: 'dropped' } })).toBe(1);
  });
});
