import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resources } from '../../src/import/resources/registry.ts';
import { revokeApiKey } from '../../src/people/api-keys.ts';
import type { Company } from '../fixtures/company.ts';
import { type ApiStage, createApiStage } from './stage.ts';

let stage: ApiStage;
let company: Company;
let other: Company;
let admin: string;
let sales: string;
let stranger: string;

beforeAll(async () => {
  stage = await createApiStage();
  company = await stage.addCompany('1');
  other = await stage.addCompany('2');
  [admin, sales, stranger] = await Promise.all([
    stage.giveKey(company, 'sunYue'),
    stage.giveKey(company, 'liWei'),
    stage.giveKey(other, 'sunYue'),
  ]);
});

afterAll(() => stage.close());

describe('keys', () => {
  it('open nothing when missing, wrong, revoked, or when their member left', async () => {
    const path = '/api/v1/customers';
    expect(await stage.request('db_nothing-at-all', 'GET', path)).toMatchObject({
      status: 401,
      body: { code: 'key' },
    });
    expect((await fetch(`${stage.address}${path}`)).status).toBe(401);
    const key = await stage.giveKey(company, 'wangFang');
    expect((await stage.request(key, 'GET', path)).status).toBe(200);
    const { db } = stage.store;
    const where = { orgId: company.orgId, memberId: company.members.wangFang.id };
    expect((await db.apiKey.findFirstOrThrow({ where })).lastUsedAt?.getTime()).toBe(stage.clock.now());
    const { id } = await db.apiKey.findFirstOrThrow({ where });
    const acting = { ...stage.store, orgId: company.orgId, memberId: null, origin: 'cli' };
    expect([await revokeApiKey(acting, id), await revokeApiKey(acting, id)]).toEqual([true, false]);
    expect((await stage.request(key, 'GET', path)).status).toBe(401);
    const second = await stage.giveKey(company, 'zhaoLei');
    await db.member.updateMany({ where: { id: company.members.zhaoLei.id }, data: { active: false } });
    expect((await stage.request(second, 'GET', path)).status).toBe(401);
  });

  it('have so many requests in a minute', async () => {
    const small = await createApiStage({ perMinute: 2 });
    try {
      const key = await small.giveKey(await small.addCompany('1'), 'sunYue');
      const answers = [];
      for (let time = 0; time < 3; time += 1)
        answers.push(await small.request(key, 'GET', '/api/v1/customers'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(answers[2]).toMatchObject({ body: { code: 'too-many-requests' } });
      expect(answers[2]?.headers.get('retry-after')).toMatch(/^\d+$/);
    } finally {
      await small.close();
    }
  });
});

it('feeds a row, gives it out again, and says problems as problems', async () => {
  const put = (body: unknown) => stage.request(sales, 'PUT', '/api/v1/customers/erp%2F17', body);
  expect(await put({ name: 'Acme Steel', city: '无锡' })).toMatchObject({
    status: 201,
    body: { outcome: 'created' },
  });
  expect(await put({ name: 'Acme Steel', city: '无锡' })).toMatchObject({
    status: 200,
    body: { outcome: 'unchanged' },
  });
  expect(await stage.request(sales, 'GET', '/api/v1/customers/erp%2F17')).toMatchObject({
    status: 200,
    body: { externalId: 'erp/17', city: '无锡' },
  });
  const refused = await put({ name: 'Acme Steel', colour: 'red' });
  expect(refused.headers.get('content-type')).toContain('application/problem+json');
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'invalid', errors: [{ field: 'colour', message: 'There is no such field.' }] },
  });
  expect(await stage.request(sales, 'GET', '/api/v1/customers/none')).toMatchObject({ status: 404 });
  expect(await stage.request(sales, 'GET', '/api/v1/customers?limit=201')).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'limit' }] },
  });
});

it('answers with 202 and the request where a role waits for its second signature', async () => {
  const put = (roles: readonly string[]) =>
    stage.request(stranger, 'PUT', '/api/v1/members/hr-1', {
      name: 'Bo Ya',
      email: 'bo.ya@acme.test',
      roles,
    });
  const first = await put(['sales', 'finance']);
  expect(first).toMatchObject({
    status: 202,
    body: { outcome: 'created', waits: true, requests: [{ role: 'finance' }] },
  });
  expect(await put(['sales', 'finance'])).toMatchObject({
    status: 202,
    body: { outcome: 'unchanged', requests: (first.body as { requests: unknown }).requests },
  });
  expect(await put(['sales'])).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
});

