import { benchMinute, isInTime, type MinuteSize } from './minute.ts';
import { prepareRate, type RateRound } from './rate.ts';
import { describeLoad, openStage, type PushStage, proveSafe } from './stage.ts';
import { median } from './told.ts';

export interface PushBenchOptions {
  /** Of one round. */
  readonly messages: number;
  readonly rounds: number;
  /** `rate`, `share` or `minute`; all unless one is named. */
  readonly only?: string;
  readonly size: MinuteSize;
  readonly say: (line: string) => void;
}

/** What a target came to. */
export interface Verdict {
  readonly target: string;
  readonly reached: string;
  readonly ok: boolean;
}

const RATIO = 0.7;

/** Measures how fast pushes leave, and whether the promised ones leave in time; each target with its verdict. */
export async function benchPushes(
  options: PushBenchOptions,
): Promise<{ readonly rows: readonly object[]; readonly ok: boolean }> {
  const { say, only } = options;
  const rows: object[] = [];
  const verdicts: Verdict[] = [];
  say(await describeLoad());
  const part = async (
    name: string,
    run: (stage: PushStage) => Promise<{ rows: readonly object[]; verdicts: readonly Verdict[] }>,
  ): Promise<void> => {
    if (only !== undefined && only !== name) return;
    const stage = await openStage();
    try {
      await proveSafe(stage);
      const made = await run(stage);
      rows.push(...made.rows);
      verdicts.push(...made.verdicts);
    } finally {
      await stage.close();
    }
  };
  await part('rate', (stage) => benchRate(stage, options));
  await part('share', (stage) => benchShare(stage, options));
  await part('minute', (stage) => benchOneMinute(stage, options));
  say(await describeLoad());
  for (const { target, reached, ok } of verdicts) say(`${ok ? 'MET   ' : 'MISSED'} ${target}: ${reached}`);
  return { rows, ok: verdicts.every(({ ok }) => ok) };
}

const RATE_HEAD =
  '| side | processes | messages/s | p50 ms | p99 ms | node CPU ms | PostgreSQL CPU ms | Redis CPU ms | RSS MB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |';

function formatRound(row: RateRound): string {
  const cpu = [row.nodeCpu, row.postgresCpu, row.redisCpu].map((each) => each.toFixed(3));
  const wrong = row.doubled + row.lost > 0 ? ` WRONG: ${row.doubled} doubled, ${row.lost} lost` : '';
  return `| ${row.side}${wrong} | ${row.processes} | ${row.perSecond.toFixed(0)} | ${row.p50.toFixed(0)} | ${row.p99.toFixed(0)} | ${cpu.join(' | ')} | ${row.rssMb.join(', ')} |`;
}

/** Ours and the peer in turn, one process each. The first round of each warms up and is not counted. */
async function benchRate(stage: PushStage, { messages, rounds, say }: PushBenchOptions) {
  const bench = await prepareRate(stage, messages);
  const rows: RateRound[] = [];
  try {
    say(`${messages} messages a round, one process each; the first round is not counted`);
    say(RATE_HEAD);
    for (let round = 0; round <= rounds; round += 1) {
      for (const run of [bench.peer, () => bench.ours(1)]) {
        const row = await run();
        if (round > 0) rows.push(row);
        say(formatRound(row));
      }
      // As autovacuum does on a server that has been up for a while.
      if (round === 0) await stage.store.db.$executeRaw`ANALYZE`;
    }
  } finally {
    await bench.stop();
  }
  const rateOf = (side: RateRound['side']) =>
    median(rows.filter((row) => row.side === side).map(({ perSecond }) => perSecond));
  const ratio = rateOf('ours') / rateOf('peer');
  const wrong = rows.some(({ doubled, lost }) => doubled + lost > 0);
  const verdict: Verdict = {
    target: `sending at ${RATIO * 100} % of BullMQ + a pooled POST + two single-row commits`,
    reached: `${(ratio * 100).toFixed(0)} % (${rateOf('ours').toFixed(0)} against ${rateOf('peer').toFixed(0)} messages/s, medians of ${rounds} rounds)${wrong ? ', and something was lost or doubled' : ''}`,
    ok: ratio >= RATIO && !wrong,
  };
  return { rows, verdicts: [verdict] };
}

const CREWS = [1, 2, 4, 8];
/** On two cores more processes cost some, but must not make it slower by more than a third. */
const LEAST_SHARE = 2 / 3;

/** The same work by more and more processes. */
async function benchShare(stage: PushStage, { messages, say }: PushBenchOptions) {
  const bench = await prepareRate(stage, messages);
  const rows: RateRound[] = [];
  try {
    say(`${messages} messages by more and more processes, each crew after a round that is not counted`);
    say(RATE_HEAD);
    for (const size of CREWS) {
      await bench.ours(size);
      await stage.store.db.$executeRaw`ANALYZE`;
      const row = await bench.ours(size);
      rows.push(row);
      say(`${formatRound(row)} shares: ${row.shares.join(', ')}`);
    }
  } finally {
    await bench.stop();
  }
  const [alone, ...crews] = rows;
  const shared = rows.every(
    ({ shares, doubled, lost }) => shares.every((share) => share > 0) && doubled + lost === 0,
  );
  const kept = crews.every(({ perSecond }) => perSecond >= LEAST_SHARE * (alone?.perSecond ?? 0));
  const verdict: Verdict = {
    target: 'two, four and eight workers share the work, and it does not get slower',
    reached: rows
      .map(({ processes, perSecond }) => `${processes}: ${perSecond.toFixed(0)} messages/s`)
      .join(', '),
    ok: shared && kept,
  };
  return { rows, verdicts: [verdict] };
}

async function benchOneMinute(stage: PushStage, { size, say }: PushBenchOptions) {
  const row = await benchMinute(stage, size, say);
  const verdict: Verdict = {
    target: `${row.organizations} organizations × ${row.conversations} channels due in one minute, all out within 90 s`,
    reached: [
      `${row.shown} of ${row.messages} shown, ${row.doubled} doubled, first after ${row.first.toFixed(1)} s, last after ${row.last.toFixed(1)} s`,
      `p50 ${row.p50.toFixed(0)} ms and p99 ${row.p99.toFixed(0)} ms after their own instant`,
      `at most ${row.busiestSecond} in a second, ${row.limited} refused as too many`,
      `${row.processes} processes of ${row.rssMb.join(', ')} MB`,
    ].join('; '),
    ok: isInTime(row),
  };
  return { rows: [row], verdicts: [verdict] };
}
