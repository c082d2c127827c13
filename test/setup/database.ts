import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { checkAudit } from './audit.ts';

/** A database of one test file or one test. */
export type TestDatabase = { readonly url: string; readonly drop: () => Promise<void> };

/**
 * Makes a database with all migrations applied, as a copy of the run's template; takes some 50 ms. When it is dropped, every
 * line that was written into its audit log has to say what its kind should.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(inject('postgres').template);
}

/** Makes a database without any table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0');
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject('postgres').url;
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const drop = async () => {
    try {
      await withClient(url.href, (client) => checkAudit(client, inject('postgres').auditKinds));
    } finally {
      await runOnServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
  };
  return { url: url.href, drop };
}

async function runOnServer(url: string, statement: string): Promise<void> {
  await withClient(url, (client) => client.query(statement));
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
