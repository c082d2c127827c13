import { afterAll, beforeAll, expect, it } from 'vitest';
import { callAs, createFeedStage, type FeedStage } from './stage.ts';

let stage: FeedStage;

beforeAll(async () => {
  stage = await createFeedStage();
  const { db, company, store } = stage;
  const field = {
    orgId: company.orgId,
    subject: 'customer',
    kind: 'number',
    choices: [],
    createdAt: new Date(0),
  };
  await db.customField.create({ data: { ...field, id: store.ids.uuid(), key: 'staff', label: 'Staff' } });
  await db.category.create({
    data: { orgId: company.orgId, id: store.ids.uuid(), code: 'A', name: 'Key', cadenceDays: 7 },
  });
});

afterAll(() => stage.close());

it('creates, leaves alone what is the same, and edits with its audit entry', async () => {
  const sent = {
    name: 'Acme Steel',
    phone: '13800138000',
    city: 'Wuxi',
    category: 'a',
    custom: { staff: 1200 },
  };
  const made = await stage.put('liWei', 'customers', 'erp-17', sent);
  expect(made).toMatchObject({ kind: 'ok', value: { outcome: 'created' } });
  const count = (await stage.audited()).length;
  expect(await stage.put('liWei', 'customers', 'erp-17', sent)).toMatchObject({
    value: { outcome: 'unchanged' },
  });
  expect(await stage.audited()).toHaveLength(count);
  expect(
    await stage.put('liWei', 'customers', 'erp-17', { name: 'Acme Steel', city: 'Suzhou' }),
  ).toMatchObject({
    value: { outcome: 'changed' },
  });
  const entry = await stage.db.auditEntry.findFirstOrThrow({ where: { action: 'customer.changed' } });
  expect(entry).toMatchObject({ origin: 'api', before: { city: 'Wuxi' }, after: { city: 'Suzhou' } });
  expect(await stage.get('liWei', 'customers', 'erp-17')).toMatchObject({
    value: {
      externalId: 'erp-17',
      phone: '+8613800138000',
      category: 'A',
      city: 'Suzhou',
      owner: `id:${stage.company.members.liWei.id}`,
      custom: { staff: '1200' },
    },
  });
});

it('refuses by field what cannot be read, and unknown fields by name', async () => {
  const refused = await stage.put('liWei', 'customers', 'erp-18', {
    name: '  ',
    phone: 'abc',
    colour: 'red',
    custom: { staff: 'many' },
  });
  expect(refused).toMatchObject({ kind: 'refusal', code: 'invalid' });
  expect(JSON.stringify(refused)).toContain('"field":"colour","message":"There is no such field."');
  expect(
    await stage.put('liWei', 'customers', 'erp-18', { name: 'X Corp', custom: { staff: 'many' } }),
  ).toMatchObject({
    code: 'invalid',
    errors: [{ field: 'custom.staff' }],
  });
  expect(await stage.put('liWei', 'customers', 'erp-18', { name: 'X Corp', owner: 'nobody' })).toMatchObject({
    errors: [{ field: 'owner' }],
  });
  expect(await stage.put('liWei', 'customers', ' x\u0000', { name: 'X Corp' })).toMatchObject({
    errors: [{ field: 'externalId' }],
  });
});

it('refuses a collision without telling too much, also when two come at once', async () => {
  const refused = await stage.put('wangFang', 'customers', 'w-1', { name: 'ACME  steel Co., Ltd.' });
  expect(refused).toMatchObject({ code: 'collision', facts: { field: 'name' } });
  expect(refused).not.toHaveProperty('facts.id');
  expect(JSON.stringify(refused)).toContain('Owner: Li Wei');
  expect((await stage.audited()).at(-1)).toBe('customer.collided');
  const both = await Promise.all([
    stage.put('liWei', 'customers', 'race-1', { name: 'Borealis' }),
    stage.put('wangFang', 'customers', 'race-2', { name: 'Borealis' }),
    stage.put('liWei', 'customers', 'same', { name: 'Cascade' }),
    stage.put('liWei', 'customers', 'same', { name: 'Cascade' }),
  ]);
  const outcomes = both.map((each) => (each.kind === 'ok' ? each.value.outcome : each.code)).toSorted();
  expect(outcomes).toEqual(['collision', 'created', 'created', 'unchanged']);
});

it('goes by the rights of the member: whose rows, and who may give them away', async () => {
  expect(await stage.put('wangFang', 'customers', 'erp-17', { name: 'Mine now' })).toMatchObject({
    code: 'forbidden',
    facts: { roles: ['sales', 'manager', 'admin'] },
  });
  const entry = await stage.db.auditEntry.findFirstOrThrow({ where: { action: 'access.refused' } });
  expect(entry).toMatchObject({
    actorId: stage.company.members.wangFang.id,
    after: { deed: 'customer.work' },
  });
  const give = { name: 'Acme Steel', owner: 'wang.fang@acme.test' };
  expect(await stage.put('liWei', 'customers', 'erp-17', give)).toMatchObject({ code: 'forbidden' });
  expect(await stage.put('sunYue', 'customers', 'erp-17', give)).toMatchObject({
    value: { outcome: 'changed' },
  });
  expect(await stage.get('liWei', 'customers', 'erp-17')).toMatchObject({ code: 'forbidden' });
  expect(await stage.put('sunYue', 'customers', 'erp-17', { ...give, owner: null })).toMatchObject({
    value: { outcome: 'changed' },
  });
  expect(
    await stage.put('sunYue', 'customers', 'erp-17', { ...give, owner: 'sun.yue@acme.test' }),
  ).toMatchObject({
    kind: 'ok',
  });
  expect(await stage.put('huangLi', 'customers', 'hr-1', { name: 'HR Corp' })).toMatchObject({
    code: 'forbidden',
  });
  expect(
    await stage.find('customers').page(callAs(stage.store, stage.company, 'huangLi'), { limit: 10 }),
  ).toMatchObject({
    code: 'forbidden',
  });
});

it('pages through what the caller sees, each row once', async () => {
  for (let place = 0; place < 5; place += 1)
    await stage.put('sunYue', 'customers', `pool-${place}`, { name: `Pooled ${'ABCDE'[place]} Works` });
  const caller = callAs(stage.store, stage.company, 'wangFang');
  const names: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await stage.find('customers').page(caller, { cursor, limit: 2 });
    if (page.kind !== 'ok') throw new Error(page.code);
    names.push(...page.value.items.map(({ name }) => name));
    cursor = page.value.next ?? undefined;
  } while (cursor !== undefined);
  expect(names.filter((name) => String(name).startsWith('Pooled'))).toHaveLength(5);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain('Cascade');
  expect(await stage.find('customers').page(caller, { cursor: 'x', limit: 2 })).toMatchObject({
    code: 'invalid',
  });
});
