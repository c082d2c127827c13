import type { LocalDate } from '../../kernel/calendar.ts';
import type { Context } from '../../people/context.ts';
import type { WeighedDeal } from './rules.ts';

/** What a customer has paid and bought. */
export interface Purchases {
  /** Confirmed payments less refunds since that day, in minor units, and how many payments they were. */
  readonly given: bigint;
  readonly payments: number;
  /** The days on which its orders were signed, the latest ones if there are very many. */
  readonly days: readonly LocalDate[];
}

/** What other rooms know about a customer's worth; `app` fills it in. */
export interface ValueSources {
  readonly loadPurchases: (context: Context, customerId: string, since: LocalDate) => Promise<Purchases>;
  /** Net payments since that day of each of these customers that paid more than was given back, in minor units. */
  readonly loadPaid: (
    context: Context,
    customerIds: readonly string[],
    since: LocalDate,
  ) => Promise<readonly bigint[]>;
  /** Open deals with the probability that counts for each. */
  readonly loadDeals: (context: Context, customerId: string) => Promise<readonly WeighedDeal[]>;
}
