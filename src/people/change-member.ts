import type { Role } from '../chat/spec.ts';
import { foldEmail } from '../kernel/text/contact.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext } from '../store/context.ts';

/** What an organization keeps of a person. */
export interface MemberFacts {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly rank: string;
  readonly reportsTo: string | null;
  readonly locale: string | null;
  readonly zone: string | null;
}

/**
 * Writes what differs of a member, audited with what it was and is; false if nothing does. Breaks `members_active_email_key`
 * if another active member has the address. Whether the roles may be given has been looked at.
 */
export async function changeMember(
  context: ActingContext,
  memberId: string,
  before: MemberFacts,
  after: MemberFacts,
): Promise<boolean> {
  const { orgId, db } = context;
  const names = Object.keys(after) as (keyof MemberFacts)[];
  const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (differing.length === 0) return false;
  const side = (facts: MemberFacts) => Object.fromEntries(differing.map((name) => [name, facts[name]]));
  await db.$transaction(async (tx) => {
    await tx.member.update({
      where: { orgId_id: { orgId, id: memberId } },
      data: { ...after, roles: [...after.roles], emailFolded: foldEmail(after.email) },
    });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'member.changed',
        entity: 'member',
        entityId: memberId,
        before: side(before),
        after: side(after),
      }),
    );
  });
  return true;
}
