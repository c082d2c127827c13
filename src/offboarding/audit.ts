import type { HandedItem } from '../people/holding.ts';
import type { HoldingKind } from '../people/holding-names.ts';
import { auditEntries } from '../store/audit.ts';
import type { AuditEntity } from '../store/audit-kinds.ts';
import type { Sql } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';

/** What the audit log calls the rows of each kind that somebody may look after. */
const rowsOf: Readonly<Record<HoldingKind, AuditEntity>> = {
  customers: 'customer',
  deals: 'deal',
  services: 'follow_up',
  cases: 'collision_case',
  payments: 'payment',
  splits: 'split_proposal',
  visits: 'visit',
  reminders: 'reminder',
  subscriptions: 'subscription',
  drafts: 'draft',
  groups: 'group',
  reports: 'member',
  accounts: 'identity',
  grants: 'role_grant',
};

/** The statement that writes down of each row whose it was and whose it is; nobody's where it went into the pool or was closed. */
export function auditItems(
  context: ActingContext,
  leaverId: string,
  items: readonly (HandedItem & { readonly kind: HoldingKind })[],
): Sql {
  return auditEntries(
    context,
    items.map(({ kind, id, to }) => ({
      action: 'handover.moved',
      entity: rowsOf[kind],
      entityId: id,
      before: { memberId: leaverId },
      after: { memberId: to },
    })),
  );
}
