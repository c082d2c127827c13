import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm';
import pg from 'pg';

export type { SchemaEngine };

/** Nothing of the database is left out of what the engine looks at. */
export const NO_FILTERS: SchemaFilter = { externalTables: [], externalEnums: [] };

/** Object id of the type "char", with its quotes; not the same as char(1). */
const CHAR_BYTE = 18;

type EngineModule = {
  readonly SchemaEngine: {
    readonly new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine>;
  };
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

/**
 * Opens Prisma's schema engine as WebAssembly over a driver of ours. The native engine would be downloaded at run
 * time; this one comes with its package, whose loader expects a bundler: so the module is instantiated by hand.
 * Call `free()` on the engine when done.
 */
export async function openSchemaEngine(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  schema: string,
): Promise<SchemaEngine> {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // The glue keeps its instance in a variable of its module: a second engine needs a module of its own.
  const engine = (await import(`${pathToFileURL(glue).href}?${randomUUID()}`)) as EngineModule;
  const wasm = await WebAssembly.compile(await readFile(glue.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  });
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  return engine.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, bound);
}

/** The glue hands the reason of a panic to a global of this name; without it the reason is lost. */
function throwPanic(message: string): never {
  throw new Error(`the schema engine gave up: ${message}`);
}

/**
 * A driver whose every statement runs in the transaction that is open at that moment, so that a migration and the
 * engine's own note of it commit together or not at all. A shadow database would lie outside of it, so there is none.
 */
export function driveTransaction(
  open: () => Transaction,
  onScriptError: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = open();
  const adapter: SqlDriverAdapter = {
    provider,
    adapterName,
    queryRaw: (query) => open().queryRaw(query),
    executeRaw: (query) => open().executeRaw(query),
    executeScript: (script) =>
      runScript(open(), script).catch((error: unknown) => {
        onScriptError(error);
        throw error;
      }),
    startTransaction: () => Promise.reject(new Error('a migration already runs in a transaction')),
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
  return {
    provider,
    adapterName,
    connect: () => Promise.resolve(adapter),
    connectToShadowDb: () => Promise.reject(new Error('migrations are applied without a shadow database')),
  };
}

/**
 * A driver for comparing: its shadow database is a new one on the same server, dropped afterwards. The stock driver
 * would replay the migrations into the database itself when it is given a connection string.
 */
export function driveDatabase(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  const connect = async (connectionString: string, after: () => Promise<void>): Promise<SqlDriverAdapter> => {
    const pool = openCatalogPool(connectionString);
    const stock = await new PrismaPg(pool).connect();
    return {
      provider: stock.provider,
      adapterName: stock.adapterName,
      queryRaw: (query) => stock.queryRaw(query),
      executeRaw: (query) => stock.executeRaw(query),
      executeScript: (script) => runScript(stock, script),
      startTransaction: (level) => stock.startTransaction(level),
      getConnectionInfo: () => stock.getConnectionInfo(),
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
 * The catalogue is full of PostgreSQL's one-byte type "char", which the stock driver does not know: it is shown to it
 * as a character, and its zero, which prints as an empty text, as the character it is.
 */
function openCatalogPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString });
  const query = pool.query.bind(pool) as (
    ...args: readonly unknown[]
  ) => Promise<pg.QueryArrayResult<unknown[]>>;
  const translated = async (...args: readonly unknown[]): Promise<pg.QueryArrayResult<unknown[]>> => {
    const result = await query(...args);
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_BYTE) continue;
      field.dataTypeID = pg.types.builtins.BPCHAR;
      for (const row of result.rows) if (row[index] === '') row[index] = '\0';
    }
    return result;
  };
  return Object.assign(pool, { query: translated });
}

/** Without arguments the text travels as one simple query, whole; the stock driver cuts it at every semicolon. */
async function runScript(where: Pick<Transaction, 'executeRaw'>, script: string): Promise<void> {
  await where.executeRaw({ sql: script, args: [], argTypes: [] });
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
