import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import { findDueReminder, findWaitingIdentity, listSuperiors, seesCustomer } from './people-store.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReader, findReaders, findReadersByRole, type Reader } from './readers.ts';

/**
 * A reminder reaches its author; if they are gone, or the customer is somebody else's by now, the customer's owner; if
 * there is none, who stood above the author. One that was closed or moved since it fell due reaches nobody.
 */
export async function planReminder(
  db: Db,
  orgId: string,
  reminderId: string,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const reminder = await findDueReminder(db, orgId, reminderId, day);
  if (reminder === undefined) return [];
  const readers = await findResponsible(db, orgId, reminder.memberId, reminder.ownerId, day);
  return readers.map((reader) => {
    const { memberId } = reader;
    return planPrivate(
      {
        key: `reminder|${reminderId}|${day}|${memberId}`,
        kind: 'reminder',
        subscriptionId: null,
        content: { kind: 'push', push: 'reminder', reminderId, day, memberId },
        ...(reminder.chosenAt === null ? {} : { dueAt: reminder.chosenAt.getTime() }),
      },
      reader,
    );
  });
}

async function findResponsible(
  db: Db,
  orgId: string,
  memberId: string,
  ownerId: string | null,
  day: LocalDate,
): Promise<readonly Reader[]> {
  const author = await findReader(db, orgId, memberId);
  if (author?.active && (await seesCustomer(db, orgId, author, ownerId, day))) return [author];
  const owner = ownerId === null ? undefined : await findReader(db, orgId, ownerId);
  if (owner?.active) return [owner];
  const superiors = await findReaders(db, orgId, await listSuperiors(db, orgId, memberId, day));
  if (superiors.length > 0) return superiors;
  // Nobody is left: the author's dead letter tells the admins that somebody has to take the customer.
  return author ? [author] : [];
}

/** Somebody unknown wrote to the bot: the admins hear of each once a day, however often they write. */
export async function planNewcomer(
  db: Db,
  orgId: string,
  newcomerId: string,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const admins = await findReadersByRole(db, orgId, 'admin');
  return admins.map((admin) => {
    const { memberId } = admin;
    const key = `newcomer|${newcomerId}|${day}|${memberId}`;
    const content = { kind: 'push', push: 'newcomer', newcomerId, memberId } as const;
    return planPrivate({ key, kind: 'people', subscriptionId: null, content }, admin);
  });
}

/**
 * A chat account waits to be confirmed: the member is asked through an account of theirs that is linked already, and the
 * admins, who may confirm as well.
 */
export async function planIdentityWaiting(
  db: Db,
  orgId: string,
  identityId: string,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const identity = await findWaitingIdentity(db, orgId, identityId);
  if (identity === undefined) return [];
  const [member, admins] = await Promise.all([
    findReader(db, orgId, identity.memberId),
    findReadersByRole(db, orgId, 'admin'),
  ]);
  const others = admins.filter(({ memberId }) => memberId !== identity.memberId);
  const readers = member?.address ? [member, ...others] : others;
  return readers.map((reader) => {
    const { memberId } = reader;
    const key = `identity|${identityId}|${day}|${memberId}`;
    const content = { kind: 'push', push: 'identity', identityId, memberId } as const;
    return planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader);
  });
}
