import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import { formatDate } from '../kernel/dates.ts';
import { Fault } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { commit, commitAll, type Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import { splitSpec } from './order-specs.ts';
import { describeProblem, type NewShare, readShares } from './read-order.ts';
import { askAgain, noteCard, refuseInside } from './refusals.ts';
import { maySetSplit, relateOrder, type Standing } from './rights.ts';
import { findSplitInForce, type SplitRow } from './rules.ts';
import { type SplitChange, splitSavedCard } from './split-cards.ts';
import { hasWaitingProposal, insertProposal } from './split-store.ts';
import { splitText } from './split-text.ts';
import { findOrderById, type OrderRow } from './store.ts';
import { withOrder } from './with-order.ts';
import { lockOrder, reviseSplit, runAll } from './write-store.ts';

const LONGEST_REASON = 500;

/**
 * Sets who is credited for an order. With a day it is a hand-over, which counts for what comes in from then on; without
 * one a correction from the beginning, which waits for a second signature. Never by somebody who shares in it.
 */
export function splitOrder(context: Context, values: RawValues): Promise<Done> {
  return withOrder(context, values.order ?? '', async (order, standing) => {
    const shares = await readShares(context, values.split ?? '');
    const problems = {
      ...(shares.kind === 'refusal' ? { split: describeProblem(context, shares) } : {}),
      ...findDayProblem(context, values),
    };
    if (shares.kind === 'refusal' || Object.keys(problems).length > 0) {
      const again = askAgain(context, splitSpec, values, problems);
      return commitAll(context, again.reply, [again.draft]);
    }
    return commit(context, (tx) => writeSplit(context, tx, standing, values, order.id, shares.value));
  });
}

function findDayProblem(context: Context, { from }: RawValues): Readonly<Record<string, Bilingual>> {
  if (from === undefined || from >= context.today) return {};
  const say = (lang: 'en' | 'zh') => splitText.fromPast(formatDate(context.today, lang))[lang];
  return { from: { en: say('en'), zh: say('zh') } };
}

async function writeSplit(
  context: Context,
  tx: Tx,
  standing: Standing,
  values: RawValues,
  orderId: string,
  shares: readonly NewShare[],
): Promise<Reply> {
  await lockOrder(tx, context.orgId, orderId);
  const order = await findOrderById(tx, context.orgId, orderId);
  if (order === undefined) throw new Fault('order-missing');
  const validFrom = values.from ?? null;
  const before = findSplitInForce(order.splits, validFrom ?? context.today);
  const why = findRefusal(standing, order, [...before, ...shares]);
  if (why !== undefined)
    return refuseInside(context, tx, { deed: 'split.set', entity: 'order', entityId: orderId, why });
  const reason = cleanText(values.reason ?? '', LONGEST_REASON);
  const change: SplitChange = { order, before, after: shares, validFrom, reason };
  if (isSame(before, shares)) return say(context, splitText.sameSplit);
  if (validFrom === null) return propose(context, tx, order, change);
  const revision = newestRevision(order.splits) + 1;
  await runAll(tx, [
    reviseSplit(context, orderId, { revision, validFrom, shares, reason }),
    auditEntry(context, {
      action: 'split.handed-over',
      entity: 'order',
      entityId: orderId,
      ...audit(change),
    }),
    outboxEvent(context, { kind: 'split.changed', orderId, revision }),
  ]);
  return { kind: 'card', card: splitSavedCard(change, context.actor.lang), audience: 'asker' };
}

function findRefusal(
  standing: Standing,
  order: OrderRow,
  members: readonly { readonly memberId: string }[],
): Bilingual | undefined {
  const ids = members.map(({ memberId }) => memberId);
  const people = { ownerId: order.ownerId, credited: ids };
  const leads = standing.roles.includes('manager') || standing.roles.includes('admin');
  if (!leads || !mayUse(standing.roles, 'order.sign', relateOrder(standing, people)))
    return splitText.managersOnly;
  return maySetSplit(standing, ids) ? undefined : splitText.ownShare;
}

async function propose(context: Context, tx: Tx, order: OrderRow, change: SplitChange): Promise<Reply> {
  if (await hasWaitingProposal(tx, context.orgId, order.id)) return say(context, splitText.waitsAlready);
  const proposal = {
    id: context.ids.uuid(),
    orderId: order.id,
    baseRevision: newestRevision(order.splits),
    reason: change.reason,
    shares: change.after,
  };
  await runAll(tx, [
    ...insertProposal(context, proposal),
    auditEntry(context, { action: 'split.proposed', entity: 'order', entityId: order.id, ...audit(change) }),
    outboxEvent(context, { kind: 'split.proposed', proposalId: proposal.id }),
  ]);
  return { kind: 'card', card: splitSavedCard(change, context.actor.lang), audience: 'asker' };
}

function say(context: Context, sentence: Bilingual): Reply {
  return { kind: 'card', card: noteCard(context, splitText.title, sentence), audience: 'asker' };
}

function isSame(before: readonly SplitRow[], after: readonly NewShare[]): boolean {
  const write = (rows: readonly Pick<SplitRow, 'memberId' | 'basisPoints'>[]) =>
    rows.map(({ memberId, basisPoints }) => `${memberId} ${basisPoints}`).join(';');
  return write(before) === write(after);
}

/** The number of the newest revision; 0 where there is none. */
export function newestRevision(rows: readonly SplitRow[]): number {
  return Math.max(0, ...rows.map(({ revision }) => revision));
}

/** What the audit log keeps of a change. */
function audit({ before, after, validFrom, reason }: SplitChange) {
  const write = (rows: readonly { readonly name: string; readonly basisPoints: number }[]) =>
    rows.map(({ name, basisPoints }) => ({ name, basisPoints }));
  return { before: { split: write(before) }, after: { split: write(after), validFrom, reason } };
}
