import type { WeighedDeal } from '../customers/value/rules.ts';
import type { Context } from '../people/context.ts';
import { estimateProbability } from './rules.ts';
import { listStages, loadRecords } from './stages-store.ts';
import { listOpenDeals } from './store.ts';

/** More open deals than this with one customer are a mistake in the data. */
const MOST = 200;

/** A customer's open deals with the probability that counts: the member's own, else the estimate for the stage. */
export async function loadWeighedDeals(
  context: Context,
  customerId: string,
): Promise<readonly WeighedDeal[]> {
  const { db, orgId, today } = context;
  const deals = await listOpenDeals(db, orgId, customerId, MOST);
  if (deals.length === 0) return [];
  const [stages, records] = await Promise.all([listStages(db, orgId), loadRecords(db, orgId, today)]);
  return deals.map(({ title, amount, overrideBp, stage }) => {
    const known = stages.find(({ code }) => code === stage) ?? { probabilityBp: 0 };
    const basisPoints = overrideBp ?? estimateProbability(known, records.get(stage)).bp;
    return { title, amount, basisPoints };
  });
}
