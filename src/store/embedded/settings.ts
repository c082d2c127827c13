import { totalmem } from 'node:os';

/** Whether what was acknowledged must survive a power cut; 'throwaway' is for tests. */
export type Durability = 'durable' | 'throwaway';

const MB = 1024 * 1024;
const GB = 1024 * MB;

/**
 * What the embedded server is started with. `memory`: bytes that this process may use at most; the server takes its own part
 * of them only as it reads data, so a small company's server stays small.
 */
export function listSettings(
  durability: Durability,
  port: number,
  memory: number = countMemory(),
): readonly string[] {
  const values: Readonly<Record<string, string>> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '120',
    log_min_messages: 'warning',
    // What a statement was is in our own logs without its values; here it could show pay or tokens.
    log_min_error_statement: 'panic',
    ...(durability === 'throwaway'
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : sizeFor(memory)),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A quarter of the memory keeps what is read often; a large import must not force a checkpoint every few seconds. */
function sizeFor(memory: number): Readonly<Record<string, string>> {
  const buffers = Math.min(GB, Math.max(128 * MB, memory / 4));
  return {
    shared_buffers: `${Math.floor(buffers / MB)}MB`,
    effective_cache_size: `${Math.floor(Math.max(buffers, memory / 2) / MB)}MB`,
    max_wal_size: '4GB',
  };
}

/** Of the machine, or of the container where that has less. */
function countMemory(): number {
  return Math.min(process.constrainedMemory() || totalmem(), totalmem());
}
