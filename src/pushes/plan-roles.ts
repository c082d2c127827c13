import { findGrant, listSigners } from '../people/members/grant-store.ts';
import type { Db } from '../store/client.ts';
import type { DomainEvent } from '../store/outbox.ts';
import { keyOfAsked, planSettled } from './asked.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReader, findReaders, findReadersByRole, type Reader } from './readers.ts';

/** A role waits for its second signature: the other admins and the executives are asked, but for whoever would get it. */
export async function planRoleAsked(
  db: Db,
  orgId: string,
  grantId: string,
): Promise<readonly DeliveryPlan[]> {
  const grant = await findGrant(db, orgId, grantId);
  if (grant?.state !== 'waiting') return [];
  const signers = await listSigners(db, orgId, [grant.memberId, grant.askedById, grant.keeperId]);
  const readers = await findReaders(
    db,
    orgId,
    signers.map(({ id }) => id),
  );
  return readers.map((reader) => {
    const { memberId } = reader;
    const content = { kind: 'push', push: 'role-asked', grantId, memberId } as const;
    const key = keyOfAsked('role', grantId, memberId);
    return planPrivate({ key, kind: 'approval', subscriptionId: null, content }, reader);
  });
}

/**
 * It was decided: whoever asked hears how, the person themselves if somebody signed or refused, HR of what was granted; and
 * whoever was asked sees it in the question's place.
 */
export async function planRoleDecided(
  db: Db,
  orgId: string,
  grantId: string,
): Promise<readonly DeliveryPlan[]> {
  const grant = await findGrant(db, orgId, grantId);
  if (grant === undefined || grant.state === 'waiting') return [];
  const { state, memberId, keeperId, decidedById } = grant;
  const settled = await planSettled(db, orgId, 'role', grantId);
  const told = [
    ...(state === 'withdrawn' ? [] : [keeperId]),
    ...(state === 'signed' || state === 'refused' ? [memberId] : []),
  ];
  const people = (await findReaders(db, orgId, told)).filter(({ active }) => active);
  const ofHr = state === 'signed' ? await findReadersByRole(db, orgId, 'hr') : [];
  const others = ofHr.filter((reader) => ![...told, decidedById].includes(reader.memberId));
  // Somebody without an account finds it all when they first come; that HR cannot be reached the admins should see.
  const reachable = people.filter(({ address }) => address !== null);
  return [...settled, ...[...reachable, ...others].map((reader) => planDecided(reader, grantId))];
}

function planDecided(reader: Reader, grantId: string): DeliveryPlan {
  const { memberId } = reader;
  const content = { kind: 'push', push: 'role-decided', grantId, memberId } as const;
  const key = `role-decided|${grantId}|${memberId}`;
  return planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader);
}

/**
 * Roles were granted or taken without a second signature: the member hears of it, if they have an account; of what the command line
 * gave, HR as well.
 */
export async function planRolesChanged(
  db: Db,
  orgId: string,
  eventId: string,
  { memberId, byId, gained, lost }: Extract<DomainEvent, { kind: 'role.changed' }>,
): Promise<readonly DeliveryPlan[]> {
  const subject = await findReader(db, orgId, memberId);
  const own = subject?.active && subject.address !== null ? [subject] : [];
  const ofHr = byId === null ? await findReadersByRole(db, orgId, 'hr') : [];
  const others = ofHr.filter((reader) => reader.memberId !== memberId);
  return [...own, ...others].map((reader) => {
    const about = reader.memberId === memberId ? {} : { subjectId: memberId };
    const told = {
      kind: 'push',
      push: 'roles-changed',
      byId,
      gained,
      lost,
      memberId: reader.memberId,
    } as const;
    const key = `roles-changed|${eventId}|${reader.memberId}`;
    return planPrivate({ key, kind: 'people', subscriptionId: null, content: { ...told, ...about } }, reader);
  });
}
