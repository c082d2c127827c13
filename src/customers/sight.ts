import type { Role } from '../chat/spec.ts';
import type { Caller } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';

/** Whose customers somebody sees: everybody's, or these members' and the pool's. */
export interface Sight {
  readonly all: boolean;
  readonly owners: readonly string[];
}

const SEES_ALL: readonly Role[] = ['finance', 'executive', 'admin'];

/** Whose customers the person may find by name: finance finds all, since payments of all are recorded there. */
export async function findSight(context: Caller): Promise<Sight> {
  const { memberId, roles } = context.actor;
  if (SEES_ALL.some((role) => roles.includes(role))) return { all: true, owners: [] };
  if (!roles.includes('manager')) return { all: false, owners: [memberId] };
  const below = await listMembersBelow(context.db, context.orgId, memberId, context.today);
  return { all: false, owners: [memberId, ...below] };
}
