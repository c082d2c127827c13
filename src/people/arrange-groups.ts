import type { LocalDate } from '../kernel/calendar.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext } from '../store/context.ts';

export interface NewGroup {
  readonly kind: 'company' | 'department' | 'team';
  readonly name: string;
  readonly parentId: string | null;
  readonly from: LocalDate;
}

/** Adds a group to the tree, from a day on. */
export async function createGroup(context: ActingContext, input: NewGroup): Promise<string> {
  const { orgId, db } = context;
  const groupId = context.ids.uuid();
  const now = new Date(context.clock.now());
  const { kind, name, parentId } = input;
  await db.$transaction(async (tx) => {
    await tx.salesGroup.create({ data: { orgId, id: groupId, createdAt: now } });
    await tx.salesGroupRevision.create({
      data: {
        orgId,
        groupId,
        revision: 1,
        kind,
        name,
        parentId,
        validFrom: new Date(input.from),
        recordedAt: now,
        recordedBy: context.memberId,
      },
    });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'group.created',
        entity: 'group',
        entityId: groupId,
        after: { kind, name, parentId, from: input.from },
      }),
    );
  });
  return groupId;
}

/** A group as it is called and hangs from its latest revision on. */
export interface StandingGroup {
  readonly kind: 'company' | 'department' | 'team';
  readonly name: string;
  readonly parentId: string | null;
}

/**
 * Gives a group another name, kind or place in the tree from a day on; what was before stays as it was. False if that is how it
 * stands. Whether the tree stays a tree has been looked at.
 */
export async function reviseGroup(
  context: ActingContext,
  groupId: string,
  before: StandingGroup,
  { from, ...after }: NewGroup,
): Promise<boolean> {
  const { orgId, db } = context;
  if (before.kind === after.kind && before.name === after.name && before.parentId === after.parentId)
    return false;
  await db.$transaction(async (tx) => {
    const newest = await tx.salesGroupRevision.aggregate({
      where: { orgId, groupId },
      _max: { revision: true },
    });
    await tx.salesGroupRevision.create({
      data: {
        orgId,
        groupId,
        revision: (newest._max.revision ?? 0) + 1,
        ...after,
        validFrom: new Date(from),
        recordedAt: new Date(context.clock.now()),
        recordedBy: context.memberId,
      },
    });
    const { kind, name, parentId } = before;
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'group.changed',
        entity: 'group',
        entityId: groupId,
        before: { kind, name, parentId },
        after: { ...after, from },
      }),
    );
  });
  return true;
}

/** Takes the management of a group from a member. */
export async function removeGroupManager(
  context: ActingContext,
  input: { readonly groupId: string; readonly memberId: string },
): Promise<void> {
  const { orgId, db } = context;
  await db.$transaction(async (tx) => {
    await tx.groupManager.deleteMany({ where: { orgId, ...input } });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'group.manager-removed',
        entity: 'group',
        entityId: input.groupId,
        before: { memberId: input.memberId },
      }),
    );
  });
}

/** Puts a member into a group (null: into none) from a day on. What was before that day stays as it was. */
export async function setMembership(
  context: ActingContext,
  input: { readonly memberId: string; readonly groupId: string | null; readonly from: LocalDate },
): Promise<void> {
  const { orgId, db } = context;
  const { memberId, groupId, from } = input;
  await db.$transaction(async (tx) => {
    const newest = await tx.groupMembershipRevision.aggregate({
      where: { orgId, memberId },
      _max: { revision: true },
    });
    const was = await tx.groupMembershipRevision.findFirst({
      where: { orgId, memberId, validFrom: { lte: new Date(from) } },
      orderBy: [{ validFrom: 'desc' }, { revision: 'desc' }],
      select: { groupId: true },
    });
    await tx.groupMembershipRevision.create({
      data: {
        orgId,
        memberId,
        revision: (newest._max.revision ?? 0) + 1,
        groupId,
        validFrom: new Date(from),
        recordedAt: new Date(context.clock.now()),
        recordedBy: context.memberId,
      },
    });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'membership.set',
        entity: 'member',
        entityId: memberId,
        before: { groupId: was?.groupId ?? null },
        after: { groupId, from },
      }),
    );
  });
}

/** Lets a member manage a group and everything below it. */
export async function setGroupManager(
  context: ActingContext,
  input: { readonly groupId: string; readonly memberId: string },
): Promise<void> {
  const { orgId, db } = context;
  await db.$transaction(async (tx) => {
    await tx.groupManager.upsert({
      where: { orgId_groupId_memberId: { orgId, ...input } },
      create: { orgId, ...input },
      update: {},
    });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'group.manager-set',
        entity: 'group',
        entityId: input.groupId,
        after: { memberId: input.memberId },
      }),
    );
  });
}