describe('pushes', () => {
  const path = '/api/v1';

  it('ends a subscription by its key, once, for whoever may', async () => {
    const ring = { kind: 'sales', workspace: 'T1', conversation: 'C-end' };
    const one = `${path}/subscriptions/ring`;
    expect((await stage.request(admin, 'PUT', one, ring)).status).toBe(201);
    expect((await stage.request(sales, 'DELETE', one)).status).toBe(403);
    expect((await stage.request(stranger, 'DELETE', one)).status).toBe(404);
    expect(await stage.request(admin, 'DELETE', one)).toMatchObject({ status: 204, body: '' });
    expect((await stage.request(admin, 'DELETE', one)).status).toBe(204);
    expect(await stage.request(admin, 'GET', one)).toMatchObject({ body: { state: 'removed' } });
    const unknown = await stage.request(admin, 'DELETE', `${path}/subscriptions/no-such`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await stage.request(admin, 'DELETE', `${path}/customers/no-such`)).status).toBe(404);
    const where = { orgId: company.orgId, action: 'subscription.removed' };
    expect(await stage.store.db.auditEntry.count({ where })).toBe(1);
  });

  it('shows and decides which roles get one without asking', async () => {
    const daily = `${path}/push-defaults/daily`;
    expect((await stage.request(sales, 'PUT', daily, { roles: [] })).status).toBe(403);
    const wanted = { roles: ['manager', 'executive'], at: '17:30', days: 'workdays' };
    for (let time = 0; time < 2; time += 1)
      expect(await stage.request(admin, 'PUT', daily, wanted)).toMatchObject({ status: 200, body: wanted });
    expect(await stage.request(admin, 'GET', daily)).toMatchObject({ body: { kind: 'daily', ...wanted } });
    const { body } = await stage.request(admin, 'GET', `${path}/push-defaults`);
    expect(body.items).toContainEqual({ kind: 'sales', roles: [], at: null, days: null });
    const wrong = await stage.request(admin, 'PUT', `${path}/push-defaults/clear-day`, { roles: ['hr'] });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'roles' }] } });
    const timeless = await stage.request(admin, 'PUT', `${path}/push-defaults/sales`, { at: '08:00' });
    expect(timeless).toMatchObject({ status: 422, body: { errors: [{ field: 'at' }] } });
    expect((await stage.request(admin, 'GET', `${path}/push-defaults/rain`)).status).toBe(404);
    const where = { orgId: company.orgId, action: 'push-default.set' };
    expect(await stage.store.db.auditEntry.count({ where })).toBe(1);
  });

  it('shows and sets quiet hours and limits: of oneself everybody, of the rest who decides there', async () => {
    const own = `${path}/attention/me`;
    const set = { quiet: '22:00-08:00', budget: 12 };
    expect(await stage.request(sales, 'PUT', own, set)).toMatchObject({
      status: 200,
      body: { ...set, ownQuiet: true, ownBudget: true },
    });
    expect(await stage.request(sales, 'PUT', own, { budget: null })).toMatchObject({
      body: { quiet: '22:00-08:00', ownBudget: false },
    });
    const wrong = await stage.request(sales, 'PUT', own, { quiet: '8', budget: 900, noise: 1 });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'quiet',
      'budget',
      'noise',
    ]);
    const group = `${path}/attention/conversations/T1/C-end`;
    expect((await stage.request(sales, 'PUT', group, set)).status).toBe(403);
    expect((await stage.request(sales, 'GET', `${path}/attention/people`)).status).toBe(403);
    expect(await stage.request(admin, 'PUT', group, { quiet: 'off' })).toMatchObject({ status: 200 });
    expect(await stage.request(admin, 'GET', group)).toMatchObject({
      body: { quiet: 'off', ownQuiet: true },
    });
    const nowhere = await stage.request(admin, 'GET', `${path}/attention/conversations/T9/C-end`);
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await stage.request(stranger, 'GET', group)).status).toBe(404);
  });
});

