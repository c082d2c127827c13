import type { PushContent } from '../content.ts';
import type { DeliveryKind } from '../plan.ts';

/** How much a push may be put off. */
export interface Manner {
  /** `through`: comes in quiet hours too. */
  readonly quiet: 'wait' | 'through';
  /**
   * When a day's budget is used up: `never` is not held by it; `first` is; `last` is once twice the budget is used up.
   * What needs a decision, money that came in, and what its reader asked for is never held.
   */
  readonly budget: 'never' | 'last' | 'first';
}

const ASKED = { quiet: 'wait', budget: 'never' } as const;
const NEWS = { quiet: 'wait', budget: 'last' } as const;
const HINT = { quiet: 'wait', budget: 'first' } as const;
const AT_ONCE = { quiet: 'through', budget: 'never' } as const;

/**
 * Every push, with its manner. In quiet hours only that comes through which answers what somebody is doing at this very
 * moment: an account that waits to be let in.
 */
export const manners: Readonly<Record<PushContent['push'], Manner>> = {
  canary: AT_ONCE,
  identity: AT_ONCE,
  // What brings the others together has waited already.
  gathered: AT_ONCE,
  // Takes the place of what is there already.
  amended: AT_ONCE,

  // Money and orders.
  'order-signed': ASKED,
  'payment-confirmed': ASKED,
  // Somebody has to decide.
  'payment-proposed': ASKED,
  'split-proposed': ASKED,
  'role-asked': ASKED,
  case: ASKED,
  'member-gone': ASKED,
  newcomer: ASKED,
  // Asked for: a reminder one set oneself, a summary one subscribed to.
  reminder: ASKED,
  daily: ASKED,
  ranking: ASKED,
  overdue: ASKED,
  'clear-day': ASKED,

  'deal-step': NEWS,
  'payment-decided': NEWS,
  'split-decided': NEWS,
  'split-changed': NEWS,
  'role-decided': NEWS,
  'roles-changed': NEWS,
  received: NEWS,
  'moved-away': NEWS,
  handover: NEWS,
  comment: NEWS,

  'same-city': HINT,
  stale: HINT,
  calendar: HINT,
  letters: ASKED,
  review: HINT,
};

/** So many messages of a kind go to one place one by one within `withinMs`; the others come together. */
export interface BurstLimit {
  readonly most: number;
  readonly withinMs: number;
}

const MINUTE = 60_000;
/**
 * A team that has its best hour signs three or four times in ten minutes and wants to see each; what is more comes from an
 * import or somebody who catches up on a week. Whoever decides goes through a few more one by one. Summaries and rankings
 * come once a day and are never one too many.
 */
const USUAL: BurstLimit = { most: 5, withinMs: 10 * MINUTE };
export const burstLimits: Readonly<Partial<Record<DeliveryKind, BurstLimit>>> = {
  sales: USUAL,
  reminder: USUAL,
  approval: { most: 8, withinMs: 10 * MINUTE },
  'same-city': { most: 3, withinMs: 10 * MINUTE },
  stale: USUAL,
  people: USUAL,
  case: USUAL,
};

/** The others of a burst come at the next of these steps of the clock that is at least so far away (ms). */
export const burstStep = { every: 5 * MINUTE, least: 2 * MINUTE } as const;

/**
 * How many messages a day somebody gets unasked before what matters least is gathered, if nobody decided otherwise. A
 * person who reads twenty has stopped reading; a channel is read by many, each of whom looks at some.
 */
export const defaultBudgets = { people: 20, channels: 40 } as const;

/** What the budget held comes at this time of the place's day; if that is near or past, the next morning. */
export const budgetTimes = { evening: '18:00', morning: '09:00', leastMs: 30 * MINUTE } as const;
