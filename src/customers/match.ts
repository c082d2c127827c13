import { normalizePhone } from '../kernel/text/contact.ts';
import { normalizeName } from '../kernel/text/normalize.ts';
import type { Context, CustomerMatch } from '../people/context.ts';
import { NAMED, searchCustomers } from './search.ts';
import { findSight } from './sight.ts';
import { findCollision } from './store.ts';

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
  if (exact) return [exact];
  const hits = await searchCustomers(context.db, typed, {
    orgId: context.orgId,
    sight: await findSight(context),
    limit: CHOICES,
  });
  return hits.filter(({ rank }) => rank <= NAMED);
}
