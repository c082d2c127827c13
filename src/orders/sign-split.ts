import type { Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import { Fault } from '../kernel/result.ts';
import type { Context } from '../people/context.ts';
import { type DrawDay, readDayTarget } from '../people/day.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { commit, type Done } from '../store/commit.ts';
import { outboxEvent } from '../store/outbox.ts';
import { noteCard, refuseInside } from './refusals.ts';
import { judgeSigning } from './rights.ts';
import { findSplitInForce, listEverCredited } from './rules.ts';
import { splitProposalCard } from './split-cards.ts';
import { describeShares, newestRevision } from './split-order.ts';
import { closeProposal, findProposal, type SplitProposal } from './split-store.ts';
import { splitText } from './split-text.ts';
import { findOrderById, findStanding, listCredited, type OrderRow } from './store.ts';
import { lockOrder, reviseSplit, runAll } from './write-store.ts';

/** `split.sign`: the second signature under a correction, which counts from then on. */
export function signSplit(context: Context, target: string, drawDay: DrawDay): Promise<Done> {
  return decide(context, target, 'signed', drawDay);
}

/** `split.refuse`: the correction does not come. */
export function refuseSplit(context: Context, target: string, drawDay: DrawDay): Promise<Done> {
  return decide(context, target, 'refused', drawDay);
}

/** Rights and state are those of this instant; a second press tells what the first one did. */
function decide(
  context: Context,
  target: string,
  wanted: 'signed' | 'refused',
  drawDay: DrawDay,
): Promise<Done> {
  const { id: proposalId, inDay } = readDayTarget(target);
  // A list is drawn again; which of its rows was meant is said once.
  const place = async (tx: Tx, card: Card, notice: string): Promise<Reply> =>
    inDay
      ? { kind: 'replace', card: await drawDay(context, tx), notice: card.title }
      : { kind: 'replace', card, notice };
  return commit(context, async (tx) => {
    const first = await findProposal(tx, context.orgId, proposalId);
    if (first === undefined) {
      const card = noteCard(context, splitText.title, splitText.gone);
      return { kind: 'card', card, audience: 'asker' };
    }
    await lockOrder(tx, context.orgId, first.orderId);
    const proposal = (await findProposal(tx, context.orgId, proposalId)) ?? first;
    const order = await findOrderById(tx, context.orgId, first.orderId);
    if (order === undefined) throw new Fault('order-missing');
    const refused = await refuseSigner(context, tx, proposal, order);
    if (refused !== undefined) return refused;
    if (proposal.state === 'waiting') {
      const { card, notice: said } = await settle(context, tx, proposal, order, wanted);
      return place(tx, card, said);
    }
    const notice = splitText.decidedAlready(proposal.decidedBy ?? '–')[context.actor.lang];
    return place(tx, draw(context, proposal, order), notice);
  });
}

async function refuseSigner(
  context: Context,
  tx: Tx,
  proposal: SplitProposal,
  order: OrderRow,
): Promise<Reply | undefined> {
  const standing = await findStanding(context);
  const people = { ownerId: order.ownerId, credited: listCredited(order, context.today) };
  const shares = proposal.shares.map(({ memberId }) => memberId);
  const members = [...shares, ...listEverCredited(order.splits)];
  const verdict = judgeSigning(standing, people, {
    proposers: [proposal.proposerId, proposal.keeperId],
    members,
  });
  if (verdict === 'allowed') return undefined;
  const why = {
    'own-proposal': splitText.ownProposal,
    'own-share': splitText.ownShare,
    'needs-second': splitText.needsSecond,
  }[verdict];
  return refuseInside(context, tx, { deed: 'split.sign', entity: 'order', entityId: order.id, why });
}

async function settle(
  context: Context,
  tx: Tx,
  proposal: SplitProposal,
  order: OrderRow,
  wanted: 'signed' | 'refused',
): Promise<{ readonly card: Card; readonly notice: string }> {
  const revision = newestRevision(order.splits) + 1;
  const isStale = revision !== proposal.baseRevision + 1 || order.state !== 'signed';
  const state = wanted === 'signed' && isStale ? 'lapsed' : wanted;
  const { orderId, shares, reason } = proposal;
  const standing = findSplitInForce(order.splits, context.today);
  await runAll(tx, [
    closeProposal(context, proposal.id, state),
    ...(state === 'signed'
      ? [
          reviseSplit(context, orderId, { revision, validFrom: null, shares, reason }),
          outboxEvent(context, { kind: 'split.changed', orderId, revision }),
        ]
      : []),
    auditEntry(context, {
      action: `split.${state}`,
      entity: 'order',
      entityId: orderId,
      before: { state: 'proposed', split: describeShares(standing) },
      after: {
        state,
        split: describeShares(state === 'signed' ? shares : standing),
        reason,
        proposalId: proposal.id,
        proposedBy: proposal.proposedBy,
      },
    }),
    outboxEvent(context, { kind: 'split.decided', proposalId: proposal.id }),
  ]);
  const decided: SplitProposal = { ...proposal, state, decidedBy: context.actor.name };
  const notice = state === 'signed' ? splitText.signedNotice : splitText.refusedNotice;
  return { card: draw(context, decided, order), notice: notice[context.actor.lang] };
}

/** The order is as it was before the correction. */
function draw(context: Context, proposal: SplitProposal, order: OrderRow) {
  const earlier = order.splits.filter(({ revision }) => revision <= proposal.baseRevision);
  const before = findSplitInForce(earlier, context.today);
  const { shares: after, reason } = proposal;
  const change = { order, before, after, validFrom: null, reason };
  return splitProposalCard(proposal, change, context.actor.lang);
}
