import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResourceType } from '../../../src/import/resources/resource.ts';
import type { Who } from '../../fixtures/company.ts';
import { createFeedStage, type FeedStage } from './stage.ts';

let stage: FeedStage;

beforeAll(async () => {
  stage = await createFeedStage();
});

afterAll(() => stage.close());

/** What became of it: the outcome, `waits` behind it where somebody has to agree; or the refusal's code and first field. */
async function feed(who: Who, type: ResourceType, key: string, value: unknown): Promise<string> {
  const done = await stage.put(who, type, key, value);
  if (done.kind === 'ok') return done.value.waits ? `${done.value.outcome}, waits` : done.value.outcome;
  const [first] = done.errors;
  return first === undefined ? done.code : `${done.code} ${first.field}`;
}

/** Twice the same: the second time nothing happens and nothing is written. */
async function feedTwice(who: Who, type: ResourceType, key: string, value: unknown): Promise<string> {
  const first = await feed(who, type, key, value);
  const count = (await stage.audited()).length;
  expect(await feed(who, type, key, value), `${type} ${key} again`).toMatch(/^unchanged/);
  expect(await stage.audited(), `${type} ${key} again`).toHaveLength(count);
  return first;
}

const read = async (who: Who, type: ResourceType, key: string) => {
  const row = await stage.get(who, type, key);
  if (row.kind !== 'ok') throw new Error(row.code);
  return row.value;
};

describe('people and groups', () => {
  it('feeds the tree of groups, dated, without circles, by admins only', async () => {
    const north = { name: 'North', kind: 'department', parent: 'Acme', managers: ['zhang.min@acme.test'] };
    expect(await feedTwice('sunYue', 'groups', 'g-n', north)).toBe('created');
    expect(
      await feedTwice('sunYue', 'groups', 'g-n1', { name: 'North 1', kind: 'team', parent: 'g-n' }),
    ).toBe('created');
    expect(await feed('sunYue', 'groups', 'g-n', { ...north, parent: 'g-n1' })).toBe('invalid parent');
    expect(await feed('sunYue', 'groups', 'g-n', { ...north, name: 'Far North', managers: [] })).toBe(
      'changed',
    );
    expect(await read('liWei', 'groups', 'g-n')).toMatchObject({ name: 'Far North', managers: [] });
    expect(await feed('zhangMin', 'groups', 'g-x', north)).toBe('forbidden');
  });

  it('feeds members, takes over who is there, and asks for what takes a second person', async () => {
    const anna = {
      name: 'Anna Bo',
      email: 'Anna@acme.test',
      roles: ['sales'],
      group: 'g-n',
      reportsTo: 'zhang.min@acme.test',
    };
    expect(await feedTwice('sunYue', 'members', 'm-1', anna)).toBe('created');
    expect(await read('huangLi', 'members', 'm-1')).toMatchObject({ group: 'g-n', roles: ['sales'] });
    expect(await feed('sunYue', 'members', 'm-1', { ...anna, name: 'Anna Bo-Lin' })).toBe('changed');
    expect(await feed('sunYue', 'members', 'm-1', anna)).toBe('changed');
    const more = { ...anna, roles: ['sales', 'manager', 'admin'] };
    expect(await feedTwice('sunYue', 'members', 'm-1', more)).toBe('changed, waits');
    expect(await read('sunYue', 'members', 'm-1')).toMatchObject({
      roles: ['manager', 'sales'],
      waits: ['admin'],
    });
    const hr = { ...anna, email: 'x@y.z', roles: ['hr'] };
    expect(await feed('huangLi', 'members', 'm-9', hr)).toBe('forbidden');
    expect(await feedTwice('sunYue', 'members', 'm-9', hr)).toBe('created, waits');
    const [asked] = await stage.db.roleGrant.findMany({ where: { role: 'hr', state: 'waiting' } });
    const { zhaoLei } = stage.company.members;
    await stage.db.roleGrant.update({
      where: { orgId_id: { orgId: stage.company.orgId, id: asked?.id ?? '' } },
      data: { state: 'refused', reason: 'no', decidedAt: new Date(0), decidedBy: zhaoLei.id },
    });
    // What was refused is not asked for again each night; nobody asks for themselves, and the last admin stays one.
    expect(await feed('sunYue', 'members', 'm-9', hr)).toBe('conflict roles');
    expect(await feedTwice('sunYue', 'members', 'm-9', { ...hr, roles: [] })).toBe('unchanged');
    const sun = { name: 'Sun Yue', email: 'sun.yue@acme.test' };
    expect(await feed('sunYue', 'members', 'm-0', { ...sun, roles: ['admin', 'finance'] })).toBe('forbidden');
    expect(await feed('sunYue', 'members', 'm-0', { ...sun, roles: ['sales'] })).toBe('conflict roles');
    const wang = { name: 'Wang Fang', email: 'wang.fang@acme.test', roles: ['sales'] };
    expect(await feedTwice('huangLi', 'members', 'm-2', wang)).toBe('unchanged');
    expect(await feed('sunYue', 'members', 'm-3', wang)).toBe('conflict');
    expect(await feed('sunYue', 'members', 'm-2', { ...wang, email: 'li.wei@acme.test' })).toBe(
      'invalid email',
    );
    expect(await feed('liWei', 'members', 'm-2', wang)).toBe('forbidden');
    expect(await feed('sunYue', 'members', 'm-2', { ...wang, zone: 'Mars/Base' })).toBe('invalid zone');
  });

  it('feeds categories', async () => {
    const category = { code: 'a', name: 'Key', cadenceDays: 7 };
    expect(await feedTwice('sunYue', 'categories', 'c-1', category)).toBe('created');
    expect(await feed('sunYue', 'categories', 'c-1', { ...category, cadenceDays: 14 })).toBe('changed');
    expect(await feed('sunYue', 'categories', 'c-1', { ...category, code: 'B' })).toBe('invalid code');
    expect(await feed('liWei', 'categories', 'c-2', category)).toBe('forbidden');
  });
});

