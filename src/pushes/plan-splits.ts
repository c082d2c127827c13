import type { LocalDate } from '../kernel/calendar.ts';
import { listEverCredited } from '../orders/rules.ts';
import { findProposal } from '../orders/split-store.ts';
import { findOrderById } from '../orders/store.ts';
import type { Db } from '../store/client.ts';
import { planSettled } from './asked.ts';
import { listSuperiors } from './people-store.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReader, findReaders, findReadersByRole, type Reader } from './readers.ts';

/**
 * A correction of a split waits for its second signature: who stands above its proposer is asked; where nobody may sign
 * there, the executives, else finance and the admins. Never anybody who shares in it.
 */
export async function planSplitProposed(
  db: Db,
  orgId: string,
  proposalId: string,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const proposal = await findProposal(db, orgId, proposalId);
  const order = proposal && (await findOrderById(db, orgId, proposal.orderId));
  if (proposal?.state !== 'waiting' || order === undefined) return [];
  const involved = [
    proposal.proposerId,
    proposal.keeperId,
    ...listEverCredited(order.splits),
    ...proposal.shares.map((each) => each.memberId),
  ];
  const isFree = ({ active, memberId }: Reader) => active && !involved.includes(memberId);
  const superiors = await listSuperiors(db, orgId, proposal.proposerId, day);
  const ranks = [
    () => findReaders(db, orgId, superiors),
    () => findReadersByRole(db, orgId, 'executive'),
    () => findReadersByRole(db, orgId, 'finance'),
    () => findReadersByRole(db, orgId, 'admin'),
  ];
  for (const listRank of ranks) {
    const signers = (await listRank()).filter(isFree);
    if (signers.length > 0) return signers.map((reader) => planSplit(reader, proposalId, 'split-proposed'));
  }
  return [];
}

/** It was decided: whoever proposed it hears how, and whoever was asked sees it in the question's place. */
export async function planSplitDecided(
  db: Db,
  orgId: string,
  proposalId: string,
): Promise<readonly DeliveryPlan[]> {
  const proposal = await findProposal(db, orgId, proposalId);
  if (proposal === undefined || proposal.state === 'waiting') return [];
  const settled = await planSettled(db, orgId, 'split', proposalId);
  const reader = await findReader(db, orgId, proposal.keeperId);
  return reader === undefined ? settled : [...settled, planSplit(reader, proposalId, 'split-decided')];
}

function planSplit(
  reader: Reader,
  proposalId: string,
  push: 'split-proposed' | 'split-decided',
): DeliveryPlan {
  const { memberId } = reader;
  const content = { kind: 'push', push, proposalId, memberId } as const;
  return planPrivate(
    { key: `${push}|${proposalId}|${memberId}`, kind: 'approval', subscriptionId: null, content },
    reader,
  );
}

/** Credit changed hands: whoever is in the old split or the new one hears of it. */
export async function planSplitChanged(
  db: Db,
  orgId: string,
  orderId: string,
  revision: number,
): Promise<readonly DeliveryPlan[]> {
  const order = await findOrderById(db, orgId, orderId);
  if (order === undefined) return [];
  const members = order.splits
    .filter((row) => row.revision === revision || row.revision === revision - 1)
    .map(({ memberId }) => memberId);
  const readers = await findReaders(db, orgId, [...new Set(members)]);
  return readers
    .filter(({ active }) => active)
    .map((reader) => {
      const { memberId } = reader;
      const content = { kind: 'push', push: 'split-changed', orderId, revision, memberId } as const;
      const key = `split-changed|${orderId}|${revision}|${memberId}`;
      return planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader);
    });
}
