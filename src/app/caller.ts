import type { Inbound } from '../chat/inbound.ts';
import type { CustomerLookup, Resolved } from '../customers/resolve.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import type { Context } from '../people/context.ts';
import type { StoreContext } from '../store/context.ts';
import { furnishForm } from './suggest.ts';

export type Lookup = CustomerLookup;

/** What a command runs with, from a verified request and the rows that say who sent it. */
export function createContext(
  store: StoreContext,
  inbound: Inbound,
  resolved: Extract<Resolved, { kind: 'linked' }>,
  today: LocalDate,
): Context {
  const context: Context = {
    // One by one: a context has the same shape at every request, which a spread does not promise the engine.
    db: store.db,
    clock: store.clock,
    ids: store.ids,
    orgId: resolved.org.id,
    memberId: resolved.actor.memberId,
    origin: inbound.source.platform,
    inbound,
    org: resolved.org,
    actor: resolved.actor,
    today,
    customers: resolved.customers,
    begun: resolved.begun,
    shape: (reply) => furnishForm(context, reply),
  };
  return context;
}
