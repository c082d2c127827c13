import type { Card } from '../chat/card.ts';
import { localDateOf } from '../kernel/zones.ts';
import { findSplitInForce } from '../orders/rules.ts';
import { type SplitChange, splitChangedCard, splitProposalCard } from '../orders/split-cards.ts';
import { findProposal, findSplitReason, type SplitProposal } from '../orders/split-store.ts';
import { findOrderById } from '../orders/store.ts';
import type { Rendered } from './content.ts';
import { type PersonalPush, send, skip } from './rendered.ts';

/** Asks for the second signature under a correction, unless it was decided meanwhile. */
export async function renderSplitProposed(push: PersonalPush, proposalId: string): Promise<Rendered> {
  const proposal = await findProposal(push.store.db, push.orgId, proposalId);
  if (proposal?.state !== 'waiting') return skip('split-decided');
  const signs = ['manager', 'finance', 'executive', 'admin'] as const;
  if (!signs.some((role) => push.reader.roles.includes(role))) return skip('no-longer-allowed');
  return draw(push, proposal);
}

/** Tells whoever proposed a correction what became of it. */
export async function renderSplitDecided(push: PersonalPush, proposalId: string): Promise<Rendered> {
  const proposal = await findProposal(push.store.db, push.orgId, proposalId);
  return proposal === undefined ? skip('nothing-to-tell') : draw(push, proposal);
}

async function draw(push: PersonalPush, proposal: SplitProposal): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const order = await findOrderById(store.db, orgId, proposal.orderId);
  if (order === undefined) return skip('nothing-to-tell');
  const earlier = order.splits.filter(({ revision }) => revision <= proposal.baseRevision);
  const before = findSplitInForce(earlier, localDateOf(store.clock.now(), reader.zone));
  const { shares: after, reason } = proposal;
  const change: SplitChange = { order, before, after, validFrom: null, reason };
  return send(splitProposalCard(proposal, change, reader.lang));
}

/** Tells somebody of the old split or the new one how credit is shared now. */
export async function renderSplitChanged(
  { store, orgId, reader }: PersonalPush,
  { orderId, revision }: { readonly orderId: string; readonly revision: number },
): Promise<Rendered> {
  const order = await findOrderById(store.db, orgId, orderId);
  const after = order?.splits.filter((row) => row.revision === revision) ?? [];
  const [first] = after;
  if (order === undefined || first === undefined) return skip('nothing-to-tell');
  const earlier = order.splits.filter((row) => row.revision < revision);
  const before = findSplitInForce(earlier, first.validFrom ?? localDateOf(store.clock.now(), reader.zone));
  const reason = await findSplitReason(store.db, orgId, orderId, revision);
  const change: SplitChange = { order, before, after, validFrom: first.validFrom, reason };
  const card: Card = splitChangedCard(change, reader.lang);
  return send(card);
}
