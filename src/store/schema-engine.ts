import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/** One migration as the engine wants to be given it. */
interface MigrationDirectory {
  readonly path: string;
  readonly migrationFile: {
    readonly path: string;
    readonly content: { readonly tag: 'ok'; readonly value: string };
  };
}

export interface MigrationList {
  readonly baseDir: string;
  readonly lockfile: { readonly path: string; readonly content: string };
  readonly shadowDbInitScript: string;
  readonly migrationDirectories: readonly MigrationDirectory[];
}

/** The part of Prisma's schema engine that is used here. */
export interface SchemaEngine {
  applyMigrations(input: { readonly migrationsList: MigrationList; readonly filters: Filters }): Promise<{
    readonly appliedMigrationNames: readonly string[];
  }>;
  diff(input: object): Promise<{ readonly stdout?: string | null; readonly exitCode: number }>;
  free?(): void;
}

interface Filters {
  readonly externalTables: readonly string[];
  readonly externalEnums: readonly string[];
}

export const noFilters: Filters = { externalTables: [], externalEnums: [] };

interface EngineModule {
  readonly SchemaEngine: {
    new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine>;
  };
  readonly __wbg_set_wasm: (exports: object) => void;
}

/** Node has it; its type declarations come with a browser's only. */
interface WebAssemblyGlobal {
  readonly compile: (bytes: Uint8Array) => Promise<object>;
  readonly instantiate: (
    module: object,
    imports: object,
  ) => Promise<{ readonly exports: { readonly __wbindgen_start: () => void } }>;
}

/**
 * Prisma's own schema engine as WebAssembly, over the same driver as the client. The native engine would be downloaded at
 * run time; this one comes with its package. Its loader expects a bundler, so the module is instantiated by hand.
 */
export async function createSchemaEngine(databaseUrl: string, schema: string): Promise<SchemaEngine> {
  const require = createRequire(import.meta.url);
  const glue = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine = (await import(glue)) as EngineModule;
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyGlobal };
  const module = await WebAssembly.compile(await readFile(glue.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(createScriptingAdapter(databaseUrl));
  return engine.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {}, adapter);
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/**
 * The driver adapter cuts a script at every semicolon (7.10.0), which tears functions and comments apart. PostgreSQL takes
 * a script whole, and then all of it or nothing of it takes effect.
 */
function createScriptingAdapter(databaseUrl: string): PrismaPg {
  const factory = new PrismaPg({ connectionString: databaseUrl });
  const whole = (adapter: Adapter): Adapter => {
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script));
    return adapter;
  };
  const { connect, connectToShadowDb } = factory;
  factory.connect = async () => whole(await connect.call(factory));
  factory.connectToShadowDb = async () => whole(await connectToShadowDb.call(factory));
  return factory;
}
