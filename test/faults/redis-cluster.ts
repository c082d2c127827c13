import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findFreePort } from '../../src/store/embedded/server.ts';
import { waitFor } from '../jobs/child.ts';

/** Three masters of this test's own, which share all slots between them. */
export interface OwnCluster {
  /** As `REDIS_URL` takes it; it names two of the nodes, who know the third. */
  readonly url: string;
  /** Kills the master that holds this key and starts it again; it forgets nothing that it had written down. */
  readonly restartMasterOf: (key: string) => Promise<void>;
  /** The keys of all nodes that begin so, counted by node. */
  readonly countKeys: (prefix: string) => Promise<readonly number[]>;
  /** Removes the keys that begin so, from all nodes. */
  readonly empty: (prefix: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Node {
  readonly port: number;
  readonly bus: number;
  readonly config: string;
  child: ChildProcess;
}

const MASTERS = 3;
const SLOTS = 16_384;

/** Starts the nodes on free ports, with free ports of their own to talk among each other, and makes a cluster of them. */
export async function startOwnCluster(home: string): Promise<OwnCluster> {
  const password = randomUUID();
  const nodes: Node[] = [];
  for (let index = 0; index < MASTERS; index += 1) nodes.push(await startNode(home, index, password));
  const ask = async <T>(node: Node, work: (client: Redis) => Promise<T>): Promise<T> => {
    const client = connect(node, password);
    try {
      await client.connect();
      return await work(client);
    } finally {
      client.disconnect();
    }
  };
  const isWhole = async (): Promise<boolean> => {
    const told = await Promise.all(nodes.map((node) => ask(node, (client) => client.cluster('INFO'))));
    return told.every(
      (info) => info.includes('cluster_state:ok') && info.includes(`cluster_size:${MASTERS}`),
    );
  };
  const [first, ...others] = nodes;
  if (first === undefined) throw new Error('no nodes');
  for (const [index, node] of nodes.entries()) {
    const [from, to] = [index, index + 1].map((part) => Math.floor((part * SLOTS) / MASTERS));
    await ask(node, (client) => client.call('CLUSTER', 'ADDSLOTSRANGE', String(from), String((to ?? 0) - 1)));
    await ask(node, (client) => client.call('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)));
  }
  for (const node of others)
    await ask(first, (client) =>
      client.call('CLUSTER', 'MEET', '127.0.0.1', String(node.port), String(node.bus)),
    );
  await waitFor('the cluster', () => isWhole().catch(() => false), 20_000);
  return {
    url: `redis+cluster://:${password}@127.0.0.1:${first.port},127.0.0.1:${others[0]?.port}`,
    restartMasterOf: async (key) => {
      const slot = Number(await ask(first, (client) => client.cluster('KEYSLOT', key)));
      const victim = nodes[Math.min(MASTERS - 1, Math.floor((slot * MASTERS) / SLOTS))];
      if (victim === undefined) throw new Error(`nobody holds ${key}`);
      await proveOurs(victim, password);
      await end(victim);
      victim.child = spawn('redis-server', [victim.config], { stdio: 'ignore' });
      await waitFor(
        'the master',
        () =>
          proveOurs(victim, password).then(
            () => true,
            () => false,
          ),
        20_000,
      );
      await waitFor('the cluster', () => isWhole().catch(() => false), 20_000);
    },
    countKeys: (prefix) =>
      Promise.all(nodes.map((node) => ask(node, async (client) => (await client.keys(`${prefix}*`)).length))),
    empty: async (prefix) => {
      for (const node of nodes)
        await ask(node, async (client) => {
          for (const key of await client.keys(`${prefix}*`)) await client.del(key);
        });
    },
    stop: async () => void (await Promise.all(nodes.map(end))),
  };
}

async function startNode(home: string, index: number, password: string): Promise<Node> {
  const dir = join(home, `node${index}`);
  await mkdir(dir, { recursive: true });
  const port = await findFreePort();
  const bus = await findFreePort();
  const settings = [
    `port ${port}`,
    `cluster-port ${bus}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    'cluster-enabled yes',
    'cluster-node-timeout 2000',
    `requirepass ${password}`,
    `masterauth ${password}`,
    'maxmemory-policy noeviction',
    'appendonly yes',
    'appendfsync always',
  ];
  const config = join(dir, 'redis.conf');
  await writeFile(config, `${settings.join('\n')}\n`, { mode: 0o600 });
  const node: Node = { port, bus, config, child: spawn('redis-server', [config], { stdio: 'ignore' }) };
  await waitFor(
    'a node',
    () =>
      proveOurs(node, password).then(
        () => true,
        () => false,
      ),
    20_000,
  );
  return node;
}

function connect({ port }: Node, password: string): Redis {
  const client = new Redis({
    port,
    host: '127.0.0.1',
    password,
    lazyConnect: true,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  return client;
}

/** Whoever answers there takes our password and is the process that we started. */
async function proveOurs(node: Node, password: string): Promise<void> {
  const client = connect(node, password);
  try {
    await client.connect();
    const info = await client.info('server');
    if (!info.includes(`process_id:${node.child.pid}\r`)) throw new Error(`port ${node.port} is not ours`);
  } finally {
    client.disconnect();
  }
}

async function end({ child }: Node): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGKILL');
  await gone;
}
