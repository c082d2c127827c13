import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm';

export type { SchemaEngine };

/** Nothing of the database is left out of what the engine looks at. */
export const NO_FILTERS: SchemaFilter = { externalTables: [], externalEnums: [] };

type Exports = { readonly __wbindgen_start: () => void };

type EngineModule = {
  readonly SchemaEngine: {
    readonly new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine>;
  };
  readonly __wbg_set_wasm: (exports: Exports) => void;
};

/** Node has it, and its types only together with a browser's. */
type WasmApi = {
  readonly instantiate: (
    bytes: Uint8Array,
    imports: object,
  ) => Promise<{ readonly instance: { readonly exports: Exports } }>;
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
  const { instantiate } = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
  const { instance } = await instantiate(await readFile(glue.replace(/\.js$/, '.wasm')), {
    './schema_engine_bg.js': withQuietTimers(engine),
  });
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: throwPanic } });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  return engine.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, bound);
}

/** The engine sets time limits that it never clears; they must not keep a process alive that is done. */
function withQuietTimers(engine: EngineModule): object {
  const names = Object.keys(engine).filter((name) => name.startsWith('__wbg_setTimeout_'));
  const quiet = (run: () => void, ms: number): NodeJS.Timeout => setTimeout(run, ms >>> 0).unref();
  return { ...engine, ...Object.fromEntries(names.map((name) => [name, quiet])) };
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

/** Without arguments the text travels as one simple query, whole; the stock driver cuts it at every semicolon. */
export async function runScript(where: Pick<Transaction, 'executeRaw'>, script: string): Promise<void> {
  await where.executeRaw({ sql: script, args: [], argTypes: [] });
}
