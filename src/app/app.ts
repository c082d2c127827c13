import type { FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { createFeishuAdapter } from '../../adapters/feishu/index.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { createJobs, type Jobs } from '../../jobs/index.ts';
import { createLedgerMetrics } from '../../jobs/metrics.ts';
import { createWatch } from '../../jobs/watch.ts';
import { mountApi } from '../http/mount-api.ts';
import { mountBoard } from '../http/mount-board.ts';
import { createServer } from '../http/server.ts';
import type { Clock } from '../kernel/clock.ts';
import { createIds } from '../kernel/ids.ts';
import type { Log } from '../kernel/log.ts';
import { createAnswerer } from '../pushes/ledger/answerer.ts';
import { createDb } from '../store/client.ts';
import type { StoreContext } from '../store/context.ts';
import { type Credentials, createCredentials, type EnvironmentCredentials } from './credentials.ts';
import { createDispatch } from './dispatch.ts';
import { createFaces } from './faces.ts';
import { listNativeCommands } from './native-commands.ts';
import { type Adapter, routeDirectory, routeQuotes, routeSender } from './platforms.ts';
import { actions, commandsAt } from './registry.ts';
import { buildTables } from './tables.ts';

export interface AppOptions {
  readonly databaseUrl: string;
  /** Absent: the queue lives in PostgreSQL. */
  readonly redisUrl?: string;
  readonly secretKey: Buffer;
  readonly role: 'all' | 'web' | 'worker';
  readonly clock: Clock;
  readonly log: Log;
  readonly slackApiUrl: string;
  readonly feishuDomain: string;
  /** Where browsers reach it; absent: where it listens. */
  readonly publicUrl?: string;
  readonly poolSize?: number;
  readonly environment?: EnvironmentCredentials;
}

export interface App {
  readonly server: FastifyInstance;
  readonly store: StoreContext;
  readonly credentials: Credentials;
  readonly jobs: Jobs | undefined;
  /** Starts the workers, if this process has that role, and listens. The address it listens on. */
  readonly listen: (host: string, port: number) => Promise<string>;
  /** Finishes what is under way and closes every connection. */
  readonly stop: () => Promise<void>;
}

/** Puts the product together. Everything it needs is passed in; nothing is read from the environment here. */
export async function createApp(options: AppOptions): Promise<App> {
  const { clock, log } = options;
  let address = options.publicUrl;
  const commands = commandsAt(() => address?.replace(/\/$/, ''));
  const db = createDb({
    url: options.databaseUrl,
    ...(options.poolSize ? { poolSize: options.poolSize } : {}),
  });
  const store: StoreContext = { db, clock, ids: createIds(clock) };
  const registry = new Registry();
  const credentials = await createCredentials(db, options.secretKey, options.environment, log);
  let adapters: readonly Adapter[] = [];
  const sender = routeSender(() => adapters, credentials.unreadable);
  const metrics = createLedgerMetrics(registry);
  const watch = createWatch({ store, sender, log });
  const jobs =
    options.role === 'web'
      ? undefined
      : createJobs({
          store,
          sender,
          log,
          registry,
          metrics,
          databaseUrl: options.databaseUrl,
          redisUrl: options.redisUrl,
        });
  const answerer = createAnswerer({ store, sender, log, metrics });
  const directory = routeDirectory(() => adapters);
  const handle = createDispatch({
    store,
    commands,
    actions,
    directory,
    quotes: routeQuotes(() => adapters),
    sendAnswer: answerer.send,
    nudge: () => jobs?.nudge(),
    report: (fault, inbound) =>
      log.error(
        { faultId: fault.id, code: fault.code, key: inbound.key, err: fault.cause ?? fault },
        'A request failed',
      ),
  });
  const shared = { clock, log, handle, faces: createFaces({ store, commands, directory }) };
  adapters = [
    createSlackAdapter({ ...shared, credentials: credentials.slack, apiUrl: options.slackApiUrl }),
    createFeishuAdapter({
      ...shared,
      nativeCommands: listNativeCommands(buildTables(commands, actions).commands),
      credentials: credentials.feishu,
      domain: options.feishuDomain,
    }),
  ];
  const server = createServer({
    registry,
    log,
    checks: [
      { name: 'database', run: async () => void (await db.$queryRaw`SELECT 1`) },
      ...(jobs ? [{ name: 'queue', run: jobs.check }] : []),
    ],
    warnings: () => {
      // No names: whoever asks has shown no key.
      const count = credentials.unreadable().length;
      return count === 0
        ? []
        : [`credentials of ${count} connected workspace(s) do not open; see dealbell doctor`];
    },
  });
  if (options.role !== 'worker') {
    for (const adapter of adapters) await adapter.register(server);
    const place = options.redisUrl
      ? ({ kind: 'redis', url: options.redisUrl } as const)
      : ({ kind: 'postgres', url: options.databaseUrl } as const);
    mountBoard(server, {
      store,
      isSecure: options.publicUrl?.startsWith('https:') ?? false,
      open: async () => (await import('../../jobs/board.ts')).openBoard(place, log),
    });
    mountApi(server, { store, log, databaseUrl: options.databaseUrl, nudge: () => jobs?.nudge() });
  }
  return {
    server,
    store,
    credentials,
    jobs,
    listen: async (host, port) => {
      await jobs?.start();
      watch.start();
      const connected = credentials.connected();
      await Promise.all(
        adapters.filter(({ platform }) => connected.includes(platform)).map((each) => each.warm()),
      );
      const listening = await server.listen({ host, port });
      address ??= listening;
      return listening;
    },
    stop: async () => {
      await watch.stop();
      await server.close();
      await jobs?.stop();
      await answerer.close();
      credentials.stop();
      await db.$disconnect();
    },
  };
}
