import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { DiagnoseMigrationHistoryOutput } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { listForEngine, readMigrations } from '../src/store/migration-files.ts';
import { NO_FILTERS, openSchemaEngine, runScript } from '../src/store/schema-engine.ts';

type Catalog = {
  readonly pool: pg.Pool;
  readonly stock: SqlDriverAdapter;
  readonly queryRaw: SqlDriverAdapter['queryRaw'];
};

/**
 * The statements that would bring a database from the migrations to the datamodel; none when they agree. What only SQL
 * can say is left alone: checks, triggers and views, which the engine does not look at, and indexes that a migration
 * makes under an unquoted name, as people write them (the engine quotes its own).
 */
export async function findDrift(databaseUrl: string, prismaFolder: string): Promise<readonly string[]> {
  const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
  const migrations = await readMigrations(prismaFolder);
  const engine = await openSchemaEngine(driveDatabase(databaseUrl), schema);
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...listForEngine(prismaFolder, migrations) },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
    script: true,
    exitCode: null,
    filters: NO_FILTERS,
  });
  engine.free();
  const byHand = new Set(
    migrations.flatMap(({ sql }) =>
      [...sql.matchAll(/\bCREATE (?:UNIQUE )?INDEX (\w+)/g)].map((match) => match[1]),
    ),
  );
  return splitStatements(stdout ?? '').filter((statement) => {
    const dropped = /DROP INDEX "(.+)";$/.exec(statement)?.[1];
    return dropped === undefined || !byHand.has(dropped);
  });
}

/** What Prisma's own tool would say about the database's history of migrations. */
export async function diagnose(
  databaseUrl: string,
  prismaFolder: string,
): Promise<DiagnoseMigrationHistoryOutput> {
  const schema = await readFile(join(prismaFolder, 'schema.prisma'), 'utf8');
  const engine = await openSchemaEngine(driveDatabase(databaseUrl), schema);
  const migrationsList = listForEngine(prismaFolder, await readMigrations(prismaFolder));
  const found = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: NO_FILTERS,
  });
  engine.free();
  return found;
}

/** The engine puts a comment and a blank line before each statement, and none of its statements holds a blank line. */
function splitStatements(script: string): readonly string[] {
  return script
    .split('\n\n')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !/^(-- This is an empty migration\.)$/.test(statement));
}

/**
 * A driver for comparing: its shadow database is a new one on the same server, dropped afterwards. The stock driver
 * would replay the migrations into the database itself when it is given a connection string.
 */
function driveDatabase(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (connectionString: string, after: () => Promise<void>): Promise<SqlDriverAdapter> => {
    const { pool, stock, queryRaw } = await openCatalog(connectionString);
    return {
      provider: stock.provider,
      adapterName: stock.adapterName,
      queryRaw,
      executeRaw: (query) => stock.executeRaw(query),
      executeScript: (script) => runScript(stock, script),
      startTransaction: (level) => stock.startTransaction(level),
      getConnectionInfo: () => ({ supportsRelationJoins: true }),
      dispose: async () => {
        await pool.end();
        await after();
      },
    };
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl, () => Promise.resolve()),
    connectToShadowDb: async () => {
      const name = `dealbell_shadow_${randomUUID()}`;
      const shadow = new URL(databaseUrl);
      shadow.pathname = `/${name}`;
      await runOnce(databaseUrl, `CREATE DATABASE "${name}"`);
      return connect(shadow.href, () => runOnce(databaseUrl, `DROP DATABASE "${name}" WITH (FORCE)`));
    },
  };
}

/**
 * The catalogue is full of PostgreSQL's one-byte type "char", which the stock driver does not know and the engine
 * insists on. It passes the driver as text and gets its type back here; its zero, which prints as an empty text, too.
 * The engine asks one thing at a time, so the columns of the last answer are the columns of this one.
 */
async function openCatalog(connectionString: string): Promise<Catalog> {
  const pool = new pg.Pool({ connectionString });
  const query = pool.query.bind(pool) as (
    ...args: readonly unknown[]
  ) => Promise<pg.QueryArrayResult<unknown[]>>;
  let chars: readonly number[] = [];
  const translated = async (...args: readonly unknown[]): Promise<pg.QueryArrayResult<unknown[]>> => {
    const result = await query(...args);
    const fields = result.fields ?? [];
    chars = fields.flatMap((field, index) => (field.dataTypeID === pg.types.builtins.CHAR ? [index] : []));
    for (const index of chars) Object.assign(fields[index] ?? {}, { dataTypeID: pg.types.builtins.TEXT });
    return result;
  };
  const stock = await new PrismaPg(Object.assign(pool, { query: translated })).connect();
  const queryRaw: SqlDriverAdapter['queryRaw'] = async (asked) => {
    const answer = await stock.queryRaw(asked);
    const typeOf = (type: number, index: number): number =>
      chars.includes(index) ? ColumnTypeEnum.Character : type;
    const restore = (value: unknown, index: number): unknown =>
      chars.includes(index) && value === '' ? '\0' : value;
    return {
      ...answer,
      columnTypes: answer.columnTypes.map(typeOf) as typeof answer.columnTypes,
      rows: answer.rows.map((row) => row.map(restore)),
    };
  };
  return { pool, stock, queryRaw };
}

async function runOnce(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
