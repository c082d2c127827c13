import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import type { RawValues } from '../../src/chat/spec.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import type { Who } from '../fixtures/company.ts';
import { createStage, type Stage, show } from './stage.ts';

let stage: Stage;
let acme: CustomerMatch;

beforeAll(async () => {
  stage = await createStage();
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
});
afterAll(() => stage.close());

const run = async (who: Who, command: string, values: RawValues) =>
  show(await stage.run(who, command, values));
const view = (order: string, who: Who = 'liWei') => run(who, 'order show', { order });
const pay = (order: string, amount: string, received = '2026-11-23') =>
  run('chenJing', 'payment', { order, amount, received });

async function sign(number: string, values: RawValues = {}, who: Who = 'liWei'): Promise<string> {
  await stage.run(who, 'order new', { amount: '30000000', number, ...values }, acme);
  return (await stage.store.db.order.findFirstOrThrow({ where: { number } })).id;
}

function targetOf(reply: Reply, action: string): string {
  return new RegExp(`"action":"${action}","target":"([^"]+)"`).exec(JSON.stringify(reply))?.[1] ?? '';
}

/** Works off what waits in the outbox and gives the cards that people are sent, by event. */
async function deliver(kind: string): Promise<readonly { readonly to: string; readonly text: string }[]> {
  const { store, company } = stage;
  const events = await store.db.outboxEvent.findMany({ where: { kind, doneAt: null } });
  for (const { id } of events) await expandEvent(store, { orgId: company.orgId, id });
  const rows = await store.db.delivery.findMany({ where: { eventId: { in: events.map(({ id }) => id) } } });
  return Promise.all(
    rows.map(async (row) => {
      const rendered = await renderDelivery(store, row);
      const card =
        rendered.kind === 'message' && rendered.message.kind === 'card' ? rendered.message.card : null;
      const to = Object.values(company.members).find(({ id }) => row.key.endsWith(id))?.name ?? row.key;
      return { to, text: card ? show({ kind: 'card', card, audience: 'same' }) : JSON.stringify(rendered) };
    }),
  );
}

