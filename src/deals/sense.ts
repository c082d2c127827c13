import type { Context } from '../people/context.ts';
import type { Tx } from '../store/client.ts';
import type { DealSense } from './cards.ts';
import { listReasons, listStages, loadRecords } from './stages-store.ts';

/** What deals are shown with to the one who speaks. */
export async function loadSense(context: Context, db: Tx = context.db): Promise<DealSense> {
  const { orgId, today, actor, org } = context;
  const [stages, reasons, records] = await Promise.all([
    listStages(db, orgId),
    listReasons(db, orgId),
    loadRecords(db, orgId, today),
  ]);
  return { lang: actor.lang, currency: org.currency, today, stages, reasons, records };
}
