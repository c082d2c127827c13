import type { LocalDate } from '../../kernel/calendar.ts';
import type { Context } from '../../people/context.ts';
import { listCommonManagers, listMembersBelow } from '../../people/groups.ts';
import type { Db } from '../../store/client.ts';
import { type CaseSides, type Part, readPart } from './rules.ts';

/**
 * Who is asked to decide a case: the managers of the nearest group above both sides that has one; where none has, the
 * executives, else the admins. Never one of the two.
 */
export async function findDeciders(
  db: Pick<Db, '$queryRaw' | 'member'>,
  orgId: string,
  { claimantId, respondentId }: CaseSides,
  day: LocalDate,
): Promise<readonly string[]> {
  const managers = await listCommonManagers(db, orgId, [claimantId, respondentId], day);
  if (managers.length > 0) return managers;
  const others = await db.member.findMany({
    where: {
      orgId,
      active: true,
      roles: { hasSome: ['executive', 'admin'] },
      id: { notIn: [claimantId, respondentId] },
    },
    select: { id: true, roles: true },
    orderBy: { id: 'asc' },
  });
  const executives = others.filter(({ roles }) => roles.includes('executive'));
  return (executives.length > 0 ? executives : others).map(({ id }) => id);
}

/** What the person who speaks is in a case, by the groups of today. */
export function findPart({ db, orgId, actor, today }: Context, about: CaseSides): Promise<Part> {
  return findPartOf(db, orgId, about, actor, today);
}

/** What a member is in a case, by the groups of that day. */
export async function findPartOf(
  db: Db,
  orgId: string,
  about: CaseSides,
  { memberId, roles }: { readonly memberId: string; readonly roles: readonly string[] },
  today: LocalDate,
): Promise<Part> {
  const [deciders, below] = await Promise.all([
    findDeciders(db, orgId, about, today),
    listMembersBelow(db, orgId, memberId, today),
  ]);
  return readPart(about, { memberId, roles, below, deciders });
}
