/** One of the promises about what happens when things break, and the tests that show it. */
export interface FaultRow {
  readonly row: number;
  /** What is done. */
  readonly what: string;
  readonly target: string;
  /** Below `test`. Those of `faults` run in small on every day; the others are part of the usual tests as they are. */
  readonly files: readonly string[];
}

export const faultRows: readonly FaultRow[] = [
  {
    row: 1,
    what: '10,000 notifications, 2 workers, SIGKILL every 2 s, Redis and PostgreSQL each restarted twice',
    target: '0 lost, 0 doubled in chat, on both platforms',
    files: ['faults/kills.test.ts', 'faults/gathered.test.ts', 'faults/frozen.test.ts'],
  },
  {
    row: 2,
    what: 'SIGKILL exactly between the platform’s 200 and our “sent”, by a barrier in the fake platform',
    target: '0 doubled on both',
    files: ['faults/sudden-death.test.ts', 'faults/unknown.test.ts', 'faults/held-back.test.ts'],
  },
  {
    row: 3,
    what: 'the same job killed 10 times',
    target: 'delivered, or a dead letter that can be seen; never gone',
    files: ['faults/sudden-death.test.ts', 'pushes/ledger/attempt.test.ts'],
  },
  {
    row: 4,
    what: 'Redis away for 3 s, 20 s, 10 min; then emptied',
    target: 'goes on by itself; 0 lost',
    files: ['faults/redis-away.test.ts', 'faults/redis-cluster.test.ts'],
  },
  {
    row: 5,
    what: 'PostgreSQL cut after a statement was sent, before its answer came',
    target: 'it happened once, and the person is told right',
    files: ['faults/lost-answers.test.ts', 'conversations/cut.test.ts'],
  },
  {
    row: 6,
    what: 'a platform that drops the connection, hangs, answers 200 with ok:false or a 502 page, 429 with and without Retry-After, Retry-After: 3600',
    target: '0 lost, 0 doubled; the others’ p99 below 5 s',
    files: ['faults/platform-breaks.test.ts'],
  },
  {
    row: 7,
    what: 'down over a digest’s time for 1, 3, 40 days, over a month’s end; 4 instances; 50 restarts in a minute',
    target: 'each (schedule, date) once, or skipped with a written reason',
    files: ['faults/schedule.test.ts', 'pushes/tick.test.ts'],
  },
  {
    row: 8,
    what: 'clocks put forward and back: New York 02:30 and 01:30, Santiago, Cairo, Beirut 00:00, Lord Howe 09:00; 29 February; fiscal years from April and July',
    target: 'the right instants and periods, by tables',
    files: ['pushes/slots.test.ts', 'kernel/zones.test.ts', 'kernel/periods.test.ts'],
  },
  {
    row: 9,
    what: 'forged, unsigned, stale, future, oversized, truncated, cut inside a character, deeply nested, __proto__ bodies, and fuzzing, on both endpoints',
    target:
      'refused with 401, 413 or 400, 0 handler runs, 0 crashes; genuine ones again: 200, 0 second effects',
    files: [
      'faults/forged.test.ts',
      'adapters/slack/receiver.test.ts',
      'adapters/slack/verify.test.ts',
      'adapters/feishu/refused.test.ts',
    ],
  },
  {
    row: 10,
    what: 'button values edited to another row, person, tenant; pressed by somebody else, after loss of a role, twice within 50 ms, after 7 days',
    target: '0 allowed that the rights deny; 1 effect',
    files: [
      'conversations/tampered.test.ts',
      'conversations/hostile.test.ts',
      'rights/tampered.test.ts',
      'rights/strangers.test.ts',
    ],
  },
  {
    row: 11,
    what: 'every command sent 1, 5 and 50 times at once with one event id, on both platforms',
    target: 'one effect, one answer',
    files: ['faults/at-once.test.ts', 'conversations/twice.test.ts'],
  },
  {
    row: 12,
    what: 'canary strings in tokens, keys, secrets and sealed values, through a run with faults; then logs, Redis, queue tables, failure reasons and metrics are searched',
    target: '0 hits',
    files: ['faults/canaries.test.ts'],
  },
  {
    row: 13,
    what: 'a million random splits and refunds',
    target: 'sums exact',
    files: ['faults/sums.test.ts', 'kernel/money.test.ts'],
  },
  {
    row: 14,
    what: '500 channels due at 18:00, one of them always 429',
    target: 'all others within 60 s',
    files: ['faults/busy-hour.test.ts'],
  },
];
