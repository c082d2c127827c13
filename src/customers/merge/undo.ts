import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { mayWith } from '../access.ts';
import { noticeCard } from '../cards.ts';
import { deriveSearchColumns } from '../names.ts';
import { moveOwner } from '../owners.ts';
import { sayGone } from '../show.ts';
import { undoneCard } from './cards.ts';
import { type MergedRows, returnRows } from './rows.ts';
import { judgeUndo } from './rules.ts';
import {
  changeContact,
  emptyFacts,
  findLastMerge,
  findMerge,
  leadBack,
  loadRecords,
  lockMerge,
  type Merge,
  markUndone,
  takeBack,
} from './store.ts';
import { mergeText as t, undoRefusals } from './text.ts';

/** `customer unmerge`: takes the last merge into this customer apart. */
export async function unmergeCustomer(context: Context, rows: readonly MergedRows[]): Promise<Done> {
  const [customer] = context.customers;
  if (customer === undefined) return sayGone(context);
  if (!(await mayWith(context, customer.ownerId, 'customer.merge'))) return refuse(context, customer.id);
  const merge = await findLastMerge(context.db, context.orgId, customer.id, customer.nameKey);
  if (merge) return undo(context, rows, merge);
  const card = noticeCard(t.noMerge(customer.name)[context.actor.lang], '', 'plain');
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The button on the card of a merge. */
export async function pressUndo(
  context: Context,
  rows: readonly MergedRows[],
  target: string,
): Promise<Done> {
  const merge = isUuid(target) ? await findMerge(context.db, context.orgId, target) : undefined;
  if (merge === undefined) return sayGone(context);
  if (!(await mayWith(context, merge.intoOwnerId, 'customer.merge'))) return refuse(context, merge.intoId);
  return undo(context, rows, merge);
}

function undo(context: Context, rows: readonly MergedRows[], { id }: Merge): Promise<Done> {
  const { orgId, clock } = context;
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    await lockMerge(tx, orgId, id);
    const merge = await findMerge(tx, orgId, id);
    const verdict = merge === undefined ? 'undone' : judgeUndo(merge, clock.now());
    if (merge === undefined || verdict !== 'allowed') {
      const sentence = undoRefusals[verdict === 'allowed' ? 'undone' : verdict][lang];
      return { kind: 'card', card: noticeCard(sentence, '', 'plain'), audience: 'asker' };
    }
    await takeApart(context, tx, rows, merge);
    const card = undoneCard(context, merge);
    return context.inbound.kind === 'text'
      ? { kind: 'card', card, audience: 'asker' }
      : { kind: 'replace', card };
  });
}

/** The way back, in the order opposite to the way there. What somebody has changed since stays as it is now. */
async function takeApart(context: Context, tx: Tx, rows: readonly MergedRows[], merge: Merge): Promise<void> {
  const { orgId } = context;
  const { id, fromId, intoId, fromName, before } = merge;
  await loadRecords(tx, orgId, [fromId, intoId], true);
  await tx.$executeRaw(markUndone(context, id));
  await tx.$executeRaw(takeBack(orgId, fromId, await deriveSearchColumns(fromName)));
  await tx.$executeRaw(leadBack(orgId, id, fromId));
  for (const each of rows) await returnRows(tx, each, { orgId, mergeId: id, fromId, intoId });
  for (const statement of emptyFacts(orgId, intoId, before.filled)) await tx.$executeRaw(statement);
  await tx.$executeRaw(changeContact(orgId, intoId, before.mergedContactAt, before.lastContactAt));
  const reason = 'unmerged';
  if (before.fromOwnerId !== null)
    await moveOwner(tx, context, { customerId: fromId, from: null, to: before.fromOwnerId, reason });
  // The kept record came out of the pool by the merge alone: unless somebody else has it by now, it goes back.
  if (before.intoOwnerId === null && before.fromOwnerId !== null)
    await moveOwner(tx, context, { customerId: intoId, from: before.fromOwnerId, to: null, reason });
  const owners = await tx.customer.findMany({
    where: { orgId, id: { in: [intoId, fromId] } },
    select: { id: true, ownerId: true },
  });
  const ownerOf = (customerId: string) => owners.find((each) => each.id === customerId)?.ownerId ?? null;
  await tx.$executeRaw(
    auditEntry(context, {
      action: 'customer.unmerged',
      entity: 'customer',
      entityId: intoId,
      before: { ownerId: merge.intoOwnerId, fromOwnerId: null, mergedFrom: fromId },
      after: {
        ownerId: ownerOf(intoId),
        fromOwnerId: ownerOf(fromId),
        mergedFrom: null,
        fromName,
        mergeId: id,
      },
    }),
  );
}

function refuse(context: Context, customerId: string): Promise<Done> {
  const { lang } = context.actor;
  const card = noticeCard(t.refused[lang], t.refusedHow[lang]);
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
    auditEntry(context, {
      action: 'customer.refused',
      entity: 'customer',
      entityId: customerId,
      after: { deed: 'customer.unmerge' },
    }),
  ]);
}
