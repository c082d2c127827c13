import { randomBytes } from 'node:crypto';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext } from '../store/context.ts';
import { hashApiKey } from './api-keys.ts';

const KEY_BYTES = 32;

/**
 * Makes an API key that acts as a member, with that member's rights. The key is told once; the store keeps its hash. Refuses with
 * `unknown-member`.
 */
export async function createApiKey(
  context: ActingContext,
  input: { readonly memberId: string; readonly name: string },
): Promise<Result<{ readonly keyId: string; readonly key: string }>> {
  const { orgId, db } = context;
  const member = await db.member.findFirst({
    where: { orgId, id: input.memberId, active: true },
    select: { id: true },
  });
  if (member === null) return refuse('unknown-member', { memberId: input.memberId });
  const keyId = context.ids.uuid();
  const key = `db_${randomBytes(KEY_BYTES).toString('base64url')}`;
  await db.$transaction(async (tx) => {
    await tx.apiKey.create({
      data: {
        orgId,
        id: keyId,
        memberId: member.id,
        name: input.name,
        hash: hashApiKey(key),
        createdAt: new Date(context.clock.now()),
      },
    });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'api-key.created',
        entity: 'api-key',
        entityId: keyId,
        after: { memberId: member.id, name: input.name },
      }),
    );
  });
  return ok({ keyId, key });
}
