import type { RedisOptions } from 'ioredis';

/** Where Redis is: one server, or some nodes of a Redis Cluster, which tell of the others. */
export type RedisAddress =
  | { readonly kind: 'server'; readonly url: string }
  | {
      readonly kind: 'cluster';
      readonly nodes: readonly { readonly host: string; readonly port: number }[];
      /** What every node is asked with. */
      readonly access: Pick<RedisOptions, 'username' | 'password' | 'tls'>;
    };

const CLUSTER = 'redis+cluster:';
const CLUSTER_TLS = 'rediss+cluster:';
const SERVERS = ['redis:', 'rediss:'];
const PORT = 6_379;

/**
 * Reads `redis://…` and `rediss://…` (one server) and `redis+cluster://user:password@host:port,host:port` (a Redis Cluster, with
 * `rediss+cluster` over TLS); undefined for anything else.
 */
export function readRedisAddress(given: string): RedisAddress | undefined {
  const [, scheme, access, nodes] = /^([a-z+]+:)\/\/(?:([^@/]*)@)?([^@/]+)\/?$/.exec(given) ?? [];
  if (scheme === CLUSTER || scheme === CLUSTER_TLS) {
    const read = (nodes ?? '').split(',').map((node) => readNode(node));
    const known = read.filter((node) => node !== undefined);
    if (known.length < read.length) return undefined;
    const tls = scheme === CLUSTER_TLS ? { tls: {} } : {};
    return { kind: 'cluster', nodes: known, access: { ...readAccess(access), ...tls } };
  }
  return URL.canParse(given) && SERVERS.includes(new URL(given).protocol)
    ? { kind: 'server', url: given }
    : undefined;
}

function readNode(node: string): { readonly host: string; readonly port: number } | undefined {
  const address = `redis://${node}`;
  if (node === '' || !URL.canParse(address)) return undefined;
  const { hostname, port } = new URL(address);
  if (hostname === '') return undefined;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? PORT : Number(port) };
}

function readAccess(access: string | undefined): Pick<RedisOptions, 'username' | 'password'> {
  if (access === undefined || access === '') return {};
  const colon = access.indexOf(':');
  const [name, password] = colon < 0 ? ['', access] : [access.slice(0, colon), access.slice(colon + 1)];
  return {
    password: decodeURIComponent(password),
    ...(name === '' ? {} : { username: decodeURIComponent(name) }),
  };
}
