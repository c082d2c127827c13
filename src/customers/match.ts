import { cleanText } from '../kernel/text/clean.ts';
import { normalizePhone } from '../kernel/text/contact.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { mayWith } from './access.ts';
import { NAMED, searchCustomers } from './search.ts';
import { findSight } from './sight.ts';
import { type Collision, findCollision } from './store.ts';

const CHOICES = 8;

/**
 * The customers that a typed text names: the one whose name or phone it is exactly, whosever it is; else those that the
 * person may see and whose name holds the text or sounds like it, one or several. None, if only guesses are left.
 */
export async function matchCustomers(context: Context, typed: string): Promise<readonly CustomerMatch[]> {
  const phone = normalizePhone(typed);
  const exact = await findCollision(context.db, context.orgId, {
    name: normalizeName(typed),
    ...(phone.kind === 'ok' ? { phone: phone.value } : {}),
  });
  if (exact) return [await hideName(context, exact, typed)];
  const hits = await searchCustomers(context.db, typed, {
    orgId: context.orgId,
    sight: await findSight(context),
    limit: CHOICES,
    memberId: context.memberId,
  });
  return hits.filter(({ rank }) => rank <= NAMED);
}

/** A phone number must not tell what a customer is called that somebody may not see: it is what they called it. */
async function hideName(
  context: Context,
  { sharedKey, ...customer }: Collision,
  typed: string,
): Promise<CustomerMatch> {
  if (sharedKey === 'name' || (await mayWith(context, customer.ownerId, 'customer.see'))) return customer;
  return { ...customer, name: cleanText(typed, 60) };
}
