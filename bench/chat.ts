import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { runLoad } from './load.ts';
import { type MeasuredProcess, postgresMicros, startMeasured } from './measured-process.ts';
import { feishuBench, signFeishuMessage, signSlackCommand, slackBench } from './requests.ts';
import { customerName } from './seed.ts';

/** One peer at one concurrency, all rounds together. */
export interface Row {
  readonly peer: string;
  readonly concurrency: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time a request. */
  readonly appCpu: number;
  readonly databaseCpu: number;
  readonly rssMb: number;
  readonly errors: number;
}

export interface ChatBenchOptions {
  readonly databaseUrl: string;
  readonly postmaster: number;
  readonly secretKey: string;
  readonly requests: number;
  readonly rounds: number;
}

const CONCURRENCIES = [1, 16, 64] as const;

interface Peer {
  readonly name: string;
  readonly process: MeasuredProcess;
  readonly platform: 'slack' | 'feishu';
}

/** Measures ours and the bare peers in turn, several rounds each, on one database and freshly signed requests. */
export async function benchChat(options: ChatBenchOptions): Promise<readonly Row[]> {
  const feishu = await startMeasured('platforms', {});
  const env = {
    BENCH_DATABASE_URL: options.databaseUrl,
    BENCH_SECRET_KEY: options.secretKey,
    BENCH_SLACK_SECRET: slackBench.secret,
    BENCH_FEISHU_APP: feishuBench.appId,
    BENCH_FEISHU_KEY: feishuBench.encryptKey,
    BENCH_FEISHU_TOKEN: feishuBench.token,
    BENCH_FEISHU_DOMAIN: `http://127.0.0.1:${feishu.port}`,
  };
  const [ours, bolt, lark] = await Promise.all([
    startMeasured('ours', env),
    startMeasured('bare-bolt', env),
    startMeasured('bare-feishu', env),
  ]);
  const peers: readonly Peer[] = [
    { name: 'Dealbell, Slack', process: ours, platform: 'slack' },
    { name: 'bare Bolt + Prisma', process: bolt, platform: 'slack' },
    { name: 'Dealbell, Feishu', process: ours, platform: 'feishu' },
    { name: 'bare Feishu SDK + Prisma', process: lark, platform: 'feishu' },
  ];
  for (const peer of peers) await measure(peer, 16, Math.min(1_000, options.requests), options.postmaster);
  const rows: Row[] = [];
  for (const concurrency of CONCURRENCIES) {
    const samples = new Map<string, Row[]>();
    for (let round = 0; round < options.rounds; round += 1) {
      for (const peer of peers) {
        const row = await measure(peer, concurrency, options.requests, options.postmaster);
        samples.set(peer.name, [...(samples.get(peer.name) ?? []), row]);
      }
    }
    rows.push(...[...samples.values()].map(averageRows));
  }
  for (const each of [ours, bolt, lark, feishu]) await each.stop();
  return rows;
}

/** How long work goes on after the last answer (a reply that is still being sent) before the account is closed. */
const SETTLE_MS = 300;

async function measure(peer: Peer, concurrency: number, requests: number, postmaster: number): Promise<Row> {
  const before = { app: await peer.process.usage(), database: postgresMicros(postmaster) };
  const load = await runLoad({
    port: peer.process.port,
    concurrency,
    requests,
    sign: (number) =>
      peer.platform === 'slack'
        ? signSlackCommand(customerName(number), number)
        : signFeishuMessage(customerName(number), number),
    accept: (body) => peer.platform === 'feishu' || body.includes('blocks'),
  });
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const after = { app: await peer.process.usage(), database: postgresMicros(postmaster) };
  return {
    peer: peer.name,
    concurrency,
    perSecond: load.requests / load.seconds,
    p50: load.p50,
    p99: load.p99,
    appCpu: (after.app.cpuMicros - before.app.cpuMicros) / 1_000 / load.requests,
    databaseCpu: (after.database - before.database) / 1_000 / load.requests,
    rssMb: after.app.rss / 1_048_576,
    errors: load.errors,
  };
}

function averageRows(rows: readonly Row[]): Row {
  const mean = (pick: (row: Row) => number) => rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
  return {
    peer: rows[0]?.peer ?? '',
    concurrency: rows[0]?.concurrency ?? 0,
    perSecond: mean((row) => row.perSecond),
    p50: mean((row) => row.p50),
    p99: mean((row) => row.p99),
    appCpu: mean((row) => row.appCpu),
    databaseCpu: mean((row) => row.databaseCpu),
    rssMb: mean((row) => row.rssMb),
    errors: rows.reduce((sum, row) => sum + row.errors, 0),
  };
}

/** The table that people read, with each of ours as a part of its peer. */
export function formatRows(rows: readonly Row[]): string {
  const head =
    '| peer | at once | requests/s | p50 ms | p99 ms | app CPU ms | app + database CPU ms | RSS MB | errors |';
  const lines = rows.map((row) => {
    const cells = [row.perSecond.toFixed(0), row.p50.toFixed(1), row.p99.toFixed(1), row.appCpu.toFixed(3)];
    const both = (row.appCpu + row.databaseCpu).toFixed(3);
    return `| ${row.peer} | ${row.concurrency} | ${cells.join(' | ')} | ${both} | ${row.rssMb.toFixed(0)} | ${row.errors} |`;
  });
  return [
    head,
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    ...compareRows(rows),
  ].join('\n');
}

function compareRows(rows: readonly Row[]): string[] {
  const pairs = [
    ['Dealbell, Slack', 'bare Bolt + Prisma', 0.7],
    ['Dealbell, Feishu', 'bare Feishu SDK + Prisma', 0.4],
  ] as const;
  return pairs.map(([ours, peer, target]) => {
    const a = rows.find((row) => row.peer === ours && row.concurrency === 16);
    const b = rows.find((row) => row.peer === peer && row.concurrency === 16);
    if (a === undefined || b === undefined) return '';
    const both = (a.appCpu + a.databaseCpu) / (b.appCpu + b.databaseCpu);
    return `${ours} / ${peer} at 16: app CPU ${(a.appCpu / b.appCpu).toFixed(2)} (target ${target}), with the database ${both.toFixed(2)} (target 1), p99 ${(a.p99 / b.p99).toFixed(2)} (target 1)`;
  });
}

/** Keeps the figures as JSON too. */
export function saveRows(path: string, rows: readonly object[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(rows, undefined, 2)}\n`);
}
