import { Registry } from 'prom-client';
import { mountApi } from '../../src/http/mount-api.ts';
import { createServer } from '../../src/http/server.ts';
import { createManualClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { createApiKey } from '../../src/people/create-api-key.ts';
import { createDb } from '../../src/store/client.ts';
import type { StoreContext } from '../../src/store/context.ts';
import { type Company, createCompany, type Who } from '../fixtures/company.ts';
import { createTestDatabase } from '../setup/database.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z');

/** The server of the product with its API, and companies whose members have keys. */
export async function createApiStage({ perMinute }: { readonly perMinute?: number } = {}) {
  const database = await createTestDatabase();
  const clock = createManualClock(NOON);
  const db = createDb({ url: database.url, poolSize: 6 });
  const store: StoreContext = { db, clock, ids: createIds(clock) };
  const failures: unknown[] = [];
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, debug: quiet, error: (facts: unknown) => failures.push(facts) };
  const server = createServer({ registry: new Registry(), checks: [], log: log as never });
  const limits = perMinute === undefined ? {} : { perMinute };
  mountApi(server, { store, log: log as never, nudge: quiet, databaseUrl: database.url, ...limits });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  const giveKey = async (company: Company, who: Who): Promise<string> => {
    const acting = { ...store, orgId: company.orgId, memberId: null, origin: 'cli' };
    const made = await createApiKey(acting, { memberId: company.members[who].id, name: 'ERP' });
    if (made.kind !== 'ok') throw new Error(made.code);
    return made.value.key;
  };
  const request = async (key: string, method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${address}${path}`, {
      method,
      ...sent,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    });
    const said = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(said) : said };
  };
  return {
    address,
    clock,
    store,
    failures,
    databaseUrl: database.url,
    giveKey,
    request,
    addCompany: (suffix: string) => createCompany(store, { suffix }),
    close: async () => {
      await server.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}

export type ApiStage = Awaited<ReturnType<typeof createApiStage>>;
