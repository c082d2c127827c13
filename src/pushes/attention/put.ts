import type { Caller } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { findStandings } from '../groups.ts';
import { mayChange } from '../rights.ts';
import { listSubscriptions } from '../subscription-store.ts';
import { type AttentionSet, type AttentionTarget, findSet, putSet } from './store.ts';

/** Sets and writes down what was before; false, and nothing is written, where it stood so. */
export async function putAttention(
  context: ActingContext,
  tx: Tx,
  target: AttentionTarget,
  change: Partial<AttentionSet>,
): Promise<boolean> {
  const before = await findSet(tx, context.orgId, target, true);
  const after = { ...before, ...change };
  if (before.quiet === after.quiet && before.budget === after.budget) return false;
  const [row] = await tx.$queryRaw<{ id: string }[]>(putSet(context, target, change));
  const home = describeTarget(target);
  const facts = { action: 'attention.set', entity: 'attention', entityId: row?.id ?? null } as const;
  const isNew = before.quiet === null && before.budget === null;
  const was = isNew ? {} : { before: { home, ...before } };
  await tx.$executeRaw(auditEntry(context, { ...facts, ...was, after: { home, ...after } }));
  return true;
}

function describeTarget(target: AttentionTarget): string {
  if (target.scope === 'member') return target.memberId;
  return target.scope === 'conversation' ? target.conversation : target.scope;
}

/**
 * One's own everybody sets; the organization's an admin; a conversation's an admin, or a manager who may change every
 * subscription of it.
 */
export async function maySetAttention(
  { db, orgId, actor, memberId, today }: Caller,
  target: AttentionTarget,
): Promise<boolean> {
  if (target.scope === 'member') return target.memberId === memberId;
  if (actor.roles.includes('admin')) return true;
  if (target.scope !== 'conversation' || !actor.roles.includes('manager')) return false;
  const [standings, subscriptions] = await Promise.all([
    findStandings(db, orgId, actor, today),
    listSubscriptions(db, orgId, { ...target, kind: 'conversation' }),
  ]);
  return subscriptions.length > 0 && subscriptions.every((each) => mayChange(standings, each));
}
