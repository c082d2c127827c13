import { randomBytes } from 'node:crypto';
import { createApp } from '../../src/app/app.ts';
import { createLog } from '../../src/app/log.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { endWithParent } from '../jobs/child.ts';

/** What a process of the whole product is told by its test. */
export interface ProductOrders {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** In base64. */
  readonly secretKey: string;
  readonly role: 'all' | 'web';
  readonly slackApiUrl: string;
  readonly feishuDomain: string;
}

endWithParent();

/** The product with its web server, which says where it listens, and tells more in its log than anybody would ever ask for. */
const { secretKey, ...orders } = JSON.parse(process.env.PRODUCT ?? '{}') as ProductOrders;
const app = await createApp({
  ...orders,
  secretKey: secretKey === '' ? randomBytes(32) : Buffer.from(secretKey, 'base64'),
  clock: systemClock,
  log: await createLog({ level: 'trace', format: 'json' }),
  poolSize: 8,
});
const address = await app.listen('127.0.0.1', 0);
process.stdout.write(`listening ${address}\n`);
