import { defineConfig } from 'vitest/config';
import { faultRows } from './test/faults/rows.ts';
import { LongestFirst } from './test/setup/longest-first.ts';

/** In long what the usual tests show of the promises is shown with the rest. */
const elsewhere =
  process.env.DEALBELL_FAULTS === 'long'
    ? [...new Set(faultRows.flatMap(({ files }) => files))].map((file) => `test/${file}`)
    : [];

const shared = { testTimeout: 20_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    // Once a run, not once a project.
    globalSetup: ['test/setup/global.ts'],
    // One more than the two cores of the smallest machine: a third of the time a test waits for servers beside it.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    coverage: {
      provider: 'v8',
      include: ['src/**', 'adapters/**', 'jobs/**', 'simulator/**'],
      exclude: ['src/store/generated/**', 'simulator/page/**'],
      reporter: ['text-summary', 'html'],
    },
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          // A worker loads the product once and not for every file: none of its modules keeps anything (eslint sees to it).
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'test/faults/**'],
        },
      },
      { test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...shared,
          name: 'faults',
          include: ['test/faults/**/*.test.ts', ...elsewhere],
          testTimeout: 600_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
