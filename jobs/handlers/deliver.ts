import { attemptDelivery } from '../../src/pushes/ledger/attempt.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import type { JobDeps, RowKey } from '../definitions/definition.ts';

/** Tries one message; the ledger's row says whether it is due, and what comes next. */
export async function deliver(deps: JobDeps, row: RowKey): Promise<void> {
  const render: typeof renderDelivery = (_, delivery) => renderDelivery(deps.sharing, delivery);
  await attemptDelivery({ ...deps, render }, row.orgId, row.id);
}
