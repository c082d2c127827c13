import { createApp } from '../../src/app/app.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { reportBench } from './serve.ts';

/** The product itself, in its web role if nothing else is said: everything it does for a real follow-up, nothing switched off. */
const app = await createApp({
  databaseUrl: process.env.BENCH_DATABASE_URL ?? '',
  secretKey: Buffer.from(process.env.BENCH_SECRET_KEY ?? '', 'base64'),
  role: readRole(process.env.BENCH_ROLE),
  ...(process.env.BENCH_REDIS ? { redisUrl: process.env.BENCH_REDIS } : {}),
  clock: systemClock,
  log:
    process.env.BENCH_LOG === 'errors'
      ? { ...silentLog, error: (...said) => console.error(...said) }
      : silentLog,
  slackApiUrl: process.env.BENCH_SLACK_API ?? 'http://127.0.0.1:9/api/',
  feishuDomain: process.env.BENCH_FEISHU_DOMAIN ?? 'http://127.0.0.1:9',
});
await app.listen('127.0.0.1', 0);
reportBench(app.server.server, app.stop);

function readRole(given: string | undefined): 'all' | 'web' | 'worker' {
  return given === 'all' || given === 'worker' ? given : 'web';
}
