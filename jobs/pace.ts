/** How patient the jobs are, in milliseconds of real time. Tests of faults are less patient. */
export interface JobPace {
  /** So long a row that was handed over is left to the queue. After it the row is handed over again. */
  readonly handed: number;
  /** How often is looked for rows that are late. */
  readonly sweep: number;
  /** How long a job may go without a sign of life of its worker. */
  readonly lock: number;
}

export const jobPace: JobPace = { handed: 60_000, sweep: 5_000, lock: 30_000 };
