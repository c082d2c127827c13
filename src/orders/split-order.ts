import type { Bilingual } from '../chat/language.ts';
import type { Reply } from '../chat/reply.ts';
import type { RawValues } from '../chat/spec.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { Fault } from '../kernel/result.ts';
import { cleanText } from '../kernel/text/clean.ts';
import type { Context } from '../people/context.ts';
import { mayUse } from '../people/rights.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { commit, commitAll, type Done } from '../store/commit.ts';
import type { ActingContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';
import { splitSpec } from './order-specs.ts';
import { describeProblem, type NewShare, readShares } from './read-order.ts';
import { askAgain, noteCard, refuseInside } from './refusals.ts';
import { maySetSplit, relateOrder, type Standing } from './rights.ts';
import { findSplitInForce, listEverCredited, type SplitRow } from './rules.ts';
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
  const why = findSplitRefusal(standing, order, [...before, ...shares], validFrom);
  if (why !== undefined)
    return refuseInside(context, tx, { deed: 'split.set', entity: 'order', entityId: orderId, why });
  const reason = cleanText(values.reason ?? '', LONGEST_REASON);
  const change: SplitChange = { order, before, after: shares, validFrom, reason };
  const isWhole = validFrom !== null || !hasHandover(order.splits);
  if (isWhole && isSameSplit(before, shares)) return say(context, splitText.sameSplit);
  if (!(await applySplit(context, tx, order, change))) return say(context, splitText.waitsAlready);
  return { kind: 'card', card: splitSavedCard(change, context.actor.lang), audience: 'asker' };
}

/**
 * Hands credit over from a day on, or proposes a correction, which waits for its second signature; audited and told. False
 * if another correction of the order waits. Rights have been looked at, and the order is locked.
 */
export async function applySplit(
  context: ActingContext,
  tx: Tx,
  order: OrderRow,
  change: SplitChange,
): Promise<boolean> {
  const { after: shares, validFrom, reason } = change;
  if (validFrom === null) return propose(context, tx, order, change);
  const revision = newestRevision(order.splits) + 1;
  await runAll(tx, [
    reviseSplit(context, order.id, { revision, validFrom, shares, reason }),
    auditEntry(context, {
      action: 'split.handed-over',
      entity: 'order',
      entityId: order.id,
      ...audit(change),
    }),
    outboxEvent(context, { kind: 'split.changed', orderId: order.id, revision }),
  ]);
  return true;
}

/**
 * Why somebody may not set who is credited for an order from a day on, or (null) from the beginning; `members`: all who are
 * in the split before or after. A correction takes from, or gives to, whoever was credited at any time.
 */
export function findSplitRefusal(
  standing: Standing,
  order: OrderRow,
  members: readonly { readonly memberId: string }[],
  validFrom: LocalDate | null,
): Bilingual | undefined {
  const touched = validFrom === null ? listEverCredited(order.splits) : [];
  const ids = [...members.map(({ memberId }) => memberId), ...touched];
  const people = { ownerId: order.ownerId, credited: ids };
  const leads = standing.roles.includes('manager') || standing.roles.includes('admin');
  if (!leads || !mayUse(standing.roles, 'order.sign', relateOrder(standing, people)))
    return splitText.managersOnly;
  return maySetSplit(standing, ids) ? undefined : splitText.ownShare;
}

async function propose(
  context: ActingContext,
  tx: Tx,
  order: OrderRow,
  change: SplitChange,
): Promise<boolean> {
  if (await hasWaitingProposal(tx, context.orgId, order.id)) return false;
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
  return true;
}

function say(context: Context, sentence: Bilingual): Reply {
  return { kind: 'card', card: noteCard(context, splitText.title, sentence), audience: 'asker' };
}

/** Whether the split that is in force is not the one from the beginning. */
export function hasHandover(rows: readonly SplitRow[]): boolean {
  const start = Math.max(0, ...rows.filter(({ validFrom }) => validFrom === null).map((row) => row.revision));
  return rows.some(({ revision }) => revision > start);
}

type ShareOf = Pick<SplitRow, 'memberId' | 'basisPoints'>;

/** Whether two splits name the same people with the same shares. */
export function isSameSplit(before: readonly ShareOf[], after: readonly ShareOf[]): boolean {
  const write = (rows: readonly ShareOf[]) =>
    rows.map(({ memberId, basisPoints }) => `${memberId} ${basisPoints}`).join(';');
  return write(before) === write(after);
}

/** The number of the newest revision; 0 where there is none. */
export function newestRevision(rows: readonly SplitRow[]): number {
  return Math.max(0, ...rows.map(({ revision }) => revision));
}

/** What the audit log keeps of a change. */
function audit({ before, after, validFrom, reason }: SplitChange) {
  return {
    before: { split: describeShares(before) },
    after: { split: describeShares(after), validFrom, reason },
  };
}

/** Shares as the audit log keeps them. */
export function describeShares(rows: readonly { readonly name: string; readonly basisPoints: number }[]) {
  return rows.map(({ name, basisPoints }) => ({ name, basisPoints }));
}
