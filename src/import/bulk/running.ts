import type { Caller } from '../../people/context.ts';
import type { Fed, Feeder } from './feed-rows.ts';
import type { Setup } from './prepare.ts';
import type { Report } from './report.ts';
import type { ImportRequest } from './request.ts';
import type { Run } from './run-store.ts';
import type { Session } from './session.ts';
import type { SourceFile } from './source-file.ts';

export type RunState = Omit<Run, 'finishedAt'>;

export interface RunGiven {
  readonly caller: Caller;
  readonly session: Session;
  /** Where every second block is written while the one before it is on `session`. */
  readonly second: Session;
  readonly source: SourceFile;
  readonly setup: Setup;
  readonly request: ImportRequest;
  readonly state: RunState;
}

/** A block on its way into the database. */
export interface Flight {
  readonly session: Session;
  /** It has rows of other types, which what comes next may name. */
  readonly feeds: boolean;
  readonly settled: Promise<void>;
}

/** A run that goes on. */
export interface Running extends RunGiven {
  readonly report: Report;
  readonly feeder: Feeder;
  readonly hasTagRules: boolean;
  /** What became of rows that were fed before their block. */
  fedFirst: readonly Fed[];
  current: RunState;
  /** The block that is being written. */
  flight: Flight | undefined;
  ignored: readonly string[];
  /** How many customers there were when the planner was last told. */
  analyzedAt: number;
}
