import { Prisma, type Sql, type Tx } from '../../store/client.ts';
import type { Stage } from '../rules.ts';
import type { LostReason } from '../stages-store.ts';

/** Makes changes of an organization's stages and reasons wait for each other until the transaction ends. */
export async function lockDealSettings(tx: Tx, orgId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`deal settings ${orgId}`}, 0))`;
}

/** The statement that writes a stage, new or known, at its place. */
export function writeStage(orgId: string, stage: Stage, position: number): Sql {
  return Prisma.sql`INSERT INTO deal_stages (org_id, code, position, name_en, name_zh, probability_bp, stale_days, required, active)
    VALUES (${orgId}::uuid, ${stage.code}, ${position}::int, ${stage.name.en}, ${stage.name.zh},
      ${stage.probabilityBp}::int, ${stage.staleDays}::int, ${[...stage.required, ...stage.requiredOwn]}::text[], ${stage.active})
    ON CONFLICT (org_id, code) DO UPDATE SET position = EXCLUDED.position, name_en = EXCLUDED.name_en,
      name_zh = EXCLUDED.name_zh, probability_bp = EXCLUDED.probability_bp, stale_days = EXCLUDED.stale_days,
      required = EXCLUDED.required, active = EXCLUDED.active`;
}

/** The statement that writes a reason, new or known, at its place. */
export function writeReason(orgId: string, reason: LostReason, position: number): Sql {
  return Prisma.sql`INSERT INTO deal_lost_reasons (org_id, code, position, name_en, name_zh, active)
    VALUES (${orgId}::uuid, ${reason.code}, ${position}::int, ${reason.name.en}, ${reason.name.zh}, ${reason.active})
    ON CONFLICT (org_id, code) DO UPDATE SET position = EXCLUDED.position, name_en = EXCLUDED.name_en,
      name_zh = EXCLUDED.name_zh, active = EXCLUDED.active`;
}

/** From which amount on a deal is big, if the organization says so; minor units. */
export async function findBigAmount(db: Pick<Tx, 'organization'>, orgId: string): Promise<bigint | null> {
  const row = await db.organization.findUnique({ where: { id: orgId }, select: { bigDealAmount: true } });
  return row?.bigDealAmount ?? null;
}

export function setBigAmount(orgId: string, amount: bigint): Sql {
  return Prisma.sql`UPDATE organizations SET big_deal_amount = ${amount.toString()}::bigint WHERE id = ${orgId}::uuid`;
}
