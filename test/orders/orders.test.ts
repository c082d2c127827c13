import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerMatch } from '../../src/people/context.ts';
import { createStage, type Stage, show } from './stage.ts';

let stage: Stage;
let acme: CustomerMatch;
let globex: CustomerMatch;
let pooled: CustomerMatch;

beforeAll(async () => {
  stage = await createStage();
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
  globex = await stage.addCustomer('Globex', 'wangFang');
  pooled = await stage.addCustomer('Initech', null);
});
afterAll(() => stage.close());

const sign = (
  who: Parameters<Stage['run']>[0],
  customer: CustomerMatch,
  values: Readonly<Record<string, string>>,
) => stage.run(who, 'order new', { customer: customer.id, amount: '30000000', ...values }, customer);

describe('order new', () => {
  it('records order, instalments, split, audit and event, and numbers it', async () => {
    const reply = await sign('liWei', acme, { instalments: '50% 2026-12-01, 50% 2027-01-15' });
    expect(show(reply)).toContain('Order HT-2026-001 is recorded');
    expect(show(reply)).toContain('Tue 1 Dec 2026 · ¥150,000.00 · not due');
    expect(reply).toMatchObject({ kind: 'card', audience: 'same' });
    const { db } = stage.store;
    const order = await db.order.findFirstOrThrow({ where: { number: 'HT-2026-001' } });
    const split = await db.creditSplitRevision.findMany({ where: { orderId: order.id } });
    expect(split).toMatchObject([
      { memberId: stage.company.members.liWei.id, basisPoints: 10_000, kind: 'initial' },
    ]);
    expect(await db.instalmentRevision.count({ where: { orderId: order.id } })).toBe(2);
    expect(await db.outboxEvent.findMany({ where: { kind: 'order.signed' } })).toMatchObject([
      { payload: { orderId: order.id } },
    ]);
    expect(await db.auditEntry.findMany({ where: { entityId: order.id } })).toMatchObject([
      { action: 'order.signed', after: { amount: '30000000', number: 'HT-2026-001' } },
    ]);
  });

  it('is due as a whole in 30 days if no plan is given, and says so', async () => {
    const text = show(await sign('liWei', acme, { number: 'default-1', signed: '2026-11-20' }));
    expect(text).toContain('Order DEFAULT-1 is recorded');
    expect(text).toContain('Sun 20 Dec 2026 · ¥300,000.00');
    expect(text).toContain('all of it is due 30 days after signing');
  });

  it('tells all problems at their fields and keeps what was typed', async () => {
    const reply = await sign('liWei', acme, {
      number: 'a;b',
      signed: '2026-11-24',
      instalments: '50% 2026-12-01, 40% 2027-01-15',
      split: 'Wang Fang 100%',
    });
    if (reply.kind !== 'form') throw new Error(`not a form: ${show(reply)}`);
    const errors = Object.fromEntries(reply.form.fields.map(({ name, error }) => [name, error ?? '']));
    expect(errors).toMatchObject({
      customer: '',
      amount: '',
      signed: 'It cannot be signed later than today, Mon 23 Nov 2026.',
      instalments: 'The instalments make ¥270,000.00, the order is ¥300,000.00.',
    });
    expect(errors.number).toContain('40 letters');
    expect(errors.split).toContain('manager');
    const draft = await stage.store.db.draft.findFirstOrThrow({ where: { id: reply.form.target } });
    expect(draft).toMatchObject({
      command: 'order new',
      values: { customer: 'Acme Robotics', amount: '¥300,000.00', number: 'a;b' },
    });
  });

  it('names the other order of a taken number only to somebody who may see it', async () => {
    await sign('wangFang', globex, { number: 'SO-77' });
    const blind = await sign('liWei', acme, { number: 'so-77' });
    expect(JSON.stringify(blind)).toContain('Another order has this number already.');
    expect(JSON.stringify(blind)).not.toContain('Globex');
    const seeing = await sign('sunYue', acme, { number: 'SO-77' });
    expect(JSON.stringify(seeing)).toContain('This number is taken: SO-77, Globex, ¥300,000.00.');
  });

  it('gives each of several at the same instant a number of its own', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => sign('liWei', acme, {})));
    const numbers = replies.map((reply) => (reply.kind === 'card' ? reply.card.title : show(reply)));
    expect(new Set(numbers).size).toBe(6);
    expect(numbers.every((title) => /^Order HT-2026-\d{3} is recorded$/.test(title))).toBe(true);
  });

  it('makes exactly one of two with the same typed number', async () => {
    const replies = await Promise.all([
      sign('liWei', acme, { number: 'RACE-1' }),
      sign('liWei', acme, { number: 'RACE-1' }),
    ]);
    expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['card', 'form']);
  });

  it('is refused for a colleague’s customer and for the pool, and the refusal of rights is audited', async () => {
    const before = await stage.store.db.auditEntry.count({ where: { action: 'access.refused' } });
    expect(show(await sign('liWei', globex, {}))).toContain('belongs to a colleague');
    expect(show(await sign('liWei', pooled, {}))).toContain('Claim it first');
    expect(await stage.store.db.auditEntry.count({ where: { action: 'access.refused' } })).toBe(before + 2);
    expect(await stage.store.db.order.count({ where: { customerId: pooled.id } })).toBe(0);
  });

  it('is done by the manager of the group with a split that they are not in', async () => {
    const reply = await sign('zhangMin', acme, { number: 'SPLIT-1', split: 'Li Wei 70%, Wang Fang 30%' });
    expect(show(reply)).toContain('Credit: Li Wei 70%, Wang Fang 30%');
    const own = await sign('zhangMin', acme, { split: 'Li Wei 70%, Zhang Min 30%' });
    expect(JSON.stringify(own)).toContain('A manager who has no share in it sets the split');
    expect(show(await sign('zhangMin', globex, {}))).toContain('belongs to a colleague');
  });

  it('keeps amounts beyond 2^53 to the last unit', async () => {
    const reply = await sign('liWei', acme, { amount: '900719925474099301', number: 'BIG-1' });
    expect(show(reply)).toContain('¥9,007,199,254,740,993.01');
    const { amount } = await stage.store.db.orderRevision.findFirstOrThrow({
      where: { order: { number: 'BIG-1' } },
    });
    expect(amount).toBe(900719925474099301n);
  });
});

