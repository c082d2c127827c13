import { type JobPace, jobPace } from '../../jobs/pace.ts';
import { type AttemptTimes, attemptTimes } from '../../src/pushes/ledger/schedule.ts';

/** The size of the fault tests: the numbers that we promise, or with `DEALBELL_FAULTS=small` ones for every day. */
export interface Scale {
  readonly name: 'small' | 'long';
  /**
   * Where the queue lives while workers and servers are killed, and orders that ring in so many conversations of each
   * platform meanwhile. More than five orders in ten minutes would come as one message.
   */
  readonly runs: readonly {
    readonly queue: 'redis' | 'postgres';
    readonly conversations: number;
    readonly orders: number;
  }[];
  /** A worker is killed so often (ms), and so many times at most. */
  readonly killEvery: number;
  readonly kills: number;
  /** Conversations on each platform into which more is said than they are told one by one. */
  readonly bursts: number;
  /** Messages on each platform whose worker is killed between the platform's answer and our note. */
  readonly barriers: number;
  /** Orders during which connections to PostgreSQL are cut between what we said and its answer. */
  readonly cutOrders: number;
  /** Conversations on each platform with a schedule, and how many restarts its workers have in how many ms. */
  readonly schedule: {
    readonly conversations: number;
    readonly restarts: number;
    readonly within: number;
    /** Days without a process, one after the other. The last one goes over the ends of a month and of a year. */
    readonly absences: readonly number[];
  };
  /** Conversations on each platform that are due in the same minute. */
  readonly busy: number;
  /** Bodies made up for each endpoint. */
  readonly fuzz: number;
  /** Every how many-th command is sent many times at once, and how many times. */
  readonly atOnce: { readonly every: number; readonly copies: readonly number[] };
  /** Splits, and as many refunds. */
  readonly sums: number;
  /** How often one and the same message meets the end of its worker. */
  readonly deaths: number;
  /** How often a worker is frozen for longer than its leases. */
  readonly freezes: number;
  /** For how long Redis is away (ms). */
  readonly outages: readonly number[];
  readonly times: AttemptTimes;
  readonly pace: JobPace;
  /** For a whole test (ms). */
  readonly patience: number;
}

/** The product's own patience, scaled down; the simulators show a message at once, so there is little to settle. */
export const quick: Pick<Scale, 'times' | 'pace'> = {
  times: { start: 2_000, call: 2_000, settle: 1_000 },
  pace: { handed: 6_000, sweep: 1_000, lock: 3_000, atOnce: jobPace.atOnce },
};

const small: Scale = {
  name: 'small',
  runs: [{ queue: 'redis', conversations: 15, orders: 4 }],
  killEvery: 2_000,
  kills: 5,
  bursts: 5,
  barriers: 2,
  cutOrders: 1,
  schedule: { conversations: 2, restarts: 6, within: 6_000, absences: [40] },
  busy: 20,
  fuzz: 250,
  atOnce: { every: 12, copies: [1, 5] },
  sums: 20_000,
  deaths: 2,
  freezes: 1,
  outages: [3_000],
  ...quick,
  patience: 90_000,
};

const long: Scale = {
  name: 'long',
  runs: [
    { queue: 'redis', conversations: 1_000, orders: 5 },
    { queue: 'postgres', conversations: 100, orders: 5 },
  ],
  killEvery: 2_000,
  kills: 1_000,
  bursts: 15,
  barriers: 10,
  cutOrders: 5,
  schedule: { conversations: 20, restarts: 50, within: 60_000, absences: [1, 3, 40] },
  busy: 250,
  fuzz: 5_000,
  atOnce: { every: 1, copies: [1, 5, 50] },
  sums: 500_000,
  deaths: 10,
  freezes: 5,
  outages: [3_000, 20_000, 600_000],
  times: attemptTimes,
  pace: jobPace,
  patience: 40 * 60_000,
};

const wanted = process.env.DEALBELL_FAULTS ?? 'long';

export const scale: Scale = wanted === 'long' ? long : small;
