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
  readonly source: SourceFile;
  readonly setup: Setup;
  readonly request: ImportRequest;
  readonly state: RunState;
}

/** A run that goes on. */
export interface Running extends RunGiven {
  readonly report: Report;
  readonly feeder: Feeder;
  readonly hasTagRules: boolean;
  /** What became of rows that were fed before their block. */
  fedFirst: readonly Fed[];
  current: RunState;
  ignored: readonly string[];
  /** How many customers there were when the planner was last told. */
  analyzedAt: number;
}
