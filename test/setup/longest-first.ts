import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes five seconds and more, the longest first: begun last, each of these would be waited for alone. */
const LONG = [
  'test/browser/',
  'test/conversations/tampered',
  'test/rights/matrix',
  'test/store/embedded',
  'test/jobs/jobs',
  'test/conversations/twice',
  'test/jobs/queue-',
  'test/conversations/',
  'test/pushes/run-push',
  'test/orders/payments',
  'test/pushes/render',
  'test/rights/strangers',
  'test/import/export',
  'test/orders/refunds',
  'test/store/migrate',
  'test/adapters/slack/send',
  'test/pushes/tick',
  'test/pushes/subscribe',
  'test/pushes/expand',
  'test/followups/day',
] as const;

/**
 * Of the faults two run side by side. One of the first hardly does anything for ten minutes: beside it comes first what is
 * about time, then what takes longest.
 */
const FAULTS = [
  'test/faults/redis-away',
  'test/faults/platform-breaks',
  'test/faults/busy-hour',
  'test/faults/kills',
  'test/faults/sudden-death',
  'test/faults/at-once',
  'test/faults/schedule',
  'test/faults/frozen',
] as const;

/** Begins with the long files; the others come as vitest would have them. Nothing depends on it but the run's time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      rankOf(relative(this.ctx.config.root, moduleId));
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

function rankOf(path: string): number {
  const places = path.startsWith('test/faults/') ? FAULTS : LONG;
  const place = places.findIndex((start) => path.startsWith(start));
  return place === -1 ? places.length : place;
}
