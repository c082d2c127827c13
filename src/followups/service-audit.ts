import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql } from '../store/client.ts';

/** The audit entry of a service case that was closed. */
export function auditClosed(context: Context, id: string, outcome: string): Sql {
  return auditEntry(context, {
    action: 'service.closed',
    entity: 'follow_up',
    entityId: id,
    before: { state: 'open' },
    after: { state: 'closed', outcome },
  });
}