describe('order edit', () => {
  it('adds a revision with its reason; a single instalment follows the amount', async () => {
    const id = await sign('E-1');
    const card = await run('liWei', 'order edit', {
      order: 'e-1',
      amount: '35000000',
      reason: 'a second line',
    });
    expect(card).toContain('Amount: ¥300,000.00 → ¥350,000.00');
    expect(card).toContain('Reason: a second line');
    expect(await view('E-1')).toContain('¥350,000.00 · not due');
    const revisions = await stage.store.db.orderRevision.findMany({ where: { orderId: id } });
    expect(revisions.map(({ amount, reason }) => `${amount} ${reason}`.trim())).toEqual([
      '30000000',
      '35000000 a second line',
    ]);
    expect(await run('liWei', 'order edit', { order: 'E-1', reason: 'x' })).toContain('Nothing would change');
    const form = await stage.press('liWei', 'order.edit', id);
    expect(show(form)).toContain('Amount: ¥350,000.00');
    expect(show(await stage.press('wangFang', 'order.edit', id))).toContain('Not yours to do');
  });

  it('asks how a new amount is split over several instalments', async () => {
    await sign('E-2', { instalments: '50% 2026-12-01, 50% 2027-01-15' });
    const change = { order: 'E-2', amount: '40000000', reason: 'more seats' };
    expect(await run('liWei', 'order edit', change)).toContain('please say how the new amount is split');
    const wrong = await run('liWei', 'order edit', { ...change, instalments: '100k 2026-12-01' });
    expect(wrong).toContain('The instalments make ¥100,000.00, the order is ¥400,000.00.');
    await run('liWei', 'order edit', { ...change, instalments: '10万 2026-12-01, rest 2027-02-01' });
    expect(await view('E-2')).toContain('Mon 1 Feb 2027 · ¥300,000.00 · not due');
  });

  it('once money came in is for a manager who has no share; the plan stays with sales', async () => {
    await sign('E-3');
    await pay('E-3', '10000000');
    const change = { order: 'E-3', amount: '20000000', reason: 'fewer seats' };
    expect(await run('liWei', 'order edit', change)).toContain(
      'changed by a manager or an admin who has no share',
    );
    expect(await run('wangFang', 'order edit', change)).toContain('Not yours to do');
    const later = {
      order: 'E-3',
      instalments: '100k 2026-12-01, rest 2027-03-01',
      reason: 'agreed by phone',
    };
    expect(await run('liWei', 'order edit', later)).toContain('Mon 1 Mar 2027');
    const low = await run('zhangMin', 'order edit', {
      ...change,
      amount: '9999999',
      instalments: 'rest 12-01',
    });
    expect(low).toContain('¥100,000.00 has come in already');
    const done = await run('zhangMin', 'order edit', {
      ...change,
      instalments: '50% 2026-12-01, rest 2027-03-01',
    });
    expect(done).toContain('¥300,000.00 → ¥200,000.00');
    expect(done).toContain('¥100,000.00 · paid');
    expect(await run('liWei', 'order void', { order: 'E-3', reason: 'x' })).toContain('who has no share');
    expect(await run('zhangMin', 'order void', { order: 'E-3', reason: 'x' })).toContain('Give it back');
  });

  it('is taken back with a reason, after which nothing of it is due', async () => {
    const id = await sign('E-4');
    await run('liWei', 'payment', { order: 'E-4', amount: '100' });
    expect(await run('liWei', 'order void', { order: 'E-4', reason: 'twice' })).toContain(
      '¥1.00 of it waits',
    );
    const { id: paymentId } = await stage.store.db.payment.findFirstOrThrow({ where: { orderId: id } });
    await run('chenJing', 'payment reject', { about: `#${paymentId}`, reason: 'no money' });
    expect(await run('liWei', 'order void', { order: 'E-4', reason: 'twice' })).toContain(
      'E-4 is taken back',
    );
    expect(await run('liWei', 'order void', { order: 'E-4', reason: 'twice' })).toContain(
      'taken back before',
    );
    expect(await stage.store.db.instalmentState.count({ where: { orderId: id } })).toBe(0);
    expect(await view('E-4')).toContain('This order was withdrawn');
  });
});

