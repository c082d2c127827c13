import type { Reply } from '../chat/reply.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Caller, Context, CustomerMatch } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { type Deed, mayUse, type Relation, relationTo } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import { commitAll, type Done } from '../store/commit.ts';
import { takenCard } from './cards.ts';

/** How a customer of this owner stands to the person who speaks; asks the database only where groups decide. */
export async function relateToOwner(context: Caller, ownerId: string | null): Promise<Relation> {
  const { memberId, roles } = context.actor;
  const plain = relationTo(memberId, ownerId);
  if (plain !== 'other' || !roles.includes('manager')) return plain;
  return relationTo(
    memberId,
    ownerId,
    await listMembersBelow(context.db, context.orgId, memberId, context.today),
  );
}

/** Whether the person may do this with a customer of this owner, by the rows as they are now. */
export async function mayWith(context: Caller, ownerId: string | null, deed: Deed): Promise<boolean> {
  return mayUse(context.actor.roles, deed, await relateToOwner(context, ownerId));
}

/**
 * Refuses to work with somebody else's customer: names the owner and the last contact, nothing more, and writes the
 * attempt down. Its name is told only to who has said it: an old button, an address or a phone number teaches nobody.
 */
export function refuseCustomer(
  context: Context,
  customer: Pick<CustomerMatch, 'id' | 'name' | 'ownerName' | 'lastContactAt'>,
  deed: Deed,
): Promise<Done> {
  const name = hasNamed(context, customer.name) ? customer.name : '';
  const card = takenCard({ ...customer, name, kind: 'refused' }, context);
  const reply: Reply = { kind: 'card', card, audience: 'asker' };
  return commitAll(context, reply, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: customer.id,
      after: { deed },
    }),
  ]);
}

function hasNamed({ inbound }: Context, name: string): boolean {
  const key = normalizeName(name);
  return key !== '' && listSaid(inbound).some((text) => normalizeName(text).includes(key));
}

/** What a request says in words of its own. */
function listSaid(inbound: Context['inbound']): readonly string[] {
  switch (inbound.kind) {
    case 'text':
    case 'change':
      return [inbound.text ?? ''];
    case 'press':
      return [inbound.target, ...Object.values(inbound.values)];
    case 'gone':
      return [];
  }
}
