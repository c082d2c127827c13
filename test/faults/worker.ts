import { setTimeout as delay } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { createFeishuAdapter } from '../../adapters/feishu/index.ts';
import { createSlackAdapter } from '../../adapters/slack/index.ts';
import { createJobs } from '../../jobs/index.ts';
import type { JobPace } from '../../jobs/pace.ts';
import { definitions } from '../../jobs/worker.ts';
import { routeSender } from '../../src/app/platforms.ts';
import type { FeishuApp } from '../../src/chat/credentials.ts';
import { type Clock, systemClock } from '../../src/kernel/clock.ts';
import { createIds } from '../../src/kernel/ids.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { AttemptTimes } from '../../src/pushes/ledger/schedule.ts';
import { createDb } from '../../src/store/client.ts';
import { noFaces } from '../fixtures/faces.ts';
import { endWithParent } from '../jobs/child.ts';

/** What a worker process is told by its test. */
export interface WorkerOrders {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** How far its clock is ahead of the machine's (ms). */
  readonly ahead: number;
  readonly times: AttemptTimes;
  readonly pace: JobPace;
  readonly slack: { readonly apiUrl: string; readonly token: string };
  readonly feishu: { readonly domain: string; readonly app: FeishuApp };
}

endWithParent();

const TELL_MS = 250;

/** The product's worker with its real adapters, in a process that may be killed at any instant. */
const orders = JSON.parse(process.env.WORKER ?? '{}') as WorkerOrders;
const clock: Clock = { now: () => systemClock.now() + orders.ahead };
const store = { db: createDb({ url: orders.databaseUrl, poolSize: 8 }), clock, ids: createIds(clock) };
const shared = {
  clock,
  log: silentLog,
  handle: async () => ({ kind: 'nothing' }) as const,
  timeoutMs: orders.times.call,
};
const { app } = orders.feishu;
const adapters = [
  createSlackAdapter({
    ...shared,
    faces: noFaces,
    apiUrl: orders.slack.apiUrl,
    credentials: { signingSecrets: () => [], botToken: async () => orders.slack.token },
  }),
  createFeishuAdapter({
    ...shared,
    domain: orders.feishu.domain,
    credentials: { apps: () => [app], app: () => app },
  }),
];
const registry = new Registry();
const jobs = createJobs({
  store,
  sender: routeSender(() => adapters),
  log: process.env.WORKER_LOG === '1' ? consoleLog() : silentLog,
  registry,
  databaseUrl: orders.databaseUrl,
  redisUrl: orders.redisUrl,
  times: orders.times,
  pace: orders.pace,
});
// What is loaded with the first job is loaded before it here, so that a kill meets work and not the loading of it.
await Promise.all([
  ...definitions.map(({ load }) => load()),
  import('@slack/web-api'),
  import('@larksuiteoapi/node-sdk'),
]);
await jobs.start();
await waitUntilSomethingEnded();
process.stdout.write('ready\n');
setInterval(() => void tellEnded(), TELL_MS).unref();

/** How many attempts of this process have ended, for whoever wants to know how work is shared. */
async function tellEnded(): Promise<void> {
  const attempts = await registry.getSingleMetric('dealbell_delivery_attempts_total')?.get();
  const ended = attempts?.values.reduce((sum, { value }) => sum + value, 0) ?? 0;
  process.stdout.write(`ended ${ended}\n`);
}

/** Until an attempt of this process has come to its end: then it works, however slow its machine is. */
async function waitUntilSomethingEnded(): Promise<void> {
  const attempts = registry.getSingleMetric('dealbell_delivery_attempts_total');
  while (((await attempts?.get())?.values.length ?? 0) === 0) await delay(20);
}

/** For looking into a failing run. */
function consoleLog() {
  const say = (facts: object, message: string) => console.error(process.pid, message, facts);
  return { debug: () => {}, info: say, warn: say, error: say };
}
