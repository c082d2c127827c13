import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bench asks a measured process over its IPC channel, and what it answers. */
export type BenchQuestion = 'usage' | 'stop';
export type BenchAnswer =
  | { readonly kind: 'listening'; readonly port: number }
  /** Processor time in microseconds since the process began, resident memory in bytes. */
  | { readonly kind: 'usage'; readonly cpuMicros: number; readonly rss: number };

/** Reports where a started server listens, and its use of processor and memory whenever it is asked. */
export function reportBench(server: Server, close: () => Promise<void>): void {
  const { port } = server.address() as AddressInfo;
  const tell = (answer: BenchAnswer) => process.send?.(answer);
  process.on('message', (question: BenchQuestion) => {
    if (question === 'stop') {
      server.closeAllConnections();
      server.close(() => void close().finally(() => process.exit(0)));
      return;
    }
    const { user, system } = process.cpuUsage();
    tell({ kind: 'usage', cpuMicros: user + system, rss: process.memoryUsage.rss() });
  });
  tell({ kind: 'listening', port });
}

/** The same for Bolt's own receiver, which keeps its server to itself. */
export function serveBench(receiver: object, close: () => Promise<void>): void {
  reportBench((receiver as { server: Server }).server, close);
}
