import type { MessageRef } from '../chat/sender.ts';
import type { Db } from '../store/client.ts';
import type { PushContent } from './content.ts';
import { type DeliveryPlan, planPrivate } from './plan.ts';
import { findReaders } from './readers.ts';

type Asking = 'payment' | 'split' | 'role';

/** Under this key somebody is asked to decide. */
export function keyOfAsked(asking: Asking, subjectId: string, memberId: string): string {
  switch (asking) {
    case 'payment':
      return `approval|payment|${subjectId}|${memberId}`;
    case 'split':
      return `split-proposed|${subjectId}|${memberId}`;
    case 'role':
      return `role-asked|${subjectId}|${memberId}`;
  }
}

function tellDecided(asking: Asking, subjectId: string, memberId: string): PushContent {
  switch (asking) {
    case 'payment':
      return { kind: 'push', push: 'payment-decided', paymentId: subjectId, memberId };
    case 'split':
      return { kind: 'push', push: 'split-decided', proposalId: subjectId, memberId };
    case 'role':
      return { kind: 'push', push: 'role-decided', grantId: subjectId, memberId };
  }
}

interface Asked {
  readonly memberId: string;
  readonly ref: MessageRef;
}

/**
 * Somebody decided: in every private chat where the question was posted the answer takes its place, so that nobody is
 * left with buttons that no longer decide anything.
 */
export async function planSettled(
  db: Db,
  orgId: string,
  asking: Asking,
  subjectId: string,
): Promise<readonly DeliveryPlan[]> {
  const asked = await listAsked(db, orgId, asking, subjectId);
  const readers = await findReaders(
    db,
    orgId,
    asked.map(({ memberId }) => memberId),
  );
  return asked.flatMap(({ memberId, ref }) => {
    const reader = readers.find((each) => each.memberId === memberId && each.active);
    if (reader === undefined) return [];
    const { platform, workspace, conversation, message } = ref;
    const content = tellDecided(asking, subjectId, memberId);
    const address = { platform, workspace, conversation, replaces: message };
    const key = `settled|${asking}|${subjectId}|${memberId}`;
    return [planPrivate({ key, kind: 'approval', subscriptionId: null, content }, { ...reader, address })];
  });
}

async function listAsked(
  db: Db,
  orgId: string,
  asking: Asking,
  subjectId: string,
): Promise<readonly Asked[]> {
  const members = await db.member.findMany({ where: { orgId, active: true }, select: { id: true } });
  const keys = members.map(({ id }) => keyOfAsked(asking, subjectId, id));
  const rows = await db.delivery.findMany({
    where: { orgId, key: { in: keys }, state: 'sent' },
    select: { content: true, messageRef: true },
  });
  return rows.flatMap(({ content, messageRef }) => {
    const memberId = (content as { readonly memberId?: string }).memberId;
    return memberId === undefined || messageRef === null
      ? []
      : [{ memberId, ref: messageRef as unknown as MessageRef }];
  });
}
