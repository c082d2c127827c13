import { splitNames } from '../customers/transfer-words.ts';

/** One part of what somebody leaves: for whom, and which customers. No groups: what nobody else is named for. */
export interface TypedShare {
  readonly who: string;
  readonly groups: readonly string[];
}

const POOL = /^(?:the\s+)?pool$|^公海$/i;
const REST = /^(?:the\s+)?(?:rest|others?)$|^其余$|^其他$|^剩下的?$/i;

/** Whether a name means the pool. */
export function isPool(who: string): boolean {
  return POOL.test(who.trim());
}

/**
 * Reads who takes over: `Wang Fang`; `Wang Fang, Chen Qi` (dealt out evenly); `Wang Fang: A, Shanghai; Chen Qi: rest`;
 * `pool`. A group of customers is a category or a city.
 */
export function readShares(text: string): readonly TypedShare[] {
  return text
    .split(/[;；\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, who, groups] = /^(.+?)\s*[:：]\s*(.+)$/s.exec(part) ?? [];
      if (who === undefined || groups === undefined) {
        return splitNames(part).map((name) => ({ who: name, groups: [] }));
      }
      return [{ who, groups: splitNames(groups).filter((group) => !REST.test(group)) }];
    });
}

/** A customer of the leaver, as far as it decides who gets it. */
export interface LeftCustomer {
  readonly id: string;
  readonly categoryId: string | null;
  readonly city: string;
}

/** A share whose person and groups were found. `memberId` null: the pool. */
export interface Share {
  readonly memberId: string | null;
  readonly categories: readonly string[];
  readonly cities: readonly string[];
}

/**
 * Who gets which customer: the first share that names its category or city; the others are dealt in turn to the shares that
 * name none, so that everybody gets alike of each category (the customers come in that order). With no such share they go
 * to the first one.
 */
export function assignCustomers(
  customers: readonly LeftCustomer[],
  shares: readonly Share[],
): ReadonlyMap<string, string | null> {
  const open = shares.filter(({ categories, cities }) => categories.length + cities.length === 0);
  const rest = open.length > 0 ? open : shares.slice(0, 1);
  let turn = 0;
  return new Map(
    customers.map((customer) => {
      const named = shares.find((share) => isFor(share, customer));
      if (named !== undefined) return [customer.id, named.memberId];
      const share = rest[turn % rest.length];
      turn += 1;
      return [customer.id, share?.memberId ?? null];
    }),
  );
}

function isFor({ categories, cities }: Share, { categoryId, city }: LeftCustomer): boolean {
  return (categoryId !== null && categories.includes(categoryId)) || (city !== '' && cities.includes(city));
}
