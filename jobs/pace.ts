/** How patient the jobs are, in milliseconds of real time, and how much they do at once. Tests of faults differ. */
export interface JobPace {
  /** So long a row that was handed over is left to the queue. After it the row is handed over again. */
  readonly handed: number;
  /** How often is looked for rows that are late. */
  readonly sweep: number;
  /** How long a job may go without a sign of life of its worker. */
  readonly lock: number;
  /** Jobs under way at once in one process. Most of a job is waiting for a platform; the database's connections are the bound. */
  readonly atOnce: number;
}

export const jobPace: JobPace = { handed: 60_000, sweep: 5_000, lock: 30_000, atOnce: 48 };
