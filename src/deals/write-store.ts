import type { LocalDate } from '../kernel/calendar.ts';
import { Prisma, type Sql, type Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** What people tell about a deal, and may change. */
export interface DealTold {
  readonly title: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly expectedOn: LocalDate | null;
  /** The member's own probability in basis points. */
  readonly overrideBp: number | null;
  readonly need: string;
  readonly decider: string;
  readonly budget: string;
  readonly nextStep: string;
}

export interface NewDeal extends DealTold {
  readonly id: string;
  readonly customerId: string;
  readonly ownerId: string;
  readonly stage: string;
  readonly openedOn: LocalDate;
}

/** The statement that writes a deal; its first step (`takeStep`) goes with it. */
export function insertDeal(context: ActingContext, deal: NewDeal): Sql {
  const now = new Date(context.clock.now());
  return Prisma.sql`INSERT INTO deals (org_id, id, customer_id, owner_id, title, amount, expected_on, probability_bp, need,
      decider, budget, next_step, stage, stage_since, opened_on, created_at, created_by)
    VALUES (${context.orgId}::uuid, ${deal.id}::uuid, ${deal.customerId}::uuid, ${deal.ownerId}::uuid, ${deal.title},
      ${deal.amount.toString()}::bigint, ${deal.expectedOn}::date, ${deal.overrideBp}::int, ${deal.need}, ${deal.decider},
      ${deal.budget}, ${deal.nextStep}, ${deal.stage}, ${now}::timestamptz, ${deal.openedOn}::date, ${now}::timestamptz,
      ${context.memberId}::uuid)`;
}

/** The statement that changes what is told about a deal. */
export function updateDeal(context: ActingContext, id: string, told: DealTold): Sql {
  return Prisma.sql`UPDATE deals SET title = ${told.title}, amount = ${told.amount.toString()}::bigint,
      expected_on = ${told.expectedOn}::date, probability_bp = ${told.overrideBp}::int, need = ${told.need},
      decider = ${told.decider}, budget = ${told.budget}, next_step = ${told.nextStep}
    WHERE org_id = ${context.orgId}::uuid AND id = ${id}::uuid`;
}

export interface NewStep {
  readonly dealId: string;
  /** One more than the deal's newest. */
  readonly step: number;
  readonly kind: 'opened' | 'moved' | 'won' | 'lost' | 'reopened';
  readonly stage: string;
  readonly amount: bigint;
  readonly onDay: LocalDate;
  /** Of a lost deal: the code of the reason, and to whom it was lost. */
  readonly reason?: string;
  readonly note?: string;
  readonly competitorId?: string;
}

/** The statement that takes a deal one step on; the database moves the deal with it, and refuses a number out of turn. */
export function takeStep(context: ActingContext, step: NewStep): Sql {
  return Prisma.sql`INSERT INTO deal_steps (org_id, deal_id, step, kind, stage, amount, on_day, at, taken_by, reason, note,
      competitor_id)
    VALUES (${context.orgId}::uuid, ${step.dealId}::uuid, ${step.step}::int, ${step.kind}, ${step.stage},
      ${step.amount.toString()}::bigint, ${step.onDay}::date, ${new Date(context.clock.now())}::timestamptz,
      ${context.memberId}::uuid, ${step.reason ?? null}, ${step.note ?? ''}, ${step.competitorId ?? null}::uuid)`;
}

/** Makes changes of one deal wait for each other until the transaction ends. */
export async function lockDeal(tx: Tx, orgId: string, dealId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS held FROM deals WHERE org_id = ${orgId}::uuid AND id = ${dealId}::uuid FOR NO KEY UPDATE`;
}

/** Runs statements one after the other. */
export async function runAll(tx: Tx, statements: readonly Sql[]): Promise<void> {
  for (const statement of statements) await tx.$executeRaw(statement);
}