describe('customers’ rows', () => {
  it('feeds contacts; a phone stays one customer’s', async () => {
    expect(await feed('liWei', 'customers', 'acme', { name: 'Acme Corp' })).toBe('created');
    expect(await feed('liWei', 'customers', 'beta', { name: 'Beta Corp' })).toBe('created');
    const ann = { customer: 'acme', name: 'Ann Lee', phones: ['13800000001', '+44 20 7946 0958'] };
    expect(await feedTwice('liWei', 'contacts', 'p-1', ann)).toBe('created');
    expect(await feed('liWei', 'contacts', 'p-2', { ...ann, customer: 'beta' })).toBe('collision phones');
    expect(await feed('liWei', 'contacts', 'p-1', { ...ann, customer: 'beta' })).toBe('invalid customer');
    expect(await feed('liWei', 'contacts', 'p-1', { ...ann, title: 'CEO' })).toBe('changed');
    expect(await feed('wangFang', 'contacts', 'p-3', { ...ann, phones: [] })).toBe('forbidden');
    expect(await feed('liWei', 'contacts', 'p-4', { ...ann, customer: 'none' })).toBe('invalid customer');
  });

  it('feeds follow-ups; only admins for others; what is over reminds nobody', async () => {
    const call = {
      customer: 'acme',
      kind: 'call',
      text: 'Wants a quote',
      at: '2026-11-20',
      next: '2026-12-01',
      amount: 30_000_000,
    };
    expect(await feedTwice('liWei', 'follow-ups', 'f-1', call)).toBe('created');
    expect(await stage.db.reminder.count()).toBe(1);
    expect(await feed('liWei', 'follow-ups', 'f-1', { ...call, next: '2026-12-02' })).toBe('changed');
    expect(await feed('liWei', 'follow-ups', 'f-1', { ...call, at: '2026-12-02' })).toBe('invalid at');
    const old = {
      customer: 'acme',
      kind: 'visit',
      text: 'Met',
      at: '2025-01-02',
      next: '2025-02-03',
      author: 'wang.fang@acme.test',
    };
    expect(await feed('liWei', 'follow-ups', 'f-2', old)).toBe('forbidden');
    expect(await feedTwice('sunYue', 'follow-ups', 'f-2', old)).toBe('created');
    expect(await stage.db.reminder.count()).toBe(1);
    expect(await feed('zhangMin', 'follow-ups', 'f-1', call)).toBe('forbidden');
    expect(await read('liWei', 'follow-ups', 'f-1')).toMatchObject({
      amount: '30000000',
      next: '2026-12-02',
    });
  });
});

