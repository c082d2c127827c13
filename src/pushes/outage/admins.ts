import type { Lang } from '../../chat/language.ts';
import type { Address } from '../../chat/sender.ts';
import type { StoreContext } from '../../store/context.ts';
import { findReadersByRole } from '../readers.ts';

/** An admin, and the private chat in which they are reached. */
export interface ReachableAdmin {
  readonly address: Address;
  readonly lang: Lang;
}

/** More organizations than this are told by their operator. */
const ORGANIZATIONS_MOST = 200;
const ADMINS_MOST = 5;

/** The admins of the installation's organizations who can be reached, a few of each. */
export async function listAdmins({ db }: StoreContext): Promise<readonly ReachableAdmin[]> {
  const organizations = await db.organization.findMany({
    select: { id: true },
    orderBy: { id: 'asc' },
    take: ORGANIZATIONS_MOST,
  });
  const found: ReachableAdmin[] = [];
  for (const { id } of organizations) {
    const readers = await findReadersByRole(db, id, 'admin');
    const reachable = readers.flatMap(({ address, lang }) => (address === null ? [] : [{ address, lang }]));
    found.push(...reachable.slice(0, ADMINS_MOST));
  }
  return found;
}
