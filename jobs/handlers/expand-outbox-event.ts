import { toFault } from '../../src/kernel/result.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import type { JobDeps, RowKey } from '../definitions/definition.ts';

/** A few failures in a row are tried again at once, later ones when the sweeper finds them. */
const QUICK_RETRIES = 3;

/** Works one event off. What it puts into the ledger leaves at once; a failure is written to the event's row. */
export async function expandOutboxEvent(deps: JobDeps, row: RowKey): Promise<void> {
  try {
    const made = await expandEvent(deps.store, row);
    if (made.length > 0) deps.nudge();
  } catch (error) {
    const fault = toFault(error, 'expand-failed');
    await deps.store.db.$executeRaw`UPDATE outbox_events
      SET attempts = attempts + 1, last_error = ${fault.code},
        handed_at = CASE WHEN attempts < ${QUICK_RETRIES}::int THEN NULL ELSE handed_at END
      WHERE org_id = ${row.orgId}::uuid AND id = ${row.id}::uuid AND done_at IS NULL`;
    throw fault;
  }
}
