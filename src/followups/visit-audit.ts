import type { LocalDate } from '../kernel/calendar.ts';
import { auditEntry } from '../store/audit.ts';
import type { Sql, Tx } from '../store/client.ts';
import type { ActingContext } from '../store/context.ts';
import { findStanding, type NewVisit, putVisit, type StandingVisit } from './visit-store.ts';

/** Plans a visit or checks in at it, and writes down what it was before, if it stood already, and what it is. */
export async function putAudited(
  context: ActingContext,
  tx: Tx,
  action: 'visit.planned' | 'visit.checked-in',
  visit: NewVisit,
): Promise<void> {
  const was = await findStanding(tx, context, visit);
  await tx.$executeRaw(putVisit(context, visit));
  const now = await findStanding(tx, context, visit);
  if (now === undefined) return;
  const after = describeVisit(now);
  const before = was && describeVisit(was);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  await tx.$executeRaw(auditEntry(context, { action, entity: 'visit', entityId: now.id, before, after }));
}

/** The audit entry of a visit that was called off. */
export function auditCancelled(
  context: ActingContext,
  { id, customerId, on }: { readonly id: string; readonly customerId: string; readonly on: LocalDate },
): Sql {
  const before = { customerId, on };
  return auditEntry(context, { action: 'visit.cancelled', entity: 'visit', entityId: id, before });
}

function describeVisit({ customerId, plannedOn, plannedTime, place, checkedInAt }: StandingVisit) {
  const there = checkedInAt === null ? {} : { checkedInAt: checkedInAt.toISOString() };
  return { customerId, on: plannedOn, time: plannedTime, place, ...there };
}
