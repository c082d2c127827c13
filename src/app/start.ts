import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { createDb } from '../store/client.ts';
import { startEmbeddedPostgres } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { type App, createApp } from './app.ts';
import type { Config } from './config.ts';
import { noteDatabaseAddress } from './database-address.ts';
import { createLog } from './log.ts';
import { loadSecretKey } from './secret-key.ts';
import { listMissingSetup } from './setup.ts';
import { createShiftedClock } from './shifted-clock.ts';

/** Everything that was started, and the one way to end it. */
export interface Running {
  readonly address: string;
  /** What to tell the person who started it; at most 15 lines. */
  readonly lines: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Things to undo, last first. */
type Undo = (() => Promise<void>)[];

/** Starts the product as the configuration says. What was begun is undone if a later step fails. */
export async function start(config: Config): Promise<Running> {
  const undo: Undo = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await startParts(config, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(config: Config, undo: Undo): Promise<Omit<Running, 'stop'>> {
  const log = await createLog(config.log);
  const lines: string[] = [];
  const database = await openDatabase(config, log, undo, lines);
  await migrate({ databaseUrl: database.url });
  const secretKey = config.secretKey ?? (await loadSecretKey(config.home));
  const demo =
    database.embedded && !config.slack && !config.feishu && !(await hasOtherOrganization(database.url));
  const { app, mounted } = demo
    ? await startDemo(config, { databaseUrl: database.url, secretKey, log }, undo)
    : {
        app: await startPlain(config, { databaseUrl: database.url, secretKey, log }, undo, lines),
        mounted: undefined,
      };
  const address = await app.listen(config.host, config.port);
  mounted?.(address);
  lines.push(
    `Queue       ${config.redisUrl ? 'Redis' : 'in PostgreSQL (set REDIS_URL for Redis)'}`,
    `Listening   ${address}  (role ${config.role})`,
    demo
      ? `Playground  ${address}/playground  — open it and try: 跟进 华为 电话 报价30万 下周三再联系`
      : 'Stop        Ctrl-C',
  );
  return { address, lines };
}

interface Parts {
  readonly databaseUrl: string;
  readonly secretKey: Buffer;
  readonly log: Log;
}

async function openDatabase(
  config: Config,
  log: Log,
  undo: Undo,
  lines: string[],
): Promise<{ readonly url: string; readonly embedded: boolean }> {
  if (config.databaseUrl !== undefined) {
    lines.push(`PostgreSQL  ${new URL(config.databaseUrl).host}`);
    return { url: config.databaseUrl, embedded: false };
  }
  await mkdir(config.home, { recursive: true });
  const postgres = await startEmbeddedPostgres({
    home: config.home,
    log: { info: (line) => log.info({}, line), warn: (line) => log.warn({}, line) },
  });
  undo.push(postgres.stop);
  undo.push(await noteDatabaseAddress(config.home, postgres.url));
  lines.push(`PostgreSQL  embedded, ${postgres.place}`);
  return { url: postgres.url, embedded: true };
}

async function startPlain(config: Config, parts: Parts, undo: Undo, lines: string[]): Promise<App> {
  const app = await createApp({ ...appOptions(config, parts), clock: systemClock });
  undo.push(app.stop);
  lines.push(...(await listMissingSetup(app.store.db, config)));
  return app;
}

/** The demo company on simulated platforms. Loaded only here, so that production never reads a line of it. */
async function startDemo(config: Config, parts: Parts, undo: Undo) {
  const clock = await createShiftedClock(systemClock, join(resolve(config.home), 'demo-clock'));
  const { startDemoPlatforms } = await import('./demo/demo.ts');
  const { ensureDemoCompany } = await import('./demo/company.ts');
  const platforms = await startDemoPlatforms(clock);
  undo.push(platforms.stop);
  const { createIds } = await import('../kernel/ids.ts');
  const db = createDb({ url: parts.databaseUrl, poolSize: 2 });
  await ensureDemoCompany({ db, clock, ids: createIds(clock) }, parts.secretKey);
  await db.$disconnect();
  const app = await createApp({ ...appOptions(config, parts), ...platforms, clock });
  undo.push(app.stop);
  await platforms.mount(app.server);
  return { app, mounted: platforms.connect };
}

function appOptions(config: Config, parts: Parts) {
  return {
    ...parts,
    ...(config.redisUrl ? { redisUrl: config.redisUrl } : {}),
    role: config.role,
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
    environment: {
      ...(config.slack ? { slackSigningSecret: config.slack.signingSecret } : {}),
      ...(config.feishu ? { feishuApp: config.feishu } : {}),
    },
    slackApiUrl: config.slackApiUrl,
    feishuDomain: config.feishuDomain,
  };
}

async function hasOtherOrganization(url: string): Promise<boolean> {
  const { DEMO_EMAIL } = await import('./demo/company.ts');
  const db = createDb({ url, poolSize: 1 });
  try {
    return (await db.organization.count({ where: { adminEmail: { not: DEMO_EMAIL } } })) > 0;
  } finally {
    await db.$disconnect();
  }
}
