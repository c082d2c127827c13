import type { StoreContext } from '../store/context.ts';

/** So much later an account is noted anew: private pushes go to the account that its person used last. */
const NOTED_EVERY_MS = 60_000;

/** Notes that an account is in use, unless that was noted within the last minute: a request should not cost a write more. */
export async function noteSeen(
  { db, clock }: StoreContext,
  account: { readonly orgId: string; readonly identityId: string; readonly seenAt: number | null },
): Promise<void> {
  const now = clock.now();
  if (account.seenAt !== null && now - account.seenAt < NOTED_EVERY_MS) return;
  await db.chatIdentity.updateMany({
    where: { orgId: account.orgId, id: account.identityId },
    data: { lastSeenAt: new Date(now) },
  });
}
