import { ensureCompetitor, insertFact, linkCompetitor } from '../../deals/competitors/store.ts';
import { insertDeal, takeStep } from '../../deals/write-store.ts';
import { addDays, type LocalDate } from '../../kernel/calendar.ts';
import { instantOf } from '../../kernel/zones.ts';
import type { ActingContext } from '../../store/context.ts';
import { type DemoDeal, deals } from './deals-data.ts';

const STAGES = ['contacted', 'qualified', 'quoted', 'negotiating'];

export interface DealSeed {
  readonly context: ActingContext;
  readonly members: Readonly<Record<string, string>>;
  /** Customers' ids by name. */
  readonly customers: ReadonlyMap<string, string>;
  readonly today: LocalDate;
  readonly zone: string;
}

/** Deals in every stage, some of them past their day, one won and one lost. */
export async function seedDeals(seed: DealSeed): Promise<void> {
  for (const deal of deals) await insertOne(seed, deal);
}

async function insertOne(seed: DealSeed, deal: DemoDeal): Promise<void> {
  const { members, customers, today, zone } = seed;
  const ownerId = members[deal.owner] ?? '';
  /** As the owner would have done it on that day. */
  const onDay = (daysAgo: number) => {
    const day = addDays(today, -daysAgo);
    const at = instantOf(day, '11:00', zone);
    return { day, context: { ...seed.context, memberId: ownerId, clock: { now: () => at } } };
  };
  const id = seed.context.ids.uuid();
  const { amount, title, need = '', decider = '', closed, heard } = deal;
  const begun = onDay(deal.stages[0] ?? 0);
  await seed.context.db.$transaction(async (tx) => {
    const customerId = customers.get(deal.customer) ?? '';
    const told = {
      title,
      amount,
      expectedOn: addDays(today, deal.expected),
      overrideBp: null,
      need,
      decider,
    };
    const rest = { budget: '', nextStep: '', stage: 'contacted', openedOn: begun.day };
    await tx.$executeRaw(insertDeal(begun.context, { id, customerId, ownerId, ...told, ...rest }));
    for (const [place, daysAgo] of deal.stages.entries()) {
      const { day, context } = onDay(daysAgo);
      const kind = place === 0 ? 'opened' : 'moved';
      const stage = STAGES[place] ?? 'contacted';
      await tx.$executeRaw(
        takeStep(context, { dealId: id, step: place + 1, kind, stage, amount, onDay: day }),
      );
    }
    const competitorId =
      deal.competitor === undefined ? undefined : await ensureCompetitor(tx, begun.context, deal.competitor);
    if (competitorId !== undefined) await tx.$executeRaw(linkCompetitor(begun.context, id, competitorId));
    if (competitorId !== undefined && heard !== undefined) {
      const [text, source, daysAgo] = heard;
      const { day: knownOn, context } = onDay(daysAgo);
      const fact = { id: context.ids.uuid(), competitorId, customerId, dealId: id, text, source, knownOn };
      await tx.$executeRaw(insertFact(context, fact));
    }
    if (closed === undefined) return;
    const [kind, daysAgo] = closed;
    const end = onDay(daysAgo);
    const last = {
      dealId: id,
      step: deal.stages.length + 1,
      stage: STAGES[deal.stages.length - 1] ?? 'contacted',
    };
    const lost =
      kind === 'lost' ? { reason: 'price', ...(competitorId === undefined ? {} : { competitorId }) } : {};
    await tx.$executeRaw(takeStep(end.context, { ...last, ...lost, kind, amount, onDay: end.day }));
  });
}