it('takes no harm from hostile requests', async () => {
  const path = '/api/v1/customers/h-1';
  const raw = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(`${stage.address}${path}`, {
      method: 'PUT',
      body,
      headers: { authorization: `Bearer ${sales}`, 'content-type': type },
    });
  const statuses = [
    await raw('{"name":"A"', 'application/json'),
    await raw('name=A', 'application/x-www-form-urlencoded'),
    await raw('<a/>', 'text/xml'),
    await raw(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
    await raw(JSON.stringify({ name: 'x'.repeat(1_100_000) })),
    await raw('{"__proto__":{"name":"A"}}'),
    await raw('[]'),
    await raw('{"name":1e400}'),
    await raw('{"name":12345678901234567890}'),
    await raw('null'),
    await raw(''),
  ].map(({ status }) => status);
  expect(statuses).toEqual([400, 415, 415, 400, 413, 400, 422, 422, 422, 422, 400]);
  const ids = [
    "'; DROP TABLE customers; --",
    "id:' OR 1=1",
    'id:00000000',
    '%',
    '\u0000',
    '../x',
    'x'.repeat(300),
  ];
  for (const id of ids) {
    const answer = await stage.request(sales, 'GET', `/api/v1/customers/${encodeURIComponent(id)}`);
    expect(answer, id).toMatchObject({ status: 404 });
  }
  expect((await stage.request(sales, 'GET', '/api/v1/customers/%ff')).status).toBe(400);
  expect((await stage.request(sales, 'GET', "/api/v1/customers?cursor=' OR 1=1")).status).toBe(422);
  expect((await stage.request(sales, 'DELETE', path)).status).toBe(404);
  expect((await stage.request(sales, 'GET', '/api/v1/nothing')).status).toBe(404);
  expect(stage.failures).toEqual([]);
});

it('reaches no row of another organization, by our id or by theirs', async () => {
  const made = await stage.request(admin, 'PUT', '/api/v1/customers/secret', { name: 'Hidden Works' });
  const { id } = made.body as { id: string };
  for (const key of ['secret', `id:${id}`])
    expect(await stage.request(stranger, 'GET', `/api/v1/customers/${key}`)).toMatchObject({ status: 404 });
  const page = await stage.request(stranger, 'GET', '/api/v1/customers?limit=200');
  expect(page.body).toEqual({ items: [], next: null });
  // The same key is free there, and the row of that key is another one.
  const theirs = await stage.request(stranger, 'PUT', '/api/v1/customers/secret', { name: 'Hidden Works' });
  expect(theirs).toMatchObject({ status: 201 });
  expect((theirs.body as { id: string }).id).not.toBe(id);
  const owner = `id:${company.members.liWei.id}`;
  expect(
    await stage.request(stranger, 'PUT', '/api/v1/customers/o-1', { name: 'Owned', owner }),
  ).toMatchObject({ status: 422, body: { errors: [{ field: 'owner' }] } });
  const audit = await stage.request(stranger, 'GET', `/api/v1/audit?entityId=${id}`);
  expect(audit.body).toEqual({ items: [], next: null });
});

describe('for admins', () => {
  it('shows the audit log, newest first, by who and what and when', async () => {
    const path = '/api/v1/customers/audited';
    await stage.request(sales, 'PUT', path, { name: 'Delta Pipes', city: 'Wuxi' });
    const made = await stage.request(sales, 'PUT', path, { name: 'Delta Pipes', city: 'Suzhou' });
    const { id } = made.body as { id: string };
    const log = await stage.request(admin, 'GET', `/api/v1/audit?entity=customer&entityId=${id}`);
    expect(log.body).toMatchObject({
      items: [
        {
          action: 'customer.changed',
          origin: 'api',
          member: { name: 'Li Wei' },
          before: { city: 'Wuxi' },
          after: { city: 'Suzhou' },
        },
        { action: 'customer.created', before: null },
      ],
    });
    const first = await stage.request(
      admin,
      'GET',
      '/api/v1/audit?member=li.wei@acme.test&from=2026-11-23&to=2026-11-23&limit=1',
    );
    expect(first.body).toMatchObject({ items: [{ action: 'customer.changed' }] });
    const { next } = first.body as { next: string };
    const second = await stage.request(
      admin,
      'GET',
      `/api/v1/audit?member=li.wei@acme.test&limit=1&cursor=${next}`,
    );
    expect(second.body).toMatchObject({ items: [{ action: 'customer.created', entityId: id }] });
    expect((await stage.request(admin, 'GET', '/api/v1/audit?to=2026-11-22')).body).toMatchObject({
      items: [],
    });
    for (const unknown of ['from=2026-02-30', 'entity=invoice', 'action=deal.thought'])
      expect(await stage.request(admin, 'GET', `/api/v1/audit?${unknown}`)).toMatchObject({ status: 422 });
    expect(await stage.request(sales, 'GET', '/api/v1/audit')).toMatchObject({
      status: 403,
      body: { code: 'forbidden', facts: { roles: ['admin'] } },
    });
    const refusals = await stage.request(admin, 'GET', '/api/v1/audit?action=access.refused&limit=1');
    expect(refusals.body).toMatchObject({ items: [{ entity: 'audit', member: { name: 'Li Wei' } }] });
  });

  it('lists messages and sends one again that was given up', async () => {
    const { db, ids } = stage.store;
    const row = {
      orgId: company.orgId,
      kind: 'answer',
      address: { platform: 'slack' },
      content: { secret: 'text' },
      notBefore: new Date(0),
      createdAt: new Date(0),
    };
    const dead = {
      ...row,
      id: ids.uuid(),
      key: 'one',
      state: 'dead',
      settledAt: new Date(0),
      lastError: 'gone',
    };
    const sent = { ...row, id: ids.uuid(), key: 'two', state: 'sent', settledAt: new Date(0) };
    await db.delivery.createMany({ data: [dead, sent] });
    const list = await stage.request(admin, 'GET', '/api/v1/deliveries?state=dead');
    expect(list.body).toMatchObject({
      items: [{ id: dead.id, error: 'gone', platform: 'slack' }],
      next: null,
    });
    expect(JSON.stringify(list.body)).not.toContain('secret');
    const retry = (key: string, id: string) => stage.request(key, 'POST', `/api/v1/deliveries/${id}/retry`);
    expect((await retry(sales, dead.id)).status).toBe(403);
    expect((await retry(stranger, dead.id)).status).toBe(404);
    expect((await retry(admin, sent.id)).status).toBe(409);
    expect((await retry(admin, dead.id)).status).toBe(202);
    expect(await db.delivery.findFirstOrThrow({ where: { id: dead.id } })).toMatchObject({
      state: 'pending',
    });
    const opened = await stage.request(admin, 'GET', `/api/v1/deliveries/${dead.id}`);
    expect(opened.body).toMatchObject({ state: 'pending', cause: null, history: [{ kind: 'retried' }] });
    expect(JSON.stringify(opened.body)).not.toContain('secret');
    expect((await stage.request(stranger, 'GET', `/api/v1/deliveries/${dead.id}`)).status).toBe(404);
    await db.delivery.update({
      where: { orgId_id: { orgId: dead.orgId, id: dead.id } },
      data: { state: 'dead', settledAt: new Date(0) },
    });
    const drop = (key: string, body: unknown) =>
      stage.request(key, 'POST', `/api/v1/deliveries/${dead.id}/drop`, body);
    expect((await drop(sales, { reason: 'no use' })).status).toBe(403);
    expect((await drop(admin, {})).body).toMatchObject({ code: 'invalid', errors: [{ field: 'reason' }] });
    expect((await stage.request(admin, 'POST', `/api/v1/deliveries/${dead.id}/settle`)).status).toBe(409);
    expect((await drop(admin, { reason: 'no use' })).status).toBe(200);
    expect((await drop(admin, { reason: 'no use' })).status).toBe(409);
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 made from the schemas, for everybody', async () => {
    const response = await fetch(`${stage.address}/api/v1/openapi.json`);
    const document = (await response.json()) as {
      openapi: string;
      paths: Record<string, { put?: { requestBody: { content: Record<string, { schema: object }> } } }>;
    };
    expect(document.openapi).toBe('3.1.0');
    for (const { type } of resources) expect(document.paths).toHaveProperty([`/api/v1/${type}/{externalId}`]);
    const schema =
      document.paths['/api/v1/customers/{externalId}']?.put?.requestBody.content['application/json'];
    expect(schema).toMatchObject({
      schema: { additionalProperties: false, required: ['name'], properties: { name: { type: 'string' } } },
    });
  });

  it('can be read on a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${stage.address}/api/docs`);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Dealbell API');
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });
});
