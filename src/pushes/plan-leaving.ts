import type { LocalDate } from '../kernel/calendar.ts';
import type { Db } from '../store/client.ts';
import { findGoneAccount, listPreviousOwners } from './leaving-store.ts';
import { listSuperiors } from './people-store.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReaders, findReadersByRole } from './readers.ts';
import type { StaleStage } from './stale-store.ts';

/** A platform reported somebody gone: who stands above them and the admins decide what becomes of their work. */
export async function planMemberGone(
  db: Db,
  orgId: string,
  gone: { readonly memberId: string; readonly identityId: string },
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const { memberId: goneId, identityId } = gone;
  if ((await findGoneAccount(db, orgId, identityId)) === undefined) return [];
  const [superiors, admins] = await Promise.all([
    listSuperiors(db, orgId, goneId, day).then((ids) => findReaders(db, orgId, ids)),
    findReadersByRole(db, orgId, 'admin'),
  ]);
  const readers = new Map([...superiors, ...admins].map((reader) => [reader.memberId, reader]));
  readers.delete(goneId);
  return [...readers.values()].map((reader) => {
    const { memberId } = reader;
    const content = { kind: 'push', push: 'member-gone', identityId, memberId } as const;
    const key = `member-gone|${goneId}|${day}|${memberId}`;
    return planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader);
  });
}

/** A hand-over brought somebody work: they get a brief. */
export async function planHandoverBrief(
  db: Db,
  orgId: string,
  handoverId: string,
  memberId: string,
): Promise<readonly DeliveryPlan[]> {
  const readers = await findReaders(db, orgId, [memberId]);
  const content = { kind: 'push', push: 'handover', handoverId, memberId } as const;
  const key = `handover|${handoverId}|${memberId}`;
  return readers.map((reader) => planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader));
}

/** Customers wait too long, or fell: their owner, whoever is above, or the last owner hears of them on one card a day. */
export async function planStale(
  db: Db,
  orgId: string,
  {
    memberId,
    stage,
    day,
  }: { readonly memberId: string; readonly stage: StaleStage; readonly day: LocalDate },
): Promise<readonly DeliveryPlan[]> {
  const readers = await findReaders(db, orgId, [memberId]);
  const content = { kind: 'push', push: 'stale', stage, day, memberId } as const;
  const key = `stale|${stage}|${day}|${memberId}`;
  return readers.map((reader) => planPrivate({ key, kind: 'stale', subscriptionId: null, content }, reader));
}

/** Somebody was given customers: they hear of it, unless they gave them to themselves; and whoever had them before. */
export async function planReceived(
  db: Db,
  orgId: string,
  { memberId, giverId, at }: { readonly memberId: string; readonly giverId: string; readonly at: number },
): Promise<readonly DeliveryPlan[]> {
  const previous = await listPreviousOwners(db, orgId, { toId: memberId, giverId, at });
  const readers = await findReaders(db, orgId, memberId === giverId ? previous : [memberId, ...previous]);
  return readers.map((reader) => {
    const given = { giverId, at, memberId: reader.memberId } as const;
    const isNew = reader.memberId === memberId;
    const content = isNew
      ? ({ kind: 'push', push: 'received', ...given } as const)
      : ({ kind: 'push', push: 'moved-away', toId: memberId, ...given } as const);
    const key = isNew
      ? `received|${giverId}|${at}|${memberId}`
      : `moved-away|${giverId}|${at}|${memberId}|${reader.memberId}`;
    return planPrivate({ key, kind: 'people', subscriptionId: null, content }, reader);
  });
}
