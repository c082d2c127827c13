import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import { listSuperiorsOf } from './people-store.ts';
import { findReadersByRole } from './readers.ts';

/** Who stands above a member, and who above those. */
export interface Chain {
  readonly managers: readonly string[];
  readonly heads: readonly string[];
}

/**
 * The chains above members on a day, all in a few look-ups. Where nobody stands above somebody, the executives do; where
 * nobody stands above their manager either, the manager is the head as well.
 */
export async function loadChains(
  db: Db,
  orgId: string,
  memberIds: readonly string[],
  day: LocalDate,
): Promise<ReadonlyMap<string, Chain>> {
  const executives = (await findReadersByRole(db, orgId, 'executive')).map(({ memberId }) => memberId);
  const superiors = await listSuperiorsOf(db, orgId, memberIds, day);
  const managers = new Set([...superiors.values()].flat());
  const above = await listSuperiorsOf(db, orgId, [...managers, ...executives], day);
  return new Map(memberIds.map((id) => [id, chainOf(id)]));

  function chainOf(memberId: string): Chain {
    const own = (superiors.get(memberId) ?? executives).filter((id) => id !== memberId);
    const heads = own.flatMap((manager) =>
      (above.get(manager) ?? executives).filter(
        (id) => id !== manager && id !== memberId && !own.includes(id),
      ),
    );
    return { managers: own, heads: heads.length > 0 ? [...new Set(heads)] : own };
  }
}
