import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';

/** A place where something could have been written, and how often each word stands there. */
export interface Find {
  readonly place: string;
  readonly word: string;
  readonly times: number;
}

/** What was looked through, so that nobody takes an empty place for a clean one. */
export interface Searched {
  readonly finds: readonly Find[];
  readonly looked: number;
}

/** Looks for words in a text. */
export function searchText(place: string, text: string, words: readonly string[]): Searched {
  return { looked: text.length, finds: countAll(place, text, words) };
}

/** Looks into every key of a Redis and whatever it holds. */
export async function searchRedis(url: string, words: readonly string[]): Promise<Searched> {
  const client = new Redis(url, { maxRetriesPerRequest: 3 });
  client.on('error', () => undefined);
  try {
    const finds: Find[] = [];
    let looked = 0;
    for (let cursor = '0', first = true; first || cursor !== '0'; first = false) {
      const [next, keys] = await client.scan(cursor, 'COUNT', '500');
      cursor = next;
      for (const key of keys) {
        looked += 1;
        finds.push(...countAll(`Redis key ${key}`, `${key} ${await readKey(client, key)}`, words));
      }
    }
    return { finds, looked };
  } finally {
    client.disconnect();
  }
}

async function readKey(client: Redis, key: string): Promise<string> {
  const type = await client.type(key);
  switch (type) {
    case 'string':
      return (await client.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await client.hgetall(key));
    case 'list':
      return JSON.stringify(await client.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await client.smembers(key));
    case 'zset':
      return JSON.stringify(await client.zrange(key, 0, '-1'));
    case 'stream':
      return JSON.stringify(await client.xrange(key, '-', '+'));
    case 'none':
      return '';
    default:
      throw new Error(`nobody looks into a ${type}`);
  }
}

/** Looks into every row of every table, the queue's as well. `looked`: rows. */
export async function searchPostgres(url: string, words: readonly string[]): Promise<Searched> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const finds: Find[] = [];
    let looked = 0;
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      looked += rows.length;
      finds.push(...countAll(`PostgreSQL ${name}`, rows.map(({ row }) => row).join('\n'), words));
    }
    return { finds, looked };
  } finally {
    await client.end();
  }
}

/** Looks into the files of a folder whose names end so, whatever they hold. `looked`: bytes. */
export async function searchFiles(
  folder: string,
  isMeant: (path: string) => boolean,
  words: readonly string[],
): Promise<Searched> {
  const finds: Find[] = [];
  let looked = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !isMeant(path)) continue;
    const text = await readFile(path, 'latin1');
    looked += text.length;
    finds.push(...countAll(path, text, words));
  }
  return { finds, looked };
}

function countAll(place: string, text: string, words: readonly string[]): Find[] {
  return words
    .map((word) => ({ place, word, times: text.split(word).length - 1 }))
    .filter(({ times }) => times > 0);
}
