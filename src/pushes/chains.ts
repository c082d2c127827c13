import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import { listSuperiors } from './people-store.ts';
import { findReadersByRole } from './readers.ts';

/** Who stands above a member, and who above those. */
export interface Chain {
  readonly managers: readonly string[];
  readonly heads: readonly string[];
}

/**
 * The chains above members on a day, each looked up once. Where nobody stands above somebody, the executives do; where
 * nobody stands above their manager either, the manager is the head as well.
 */
export function createChains(db: Db, orgId: string, day: LocalDate) {
  const known = new Map<string, Promise<Chain>>();
  let executives: Promise<readonly string[]> | undefined;

  function listExecutives(): Promise<readonly string[]> {
    executives ??= findReadersByRole(db, orgId, 'executive').then((found) =>
      found.map((each) => each.memberId),
    );
    return executives;
  }

  async function listAbove(memberId: string, below: readonly string[]): Promise<readonly string[]> {
    const superiors = await listSuperiors(db, orgId, memberId, day);
    const found = superiors.length > 0 ? superiors : await listExecutives();
    return found.filter((id) => id !== memberId && !below.includes(id));
  }

  async function load(memberId: string): Promise<Chain> {
    const managers = await listAbove(memberId, []);
    const above = await Promise.all(managers.map((id) => listAbove(id, [memberId, ...managers])));
    const heads = [...new Set(above.flat())];
    return { managers, heads: heads.length > 0 ? heads : managers };
  }

  return {
    of: (memberId: string): Promise<Chain> => {
      const found = known.get(memberId) ?? load(memberId);
      known.set(memberId, found);
      return found;
    },
  };
}
