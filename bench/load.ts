import { Pool } from 'undici';
import type { SignedRequest } from './requests.ts';

export interface LoadResult {
  readonly requests: number;
  readonly errors: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

export interface LoadOptions {
  readonly port: number;
  readonly concurrency: number;
  readonly requests: number;
  readonly sign: (number: number) => SignedRequest;
  /** Whether an answer is the right one. */
  readonly accept: (body: string) => boolean;
}

/** Sends freshly signed requests, `concurrency` of them at a time, and measures each from sending to the answer's end. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const pool = new Pool(`http://127.0.0.1:${options.port}`, { connections: options.concurrency });
  const times: number[] = [];
  let errors = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < options.requests) {
      next += 1;
      const { path, headers, body } = options.sign(next);
      const started = performance.now();
      const answer = await pool.request({ path, method: 'POST', headers, body });
      const text = await answer.body.text();
      times.push(performance.now() - started);
      if (answer.statusCode !== 200 || !options.accept(text)) errors += 1;
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  const seconds = (performance.now() - started) / 1_000;
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    errors,
    seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
