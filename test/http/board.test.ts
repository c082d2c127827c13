import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBoard } from '../../jobs/board.ts';
import { openQueue } from '../../jobs/open-queue.ts';
import type { JobQueue, QueuePlace } from '../../jobs/queue.ts';
import { actions, commandsAt } from '../../src/app/registry.ts';
import { mountBoard } from '../../src/http/mount-board.ts';
import { createServer } from '../../src/http/server.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { makePass, PASS_MS, SESSION_MS } from '../../src/pushes/board/passes.ts';
import { createCompany } from '../fixtures/company.ts';
import { createTalk, type Talk } from '../fixtures/talk.ts';
import { createSetting, type Setting } from '../pushes/setting.ts';
import { redisUrl } from '../setup/redis.ts';

describe.each(['postgres', 'redis'] as const)('the board of a queue on %s', (kind) => {
  const redis = redisUrl();
  if (kind === 'redis' && redis === null) return;
  let setting: Setting;
  let talk: Talk;
  let queue: JobQueue;
  let address = '';
  let close = async (): Promise<void> => {};

  beforeAll(async () => {
    setting = await createSetting('2026-11-23T10:00:00Z');
    const { store, company } = setting;
    const place: QueuePlace =
      kind === 'redis'
        ? { kind, url: redis ?? '', prefix: `{board-${company.orgId}}` }
        : { kind, url: setting.databaseUrl };
    queue = await openQueue(place, silentLog);
    await queue.add([{ name: 'delivery', data: { orgId: company.orgId, id: company.orgId } }]);
    const server = createServer({ registry: new Registry(), checks: [], log: silentLog });
    mountBoard(server, { store, isSecure: true, open: () => openBoard(place, silentLog) });
    address = await server.listen({ host: '127.0.0.1', port: 0 });
    talk = createTalk({ store, company, commands: commandsAt(() => address), actions });
    close = async () => {
      await server.close();
      await queue.close();
      await setting.close();
    };
  });
  afterAll(() => close());

  const get = (path: string, cookie = '', method = 'GET') =>
    fetch(`${address}${path}`, { method, redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
  const askLink = async (): Promise<string> => {
    const said = JSON.stringify(await talk.say('sunYue', 'deliveries board'));
    return /http[^"]*(\/board\/enter\/[\w-]{43})"/.exec(said)?.[1] ?? said;
  };
  const enter = async (): Promise<string> => {
    const entered = await get(await askLink(), '', 'POST');
    expect(entered.status).toBe(303);
    const cookie = entered.headers.get('set-cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/board', 'Secure', 'Max-Age=900'])
      expect(cookie).toContain(part);
    return cookie.split(';')[0] ?? '';
  };

  it('opens by a link that works once, and shows jobs without anything worth reading', async () => {
    const link = await askLink();
    expect((await get(link)).status).toBe(200);
    const cookie = (await get(link, '', 'POST')).headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await get(link, '', 'POST')).status).toBe(403);
    const page = await get('/board/queues/', cookie);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain('Dealbell');
    expect(html).not.toContain('https://fonts');
    const script = /static\/js\/main\.\w+\.js/.exec(html)?.[0] ?? '';
    expect((await get(`/board/queues/${script}`, cookie)).status).toBe(200);
    const queues = await get(
      '/board/queues/api/queues?activeQueue=dealbell&status=waiting&page=1&jobsPerPage=10',
      cookie,
    );
    const shown = (await queues.json()) as {
      queues: { name: string; readOnlyMode: boolean; jobs: unknown[] }[];
    };
    expect(shown.queues).toMatchObject([{ name: 'dealbell', readOnlyMode: true }]);
    expect(JSON.stringify(shown.queues[0]?.jobs)).toContain(setting.company.orgId);
  });

  it('is shut without a session, with an old one, and for whoever is no admin any more', async () => {
    const { store, clock, company } = setting;
    for (const path of [
      '/board',
      '/board/queues/',
      '/board/queues/api/queues',
      '/board/queues/static/js/x.js',
    ])
      expect((await get(path)).status).toBe(403);
    const cookie = await enter();
    expect((await get('/board/queues/', `${cookie}x`)).status).toBe(403);
    // It only shows: what would change something does not even reach it.
    expect((await get('/board/queues/api/queues/dealbell/pause', cookie, 'PUT')).status).toBe(404);
    const key = { orgId_id: { orgId: company.orgId, id: company.members.sunYue.id } };
    await store.db.member.update({ where: key, data: { active: false } });
    expect((await get('/board/queues/', cookie)).status).toBe(403);
    await store.db.member.update({ where: key, data: { active: true } });
    expect((await get('/board/queues/', cookie)).status).toBe(200);
    const late = await askLink();
    clock.advance(PASS_MS + 1);
    expect((await get(late, '', 'POST')).status).toBe(403);
    clock.advance(SESSION_MS);
    expect((await get('/board/queues/', cookie)).status).toBe(403);
  });

  it('is for the operator alone where several organizations share the queue', async () => {
    const { store, company } = setting;
    const cookie = await enter();
    await createCompany(store, { suffix: 'second' });
    expect((await get('/board/queues/', cookie)).status).toBe(403);
    expect(JSON.stringify(await talk.say('sunYue', 'deliveries board'))).toContain('npx dealbell board');
    const acting = { ...store, orgId: company.orgId, memberId: company.members.sunYue.id, origin: 'cli' };
    const entered = await get(`/board/enter/${await makePass(acting, true)}`, '', 'POST');
    const operator = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await get('/board/queues/', operator)).status).toBe(200);
  });
});