describe('order show', () => {
  it('shows an order with its instalments to whoever may see it', async () => {
    const reply = await stage.run('chenJing', 'order show', { order: 'ht-2026-001' });
    expect(reply).toMatchObject({ kind: 'card', audience: 'asker' });
    expect(show(reply)).toContain('HT-2026-001 · Acme Robotics');
    expect(show(reply)).toContain('Open: ¥300,000.00');
  });
  it('refuses a colleague and HR', async () => {
    expect(show(await stage.run('wangFang', 'order show', { order: 'HT-2026-001' }))).toContain(
      'Not yours to do',
    );
    expect(show(await stage.run('huangLi', 'order show', { order: 'HT-2026-001' }))).toContain(
      'Not yours to do',
    );
  });
  it('lists a customer’s orders by name, newest first, and tells a stranger of none', async () => {
    const text = show(await stage.run('liWei', 'order show', { order: 'acme robotics' }));
    expect(text).toContain('Orders of Acme Robotics');
    expect(text).toContain('RACE-1');
    const hooli = await stage.addCustomer('Hooli', 'liWei');
    await sign('liWei', hooli, {});
    const none = show(await stage.run('wangFang', 'order show', { order: 'Hooli' }));
    expect(none).toContain('No order Hooli');
  });
  it('says when there is no such order', async () => {
    expect(show(await stage.run('liWei', 'order show', { order: 'nope' }))).toContain('No order nope');
  });
});