describe('order split', () => {
  const split = (who: Who, values: RawValues) =>
    run(who, 'order split', { reason: 'she closed it', ...values });
  const half = 'Li Wei 50%, Wang Fang 50%';

  it('with a day hands credit over from then on, by a manager who is not in it', async () => {
    const id = await sign('S-1');
    expect(await split('zhangMin', { order: 'S-1', split: half, from: '2026-11-22' })).toContain(
      'begins today',
    );
    const own = 'Li Wei 50%, Zhang Min 50%';
    expect(await split('zhangMin', { order: 'S-1', split: own, from: '2026-12-01' })).toContain(
      'Nobody decides',
    );
    expect(await split('zhangMin', { order: 'S-1', split: 'Li Wei 100%', from: '2026-12-01' })).toContain(
      'already',
    );
    const done = await split('zhangMin', { order: 'S-1', split: half, from: '2026-12-01' });
    expect(done).toContain('Credit of S-1 changes on Tue 1 Dec 2026');
    const rows = await stage.store.db.creditSplitRevision.findMany({ where: { orderId: id, revision: 2 } });
    expect(rows.map(({ kind, basisPoints }) => `${kind} ${basisPoints}`)).toEqual([
      'handover 5000',
      'handover 5000',
    ]);
    const told = await deliver('split.changed');
    expect(told.map(({ to }) => to).toSorted()).toEqual(['Li Wei', 'Wang Fang']);
    expect(told[0]?.text).toContain('Now: Li Wei 50%, Wang Fang 50%');
    expect(told[0]?.text).toContain('payments from Tue 1 Dec 2026 on');
  });

  it('without a day is a correction, which counts once a second person signs', async () => {
    const id = await sign('S-2');
    expect(await split('zhangMin', { order: 'S-2', split: half })).toContain('waits for a second signature');
    expect(await split('zhangMin', { order: 'S-2', split: half })).toContain('already waits');
    const asked = await deliver('split.proposed');
    expect(asked.map(({ to }) => to)).toEqual(['Zhao Lei']);
    expect(asked[0]?.text).toContain('Before: Li Wei');
    const proposal = await stage.store.db.splitProposal.findFirstOrThrow({ where: { orderId: id } });
    const press = async (who: Who, action = 'split.sign') =>
      show(await stage.press(who, action, proposal.id));
    expect(await press('zhangMin')).toContain('You proposed it');
    expect(await press('liWei')).toContain('A manager above the order, finance');
    expect(await stage.store.db.creditSplitRevision.count({ where: { orderId: id } })).toBe(1);
    expect(await press('zhaoLei')).toContain('Credit of S-2 is corrected');
    expect(await press('chenJing', 'split.refuse')).toContain('Credit of S-2 is corrected');
    const rows = await stage.store.db.creditSplitRevision.findMany({
      where: { orderId: id, kind: 'correction' },
    });
    expect(rows.map(({ validFrom }) => validFrom)).toEqual([null, null]);
    expect((await deliver('split.decided')).map(({ to }) => to)).toEqual(['Zhang Min']);
  });

  it('that others changed meanwhile lapses', async () => {
    const id = await sign('S-3');
    await split('zhangMin', { order: 'S-3', split: half });
    await split('sunYue', { order: 'S-3', split: 'Wang Fang 100%', from: '2026-11-23' });
    const proposal = await stage.store.db.splitProposal.findFirstOrThrow({ where: { orderId: id } });
    expect(show(await stage.press('zhaoLei', 'split.sign', proposal.id))).toContain('has lapsed');
  });
});

describe('what is still to come in', () => {
  it('is listed to each as far as they may see, with what came in time', async () => {
    const globex = await stage.addCustomer('Globex', 'wangFang');
    await stage.run('wangFang', 'order new', { amount: '1000', number: 'R-1', signed: '2026-10-01' }, globex);
    const instalments = '50% 2026-11-01, 50% 2026-11-20';
    const values = { amount: '1000', number: 'R-2', signed: '2026-10-01', instalments };
    await stage.run('wangFang', 'order new', values, globex);
    await pay('R-2', '500', '2026-10-30');
    const own = await run('wangFang', 'receivable', {});
    expect(own).toContain('Receivable · yours');
    expect(own).toContain('Globex · ¥10.00 · due Sat 31 Oct 2026, 23 days late');
    expect(own).toContain('R-2 · instalment 2 of 2 · Wang Fang');
    // R-1 10.00 is late; of R-2 the first half came in time and the second did not come.
    expect(own).toContain('25.00% · ¥5.00 of ¥20.00');
    expect(await run('wangFang', 'overdue', {})).toContain('Of it overdue: ¥15.00 in 2 instalments');
    expect(await run('zhangMin', 'overdue', {})).not.toContain('Globex');
    expect(await run('zhangMin', 'receivable', {})).toContain('your groups');
    const { id } = stage.company.members.wangFang;
    expect(await run('liWei', 'receivable', { member: id })).toContain('Not yours to do');
    expect(await run('chenJing', 'overdue', { member: id })).toContain('Overdue · Wang Fang');
    const list = await run('wangFang', 'order list', { only: 'overdue' });
    expect(list.indexOf('R-2')).toBeGreaterThan(-1);
    expect(await run('wangFang', 'order list', { only: 'paid' })).toContain('No order fits');
    await sign('R-3');
    const all = await stage.run('zhaoLei', 'order list', {});
    expect(show(all)).toContain('More');
    expect(targetOf(all, 'command.run')).toMatch(/^order show /);
    expect(JSON.stringify(all)).toContain('order list page=2');
    expect(await run('zhaoLei', 'order list', { page: '2' })).not.toContain('More');
  });
});
