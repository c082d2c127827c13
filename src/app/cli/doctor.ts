import { Redis } from 'ioredis';
import { listUnreadable, type UnreadableWorkspace } from '../credentials.ts';
import { type CliCommand, done, refused } from './command.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

export const doctorCommand: CliCommand = {
  name: 'doctor',
  usage: '',
  summary: 'Check the database, Redis and the connected platforms.',
  options: {},
  run: async ({ config, store, secretKey }) => {
    const findings = [
      await look('PostgreSQL', async () => {
        const [row] = await store.db.$queryRaw<{ version: string }[]>`SHOW server_version`;
        return `version ${Object.values(row ?? {}).join('')}`;
      }),
      await look('Workspaces', async () => {
        const unreadable = await listUnreadable(store.db, secretKey);
        if (unreadable.length > 0) throw new Error(describeUnreadable(unreadable));
        return `${await store.db.workspace.count({ where: { disconnectedAt: null } })} connected`;
      }),
      await look('Messages', async () => {
        const dead = await store.db.delivery.count({ where: { state: 'dead' } });
        return dead === 0
          ? 'all delivered or on their way'
          : `${dead} given up; see: dealbell deliveries list`;
      }),
      await look('Redis', async () =>
        config.redisUrl === undefined ? 'not used; the queue is in PostgreSQL' : checkRedis(config.redisUrl),
      ),
    ];
    const text = findings
      .map(({ what, ok, detail }) => `${ok ? 'ok  ' : 'BAD '} ${what}: ${detail}`)
      .join('\n');
    return findings.every(({ ok }) => ok) ? done(text, findings) : refused(text, findings);
  },
};

function describeUnreadable(unreadable: readonly UnreadableWorkspace[]): string {
  const names = unreadable.map(({ platform, name }) => `${platform} ${name}`).join(', ');
  return `the secret key does not open the credentials of ${names}; put the old key back, or connect again: dealbell workspace connect`;
}

async function look(what: string, ask: () => Promise<string>): Promise<Finding> {
  try {
    return { what, ok: true, detail: await ask() };
  } catch (error) {
    return {
      what,
      ok: false,
      detail: error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error),
    };
  }
}

async function checkRedis(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    const [, policy] = (await redis.config('GET', 'maxmemory-policy')) as [string, string];
    if (policy !== 'noeviction')
      throw new Error(`maxmemory-policy is ${policy}; it has to be noeviction, or jobs get lost`);
    return 'reachable, noeviction';
  } finally {
    redis.disconnect();
  }
}
