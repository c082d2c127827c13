import { prepareRate, type RateRound } from './rate.ts';
import { describeLoad, openStage, type PushStage, proveSafe } from './stage.ts';
import { median } from './told.ts';

export interface PushBenchOptions {
  /** Of one round. */
  readonly messages: number;
  readonly rounds: number;
  /** `rate`, `share` or `minute`; all unless one is named. */
  readonly only?: string;
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
