import { commands } from '../../src/app/registry.ts';
import { startMeasured } from '../measured-process.ts';
import { createDriver } from './driver.ts';
import { companyForms } from './forms/company.ts';
import { customerForms } from './forms/customers.ts';
import { findForms } from './forms/find.ts';
import { followUpForms } from './forms/followups.ts';
import { type Form, line } from './forms/form.ts';
import { dealForms, orderForms } from './forms/sales.ts';
import { benchJobs } from './jobs.ts';
import { openHome } from './load/home.ts';
import { type FormRow, measureForm } from './measure.ts';
import { loadPicks } from './picks.ts';
import { startSink } from './sink.ts';
import { describeMachine, formatRow, listMissed, TABLE_HEAD } from './table.ts';

export interface CrmOptions {
  readonly scale: number;
  readonly keep?: string;
  readonly samples: number;
  /** Only commands whose name begins so; `jobs`: what runs by itself each day, instead of commands; `jobs stale`: one
   * of them. */
  readonly only?: string;
  readonly say: (line: string) => void;
}

const AT_ONCE = 4;
/** No command is called so. */
const JOBS = 'jobs';

const forms: readonly Form[] = [
  ...followUpForms,
  ...findForms,
  ...customerForms,
  ...dealForms,
  ...orderForms,
  ...companyForms,
];

/** The commands that no form measures: with the example of their help, so that they are seen, and named as missing. */
function listForgotten(): readonly Form[] {
  const known = new Set(forms.map(({ command }) => command));
  return commands
    .filter(({ name }) => !known.has(name))
    .map(({ name, example }) =>
      line(name, 'NO FORM OF ITS OWN: its example', (p) => [p.admin(), example.zh], /./),
    );
}

/** Loads the data set, runs every form of every command against the built product, and tells each as it is done. */
export async function benchCrm(
  options: CrmOptions,
): Promise<{ readonly rows: readonly FormRow[]; readonly ok: boolean }> {
  const { say } = options;
  const home = await openHome(options.scale, options.keep, say);
  const sink = await startSink();
  try {
    const { bytes, seconds, rows: counts } = home.load;
    const told = Object.entries(counts).map(([table, count]) => `${count} ${table}`);
    say(
      `${home.kept ? 'Kept' : 'Loaded'} (${seconds.toFixed(0)} s, ${(bytes / 1e9).toFixed(2)} GB): ${told.join(', ')}`,
    );
    if (options.only?.split(' ')[0] === JOBS) {
      await benchJobs(home.postgres.url, options.scale, say, options.only.split(' ')[1]);
      say(describeMachine());
      return { rows: [], ok: true };
    }
    const app = await startMeasured('ours', {
      BENCH_DATABASE_URL: home.postgres.url,
      BENCH_SECRET_KEY: home.secretKey.toString('base64'),
      BENCH_FEISHU_DOMAIN: sink.address,
      BENCH_SLACK_API: `${sink.address}/api/`,
      BENCH_LOG: 'errors',
    });
    const driver = createDriver(app.port, sink);
    const picks = await loadPicks(home.postgres.url, options.scale);
    const forgotten = listForgotten();
    const wanted = [...forms, ...forgotten].filter(({ command }) => command.startsWith(options.only ?? ''));
    const rows: FormRow[] = [];
    say(`${wanted.length} forms, ${AT_ONCE} at once, ${describeMachine()}`);
    say(TABLE_HEAD);
    try {
      for (const form of wanted) {
        const row = await measureForm(form, { driver, picks, samples: options.samples, atOnce: AT_ONCE });
        rows.push(row);
        say(formatRow(row));
      }
    } finally {
      await driver.stop();
      await app.stop();
    }
    const missed = listMissed(rows);
    say(`${rows.length - missed.length} of ${rows.length} within the target, ${describeMachine()}`);
    for (const { name } of forgotten.map(({ command }) => ({ name: command })))
      say(`${name} has no form that measures it`);
    return { rows, ok: missed.length === 0 && forgotten.length === 0 };
  } finally {
    await sink.stop();
    await home.close();
  }
}
