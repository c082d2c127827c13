import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { PoolSettings } from './settings.ts';

const DAY = 86_400_000;

/** What decides whether somebody may take a customer. */
export interface TakerFacts {
  /** Customers they claimed on this day of the organization. */
  readonly claimedToday: number;
  /** Customers they have. */
  readonly held: number;
  /** How and when (epoch ms) they last ceased to be this customer's owner; null: they never were. */
  readonly lost: { readonly at: number; readonly reason: string; readonly toPool: boolean } | null;
  /** Whether the customer has been in the pool ever since. */
  readonly lostLast: boolean;
}

export type ClaimRefusal = 'cool-down' | 'claims-per-day' | 'customers-held';

/**
 * Whether somebody may claim. Who had the customer waits for the cool-down, however they lost it; only what fell by the
 * rule may be taken back at once, where the organization lets them. Then the limits of a day and of what one person holds.
 */
export function decideClaim(
  settings: PoolSettings,
  facts: TakerFacts,
  now: number,
): Result<undefined, ClaimRefusal> {
  const { claimsPerDay, customersHeld, claimBack } = settings;
  const { lost } = facts;
  const mayTakeBack = claimBack && facts.lostLast && lost?.reason === 'fell';
  const freeAt = lost === null || mayTakeBack ? 0 : endCoolDown(settings, lost.at);
  if (now < freeAt) return refuse('cool-down', { freeAt });
  if (claimsPerDay > 0 && facts.claimedToday >= claimsPerDay)
    return refuse('claims-per-day', { claimsPerDay });
  if (customersHeld > 0 && facts.held >= customersHeld) return refuse('customers-held', { customersHeld });
  return ok();
}

/**
 * Whether a manager may give somebody a customer: not to who let it go into the pool during their cool-down, or a friend
 * could claim it for them. What a manager took from somebody goes back freely.
 */
export function decideReceive(
  settings: PoolSettings,
  lost: TakerFacts['lost'],
  now: number,
): Result<undefined, 'cool-down'> {
  if (lost === null || !lost.toPool) return ok();
  const freeAt = endCoolDown(settings, lost.at);
  return now < freeAt ? refuse('cool-down', { freeAt }) : ok();
}

/** What was lost after this instant (epoch ms) still has its cool-down. */
export function startCoolDown({ coolDownDays }: PoolSettings, now: number): number {
  return now - coolDownDays * DAY;
}

/** From when on (epoch ms) a last owner may take a customer again that they lost at `lostAt`. */
export function endCoolDown({ coolDownDays }: PoolSettings, lostAt: number): number {
  return lostAt + coolDownDays * DAY;
}
