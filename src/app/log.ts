import { pino } from 'pino';
import type { Log } from '../kernel/log.ts';
import type { Config } from './config.ts';

/** Never written, wherever in a logged object they stand. */
const SECRET_PATHS = [
  'token',
  'botToken',
  'appSecret',
  'signingSecret',
  'encryptKey',
  'authorization',
  'credentials',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** The program's log: JSON lines, or readable ones on a terminal. */
export async function createLog({ level, format }: Config['log']): Promise<Log> {
  const options = { level, redact: { paths: SECRET_PATHS, censor: '[secret]' }, base: null };
  if (format === 'json') return pino<never>(options);
  const { default: pretty } = await import('pino-pretty');
  return pino<never>(options, pretty({ sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' }));
}
