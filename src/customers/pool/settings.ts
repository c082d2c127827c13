import { Prisma, type Sql, type Tx } from '../../store/client.ts';

/** How an organization wants its pool to work. A limit of 0 is none. */
export interface PoolSettings {
  /** Claims of one person on one day of the organization. */
  readonly claimsPerDay: number;
  /** Customers that one person may hold and still claim. */
  readonly customersHeld: number;
  /** Days in which a last owner may not take the customer again. */
  readonly coolDownDays: number;
  /** Contact at least every so many days, where a customer has no category. */
  readonly cadenceDays: number;
  /** Days after the owner's nudge at which the manager hears of a stale customer. */
  readonly managerAfterDays: number;
  /** Whether a stale customer falls into the pool, so many days after the owner's nudge. */
  readonly falls: boolean;
  readonly fallAfterDays: number;
  /** Whether the last owner may take back at once what fell. */
  readonly claimBack: boolean;
}

/** What holds until an admin says otherwise: limits that nobody meets by working, and nothing falls by itself. */
export const defaultPoolSettings: PoolSettings = {
  claimsPerDay: 10,
  customersHeld: 500,
  coolDownDays: 7,
  cadenceDays: 30,
  managerAfterDays: 3,
  falls: false,
  fallAfterDays: 7,
  claimBack: true,
};

/** The organization's settings, or the defaults. */
export async function loadPoolSettings(db: Pick<Tx, 'poolSettings'>, orgId: string): Promise<PoolSettings> {
  const row = await db.poolSettings.findUnique({ where: { orgId }, omit: { orgId: true } });
  return row ?? defaultPoolSettings;
}

/** The statement that keeps them. */
export function savePoolSettings(orgId: string, settings: PoolSettings): Sql {
  const { claimsPerDay, customersHeld, coolDownDays, cadenceDays } = settings;
  const { managerAfterDays, falls, fallAfterDays, claimBack } = settings;
  return Prisma.sql`INSERT INTO pool_settings (org_id, claims_per_day, customers_held, cool_down_days, cadence_days,
      manager_after_days, falls, fall_after_days, claim_back)
    VALUES (${orgId}::uuid, ${claimsPerDay}::int, ${customersHeld}::int, ${coolDownDays}::int, ${cadenceDays}::int,
      ${managerAfterDays}::int, ${falls}::boolean, ${fallAfterDays}::int, ${claimBack}::boolean)
    ON CONFLICT (org_id) DO UPDATE SET claims_per_day = excluded.claims_per_day,
      customers_held = excluded.customers_held, cool_down_days = excluded.cool_down_days,
      cadence_days = excluded.cadence_days, manager_after_days = excluded.manager_after_days, falls = excluded.falls,
      fall_after_days = excluded.fall_after_days, claim_back = excluded.claim_back`;
}
