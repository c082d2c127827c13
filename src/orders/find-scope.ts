import type { Context } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { receivableText as t } from './receivable-text.ts';
import type { Standing } from './rights.ts';

/** Whose orders are listed. `members` null: everybody's. */
export interface ListScope {
  readonly members: readonly string[] | null;
  /** Whose they are, for the title. */
  readonly whose: string;
}

/**
 * The orders that the speaker may list: all of the company, those of the groups that they manage with their own, or their
 * own; narrowed to one member's where one is named. Undefined where that member's are not theirs to see.
 */
export async function findScope(
  context: Context,
  { memberId, roles, below }: Standing,
  member: string | undefined,
): Promise<ListScope | undefined> {
  const { lang } = context.actor;
  const seesAll = mayUse(roles, 'order.see', 'other');
  if (member !== undefined) {
    if (!seesAll && member !== memberId && !below.has(member)) return undefined;
    const id = { orgId_id: { orgId: context.orgId, id: member } };
    const found = await context.db.member.findUnique({ where: id, select: { name: true } });
    return { members: [member], whose: found?.name ?? '' };
  }
  if (seesAll) return { members: null, whose: t.company[lang] };
  if (below.size > 0) return { members: [...new Set([memberId, ...below])], whose: t.groups[lang] };
  return { members: [memberId], whose: t.own[lang] };
}
