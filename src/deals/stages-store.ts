import type { Bilingual } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Tx } from '../store/client.ts';
import { dealFacts, recordsSince, type Stage, type StageRecord } from './rules.ts';

/** The organization's stages in their order, retired ones too. */
export async function listStages(db: Pick<Tx, 'dealStage'>, orgId: string): Promise<readonly Stage[]> {
  const rows = await db.dealStage.findMany({
    where: { orgId },
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
  });
  return rows.map(({ code, nameEn, nameZh, probabilityBp, staleDays, required, active }) => ({
    code,
    name: { en: nameEn, zh: nameZh },
    probabilityBp,
    staleDays,
    // A check in the database allows no other words than these and the names of own fields.
    required: dealFacts.filter((fact) => required.includes(fact)),
    requiredOwn: required.filter((name) => dealFacts.every((fact) => fact !== name)),
    active,
  }));
}

/** Why deals are lost. */
export interface LostReason {
  readonly code: string;
  readonly name: Bilingual;
  readonly active: boolean;
}

/** The organization's reasons in their order, retired ones too. */
export async function listReasons(
  db: Pick<Tx, 'dealLostReason'>,
  orgId: string,
): Promise<readonly LostReason[]> {
  const rows = await db.dealLostReason.findMany({
    where: { orgId },
    orderBy: [{ position: 'asc' }, { code: 'asc' }],
  });
  return rows.map(({ code, nameEn, nameZh, active }) => ({ code, name: { en: nameEn, zh: nameZh }, active }));
}

/** How deals ended that were ever in a stage and closed in the last 24 months, by the stage's code. */
export async function loadRecords(
  db: Pick<Tx, '$queryRaw'>,
  orgId: string,
  today: LocalDate,
): Promise<ReadonlyMap<string, StageRecord>> {
  const rows = await db.$queryRaw<{ stage: string; closed: bigint; won: bigint }[]>`
    SELECT stage, closed, won FROM deal_records(${orgId}::uuid, ${recordsSince(today)}::date)`;
  return new Map(rows.map(({ stage, closed, won }) => [stage, { closed: Number(closed), won: Number(won) }]));
}
