import type { Role } from '../chat/spec.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import { foldEmail, isEmailAddress } from '../kernel/text/contact.ts';
import { isValidZone } from '../kernel/zones.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext } from '../store/context.ts';
import { violatedConstraint } from '../store/errors.ts';
import { outboxEvent } from '../store/outbox.ts';
import { isGuarded } from './members/rules.ts';

export interface NewMember {
  readonly name: string;
  /** Work address: what chat accounts are linked by. */
  readonly email: string;
  readonly roles: readonly Role[];
  readonly rank?: 'staff' | 'middle' | 'executive';
  readonly reportsTo?: string;
  readonly locale?: string;
  readonly zone?: string;
}

const NAME_LENGTH = 100;

/**
 * Adds a person to the organization. Refuses with `name`, `email`, `zone`, or `email-taken` while an active member has the
 * address. HR hears of roles for which the command line needs no second signature.
 */
export async function createMember(
  context: ActingContext,
  input: NewMember,
): Promise<Result<{ readonly memberId: string }>> {
  const name = cleanText(input.name, NAME_LENGTH);
  if (name === '') return refuse('name');
  if (!isEmailAddress(input.email)) return refuse('email', { email: input.email });
  if (input.zone !== undefined && !isValidZone(input.zone)) return refuse('zone', { zone: input.zone });
  const memberId = context.ids.uuid();
  const { roles, rank, reportsTo, locale, zone } = input;
  try {
    await context.db.$transaction(async (tx) => {
      await tx.member.create({
        data: {
          orgId: context.orgId,
          id: memberId,
          name,
          email: input.email,
          emailFolded: foldEmail(input.email),
          roles: [...roles],
          rank: rank ?? 'staff',
          reportsTo: reportsTo ?? null,
          locale: locale ?? null,
          zone: zone ?? null,
          createdAt: new Date(context.clock.now()),
        },
      });
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'member.created',
          entity: 'member',
          entityId: memberId,
          after: { name, roles },
        }),
      );
      // Nobody in the company signed for these.
      const guarded = roles.filter(isGuarded);
      if (context.origin === 'cli' && context.memberId === null && guarded.length > 0)
        await tx.$executeRaw(
          outboxEvent(context, { kind: 'role.changed', memberId, byId: null, gained: guarded, lost: [] }),
        );
    });
    return ok({ memberId });
  } catch (error) {
    if (violatedConstraint(error) === 'members_active_email_key')
      return refuse('email-taken', { email: input.email });
    throw error;
  }
}