describe('sales', () => {
  it('feeds deals through their stages to the end and back', async () => {
    const stages = await stage.db.dealStage.findMany({ orderBy: { position: 'asc' } });
    const [, second] = stages;
    const deal = { customer: 'acme', title: 'Steel', amount: '8000000', expectedOn: '2026-12-31' };
    expect(await feedTwice('liWei', 'deals', 'd-1', deal)).toBe('created');
    const needs = { need: 'steel', decider: 'Ann', budget: 'yes', nextStep: 'quote' };
    expect(await feedTwice('liWei', 'deals', 'd-1', { ...deal, ...needs, stage: second?.code })).toBe(
      'changed',
    );
    expect(await feed('liWei', 'deals', 'd-1', { ...deal, stage: 'nowhere' })).toBe('invalid stage');
    expect(await feed('liWei', 'deals', 'd-1', { ...deal, state: 'lost' })).toBe('invalid reason');
    expect(await feedTwice('liWei', 'deals', 'd-1', { ...deal, state: 'won', competitors: ['Rival'] })).toBe(
      'changed',
    );
    expect(await read('liWei', 'deals', 'd-1')).toMatchObject({ state: 'won', competitors: ['Rival'] });
    expect(await feed('liWei', 'deals', 'd-1', { ...deal, state: 'open' })).toBe('changed');
    expect(await feed('wangFang', 'deals', 'd-1', deal)).toBe('forbidden');
    expect(await feed('liWei', 'deals', 'd-2', { ...deal, amount: 0 })).toBe('invalid amount');
  });

  it('feeds orders as revisions, with a plan that adds up', async () => {
    const order = { number: 'SO-1', customer: 'acme', amount: '1000000', signedOn: '2026-11-02' };
    const plan = [
      { dueOn: '2026-12-01', amount: '400000' },
      { dueOn: '2027-01-01', amount: '600000' },
    ];
    expect(await feedTwice('liWei', 'orders', 'o-1', order)).toBe('created');
    expect(await feed('liWei', 'orders', 'o-2', { ...order, number: 'so-1' })).toBe('conflict number');
    expect(await feedTwice('liWei', 'orders', 'o-1', { ...order, instalments: plan })).toBe('changed');
    expect(await feed('liWei', 'orders', 'o-1', { ...order, amount: '1200000' })).toBe('invalid instalments');
    expect(await feed('liWei', 'orders', 'o-1', { ...order, instalments: plan.slice(1) })).toBe(
      'invalid instalments',
    );
    expect(await feed('liWei', 'orders', 'o-1', { ...order, signedOn: '2026-11-24' })).toBe(
      'invalid signedOn',
    );
    expect(await feed('liWei', 'orders', 'o-1', { ...order, customer: 'beta' })).toBe('invalid customer');
    const lines = [{ product: 'Steel', quantity: '2.50', amount: '1000000' }];
    expect(await feedTwice('liWei', 'orders', 'o-1', { ...order, lines })).toBe('changed');
    const mine = [{ member: 'li.wei@acme.test', basisPoints: 10_000 }];
    expect(await feed('liWei', 'orders', 'o-3', { ...order, number: 'SO-3', split: mine })).toBe('forbidden');
    expect(await feed('wangFang', 'orders', 'o-1', order)).toBe('forbidden');
    expect(await feed('chenJing', 'orders', 'o-1', order)).toBe('forbidden');
    expect(await read('chenJing', 'orders', 'o-1')).toMatchObject({
      amount: '1000000',
      lines: [{ product: 'Steel', quantity: '2.5' }],
      instalments: plan,
    });
  });

  it('feeds payments: proposed by sales, counted by finance, never rewritten, refunded by name', async () => {
    const paid = { order: 'SO-1', amount: '300000', receivedOn: '2026-11-20' };
    expect(await feedTwice('liWei', 'payments', 'b-1', paid)).toBe('created, waits');
    expect(await feedTwice('chenJing', 'payments', 'b-2', { ...paid, order: 'o-1', amount: 200_000 })).toBe(
      'created',
    );
    expect(await feed('chenJing', 'payments', 'b-2', { ...paid, amount: 250_000 })).toBe('conflict');
    expect(await feed('chenJing', 'payments', 'b-3', { ...paid, amount: '900000' })).toBe('conflict amount');
    expect(await feed('chenJing', 'payments', 'b-3', { ...paid, receivedOn: '2026-11-24' })).toBe(
      'invalid receivedOn',
    );
    expect(await feed('wangFang', 'payments', 'b-3', paid)).toBe('forbidden');
    expect(await feed('sunYue', 'payments', 'b-3', paid)).toBe('forbidden');
    const back = {
      order: 'SO-1',
      refundOf: 'b-2',
      amount: '50000',
      receivedOn: '2026-11-21',
      reason: 'Damaged',
    };
    expect(await feedTwice('chenJing', 'payments', 'r-1', back)).toBe('created');
    expect(await feed('chenJing', 'payments', 'r-2', { ...back, amount: '150001' })).toBe('conflict amount');
    expect(await feed('chenJing', 'payments', 'r-2', { ...back, refundOf: 'b-1' })).toBe('conflict refundOf');
    expect(await read('liWei', 'orders', 'o-1')).toMatchObject({ paid: '150000' });
    // Money came in, and the order is theirs: somebody above changes its amount now.
    expect(
      await feed('liWei', 'orders', 'o-1', {
        number: 'SO-1',
        customer: 'acme',
        amount: '1000000',
        signedOn: '2026-11-03',
      }),
    ).toBe('forbidden');
  });

  it('feeds splits: a hand-over counts, a correction waits, nobody sets their own', async () => {
    const half = [
      { member: 'm-2', basisPoints: 5_000 },
      { member: 'li.wei@acme.test', basisPoints: 5_000 },
    ];
    expect(await feed('liWei', 'splits', 's-1', { order: 'SO-1', shares: half, reason: 'x' })).toBe(
      'forbidden',
    );
    expect(
      await feed('zhangMin', 'splits', 's-1', { order: 'SO-1', shares: half.slice(1), reason: 'x' }),
    ).toBe('invalid shares');
    const given = { order: 'SO-1', shares: half, from: '2026-11-23', reason: 'Shared' };
    expect(await feedTwice('zhangMin', 'splits', 's-1', given)).toBe('changed');
    const all = [{ member: 'm-2', basisPoints: 10_000 }];
    expect(
      await feedTwice('zhangMin', 'splits', 's-1', { order: 'o-1', shares: all, reason: 'He sold it' }),
    ).toBe('changed, waits');
    expect(await read('sunYue', 'splits', 's-1')).toMatchObject({ waits: true, order: 'o-1' });
  });
});

