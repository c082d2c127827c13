import { z } from 'zod';
import type { Sender } from '../../src/chat/sender.ts';
import type { Log } from '../../src/kernel/log.ts';
import type { Desk } from '../../src/pushes/ledger/desk.ts';
import type { Limiter } from '../../src/pushes/ledger/limiter.ts';
import type { LedgerMetrics } from '../../src/pushes/ledger/metrics.ts';
import type { AttemptTimes } from '../../src/pushes/ledger/schedule.ts';
import type { StoreContext } from '../../src/store/context.ts';

/** What jobs work with. */
export interface JobDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly limiter: Limiter;
  readonly log: Log;
  readonly metrics: LedgerMetrics;
  readonly times: AttemptTimes;
  readonly desk: Desk;
  /** For rendering: what is told to many at once is read once. */
  readonly sharing: StoreContext;
  /** Tells the relay that there is something to hand over. */
  readonly nudge: () => void;
}

/** The row that a job is about. A job carries nothing else, so that nothing in the queue is worth reading. */
export const rowSchema = z.strictObject({ orgId: z.uuid(), id: z.uuid() });
export type RowKey = z.infer<typeof rowSchema>;

/** A kind of job. Its handler is loaded when the first one comes. */
export interface JobDefinition {
  readonly name: string;
  readonly schema: typeof rowSchema;
  readonly load: () => Promise<(deps: JobDeps, row: RowKey) => Promise<void>>;
}
