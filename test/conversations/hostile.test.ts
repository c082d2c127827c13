import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { prune } from '../../jobs/prune.ts';
import { appText } from '../../src/app/text.ts';
import { createForge, type Forge } from '../stage/forge.ts';
import { createStage, type Stage } from '../stage/stage.ts';

/** Genuine buttons at the wrong time, by the wrong person, too often; and lines that say what only buttons may. */
describe.each(['slack', 'feishu'] as const)('hostile use on %s', (platform) => {
  let stage: Stage;
  let forge: Forge;
  let orders = 0;
  beforeAll(async () => {
    stage = await createStage({ role: 'web' });
    forge = createForge(stage, platform);
    await chat().say('liWei', 'customer new Acme Corp');
    await chat().say('liWei', 'order Acme Corp 5000 number=HT-2026-001');
    await chat().see('liWei', ['HT-2026-001']);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    await setRoles('liWei', ['sales']);
    await setRoles('chenJing', ['finance']);
  });
  const chat = () => stage.on[platform];
  const db = () => stage.store.db;
  const memberKey = (who: 'liWei' | 'chenJing') => ({
    orgId_id: { orgId: stage.company.orgId, id: stage.company.members[who].id },
  });
  const setRoles = (who: 'liWei' | 'chenJing', roles: string[]) =>
    db().member.update({ where: memberKey(who), data: { roles } });
  const countPayments = () => db().payment.count();
  const countState = (paymentId: string, state: string) =>
    db().paymentRevision.count({ where: { paymentId, state } });

  async function propose(): Promise<string> {
    const known = (await db().payment.findMany({ select: { id: true } })).map(({ id }) => id);
    orders += 1;
    const number = `HT-2026-1${String(orders).padStart(2, '0')}`;
    await chat().say('liWei', `order Acme Corp 5000 number=${number}`);
    await chat().say('liWei', `payment ${number} 100`);
    const found = await db().payment.findFirst({ where: { id: { notIn: known } } });
    return found?.id ?? '';
  }
  const newestDraft = async (command: string): Promise<string> =>
    (await db().draft.findFirst({ where: { command }, orderBy: { id: 'desc' } }))?.id ?? '';

  test('twice at once, as two requests, has one effect', async () => {
    const payment = await propose();
    await Promise.all([1, 2, 3].map(() => forge('chenJing', { action: 'payment.confirm', target: payment })));
    expect(await countState(payment, 'confirmed')).toBe(1);
    await chat().say('liWei', 'followup Acme Corp spoke with them next=2026-12-01');
    const reminder = (await db().reminder.findFirst({ where: { state: 'open' } }))?.id ?? '';
    await Promise.all([1, 2, 3].map(() => forge('liWei', { action: 'reminder.done', target: reminder })));
    expect(await db().auditEntry.count({ where: { action: 'reminder.done', entityId: reminder } })).toBe(1);
    const before = await countPayments();
    await chat().say('liWei', 'payment HT-2026-001 70000');
    const question = await newestDraft('payment');
    await Promise.all([1, 2, 3].map(() => forge('liWei', { action: 'draft.confirm', target: question })));
    expect(await countPayments()).toBe(before + 1);
  });

  test('an answered question stays answered when requests are forgotten, and one that waited too long is over', async () => {
    const before = await countPayments();
    await chat().say('liWei', 'payment HT-2026-001 80000');
    const question = await newestDraft('payment');
    await forge('liWei', { action: 'draft.confirm', target: question });
    expect(await countPayments()).toBe(before + 1);
    stage.clock.advance(26 * 3_600_000);
    await prune(stage.store);
    await forge('liWei', { action: 'draft.confirm', target: question });
    expect(await countPayments()).toBe(before + 1);
    await chat().say('liWei', 'payment HT-2026-001 90000');
    const late = await newestDraft('payment');
    stage.clock.advance(7 * 86_400_000);
    await forge('liWei', { action: 'draft.confirm', target: late });
    expect(await countPayments()).toBe(before + 1);
  });

  test('a role that is gone presses nothing, nor does somebody else or somebody who left', async () => {
    const payment = await propose();
    await setRoles('chenJing', ['hr']);
    await forge('chenJing', { action: 'payment.confirm', target: payment });
    await forge('liWei', { action: 'payment.confirm', target: payment });
    await setRoles('chenJing', ['finance']);
    await db().member.update({ where: memberKey('chenJing'), data: { active: false } });
    await forge('chenJing', { action: 'payment.confirm', target: payment });
    expect(await countState(payment, 'confirmed')).toBe(0);
    await db().member.update({ where: memberKey('chenJing'), data: { active: true } });
    await chat().say('liWei', 'followup Acme Corp again next=2026-12-20');
    const reminder = (await db().reminder.findFirst({ where: { state: 'open' } }))?.id ?? '';
    await setRoles('liWei', ['hr']);
    await forge('liWei', { action: 'reminder.done', target: reminder });
    expect(await db().reminder.count({ where: { id: reminder, state: 'open' } })).toBe(1);
    await setRoles('liWei', ['sales']);
    await forge('liWei', { action: 'reminder.done', target: reminder });
    expect(await db().reminder.count({ where: { id: reminder, state: 'open' } })).toBe(0);
  });

  test('a line cannot say what only a button may', async () => {
    const before = await countPayments();
    await chat().say('liWei', 'payment HT-2026-001 999999 confirmed=yes');
    await chat().say('liWei', 'payment amount=999999 order=HT-2026-001 confirmed=yes choosing=order');
    expect(await countPayments()).toBe(before);
    await chat().say('wangFang', 'customer new Northwind Traders');
    const theirs = await db().customer.findFirst({ where: { name: 'Northwind Traders' } });
    const order = await db().order.findFirst({ where: { number: 'HT-2026-001' } });
    const followUps = await db().followUp.count();
    await chat().say('liWei', `followup customer=#${theirs?.id} text=mine`);
    await chat().say('liWei', `customer show #${theirs?.id}`);
    await chat().say('liWei', 'followup customer=#nonsense text=mine');
    await chat().say('wangFang', `payment amount=1 order=#${order?.id}`);
    expect(await db().followUp.count()).toBe(followUps);
    expect(await countPayments()).toBe(before);
    const { liWei, wangFang } = stage.company.members;
    const refused = await db().auditEntry.findMany({
      where: { action: { endsWith: '.refused' }, entityId: { in: [theirs?.id ?? '', order?.id ?? ''] } },
      select: { actorId: true },
    });
    const actors = new Set(refused.map(({ actorId }) => actorId));
    expect(actors).toEqual(new Set([liWei.id, wangFang.id]));
  });

  test('whatever is typed is answered: too long, turned round, with signs that nobody can keep', async () => {
    const { orgId } = stage.company;
    const nasty = `\u202Eabc\u0000\u0007\uD800 مرحبا \u{E0041}`;
    const wide = Array.from({ length: 20_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    const heads = ['', 'followup ', 'customer ', 'customer new ', 'customer find ', 'order ', 'order show '];
    const others = ['payment ', 'customer transfer Acme Corp ', 'rank ', 'subscribe ', 'help ', 'todo '];
    const tails = [nasty, 'x'.repeat(40_000), wide, `${'a=b '.repeat(4_000)}`, `"${nasty}`, '%_\\', '='];
    for (const head of [...heads, ...others]) {
      const finished = await db().inboundEvent.count({ where: { orgId } });
      await Promise.all(tails.map((tail) => chat().say('liWei', `${head}${tail}`)));
      expect(await db().inboundEvent.count({ where: { orgId } }), head).toBe(finished + tails.length);
    }
    // Something of ours that broke is answered as well, with an apology.
    const answers = await db().inboundEvent.findMany({ where: { orgId }, select: { answer: true } });
    const apologies = answers.filter(({ answer }) => JSON.stringify(answer).includes(appText.sorry.en));
    expect(apologies).toEqual([]);
  });

  test('a workspace that was disconnected answers, but does nothing', async () => {
    const followUps = await db().followUp.count();
    const key = { orgId_id: { orgId: stage.company.orgId, id: stage.company[platform].id } };
    await db().workspace.update({ where: key, data: { disconnectedAt: new Date(stage.clock.now()) } });
    await chat().say('liWei', 'followup Acme Corp from a workspace that is gone');
    expect(await db().followUp.count()).toBe(followUps);
  });
});