it('feeds subscriptions: of channels by admins and managers of the group, of oneself by everybody', async () => {
  const ring = { kind: 'sales', workspace: 'T1', conversation: 'C1', minAmount: '10000', topics: ['won'] };
  expect(await feedTwice('sunYue', 'subscriptions', 'u-1', ring)).toBe('created');
  expect(await feedTwice('sunYue', 'subscriptions', 'u-1', { ...ring, state: 'paused' })).toBe('changed');
  expect(await feed('sunYue', 'subscriptions', 'u-2', ring)).toBe('conflict');
  expect(await feed('liWei', 'subscriptions', 'u-3', { ...ring, conversation: 'C2' })).toBe('forbidden');
  const daily = { kind: 'daily', workspace: 'T1', conversation: 'C2', group: 'East', at: '08:30' };
  expect(await feedTwice('zhangMin', 'subscriptions', 'u-4', daily)).toBe('created');
  expect(await feed('zhangMin', 'subscriptions', 'u-4', { ...daily, at: '25:00' })).toBe('invalid at');
  expect(await feed('zhangMin', 'subscriptions', 'u-4', { ...daily, group: 'South' })).toBe('forbidden');
  expect(await feedTwice('liWei', 'subscriptions', 'u-5', { kind: 'ranking', workspace: 'T1' })).toBe(
    'created',
  );
  expect(await feed('liWei', 'subscriptions', 'u-6', { kind: 'ranking', workspace: 'T9' })).toBe(
    'invalid workspace',
  );
  expect(await feed('sunYue', 'subscriptions', 'u-1', { ...ring, state: 'removed' })).toBe('changed');
  expect(await feed('sunYue', 'subscriptions', 'u-1', ring)).toBe('conflict');
});

it('gives out what can be fed back: nothing changes by it', async () => {
  const customer = await read('liWei', 'customers', 'acme');
  const { id: _, externalId: _key, createdAt: _at, lastContactAt: _last, ...facts } = customer;
  expect(await feed('liWei', 'customers', 'acme', facts)).toBe('unchanged');
});
