import { loadavg } from 'node:os';
import type { FormRow } from './measure.ts';

/** Milliseconds that 99 of 100 answers of every command have to come within. */
export const TARGET_MS = 150;

/** What misses the target, or did not do what it should. */
export function listMissed(rows: readonly FormRow[]): readonly FormRow[] {
  return rows.filter((row) => row.errors > 0 || row.n === 0 || (!row.apart && row.p99 > TARGET_MS));
}

/** One line of the table, as it is printed while it runs. */
export function formatRow(row: FormRow): string {
  const p99 = row.p99.toFixed(1);
  const judged = row.apart || row.p99 <= TARGET_MS ? p99 : `**${p99}**`;
  const wrong = row.errors > 0 ? ` ${row.errors} wrong: ${row.sample}` : '';
  return `| ${row.command} | ${row.form}${row.apart ? ' (apart)' : ''}${wrong} | ${row.n} | ${row.p50.toFixed(1)} | ${judged} | ${row.max.toFixed(1)} |`;
}

export const TABLE_HEAD =
  '| command | form | n | p50 ms | p99 ms | max ms |\n| --- | --- | --- | --- | --- | --- |';

/** How busy the machine was. */
export function describeMachine(): string {
  return `load average ${loadavg()
    .map((each) => each.toFixed(1))
    .join(', ')}`;
}
