import type { Reply } from '../../chat/reply.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context, CustomerMatch } from '../../people/context.ts';
import { mayUse } from '../../people/rights.ts';
import type { Tx } from '../../store/client.ts';
import { answer, type Done } from '../../store/commit.ts';
import { refuseCustomer, relateToOwner } from '../access.ts';
import { sayGone } from '../show.ts';
import { findCustomer } from '../store.ts';
import { contactsCard } from './cards.ts';
import { listContacts } from './store.ts';
import { contactText as t } from './text.ts';

/** `contacts`: everybody at a customer, for those who may see it. */
export async function showContacts(
  context: Context,
  title?: string,
  customer: CustomerMatch | undefined = context.customers[0],
): Promise<Done> {
  if (customer === undefined) return sayGone(context);
  const relation = await relateToOwner(context, customer.ownerId);
  if (!mayUse(context.actor.roles, 'customer.see', relation))
    return refuseCustomer(context, customer, 'customer.see');
  const changeable = mayUse(context.actor.roles, 'customer.work', relation);
  const contacts = await listContacts(context.db, context.orgId, customer.id);
  const shown = title ?? t.of(customer.name)[context.actor.lang];
  const card = contactsCard(
    { customerId: customer.id, contacts, changeable, title: shown, tone: 'info' },
    context,
  );
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button of the same. */
export async function pressContacts(context: Context, target: string): Promise<Done> {
  const customer = isUuid(target) ? await findCustomer(context.db, context.orgId, target) : undefined;
  return customer ? showContacts(context, undefined, customer) : sayGone(context);
}

/** The list after a change, for whoever made it; in the place of the card whose button was pressed. */
export async function replyContacts(
  tx: Tx,
  context: Context,
  customerId: string,
  title: string,
): Promise<Reply> {
  const contacts = await listContacts(tx, context.orgId, customerId);
  const card = contactsCard({ customerId, contacts, changeable: true, title, tone: 'good' }, context);
  const { inbound } = context;
  return inbound.kind === 'press' && inbound.surface === 'card'
    ? { kind: 'replace', card }
    : { kind: 'card', card, audience: 'asker' };
}
