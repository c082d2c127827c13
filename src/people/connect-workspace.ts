import type { Platform } from '../chat/inbound.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { auditEntry } from '../store/audit.ts';
import type { ActingContext } from '../store/context.ts';
import { violatedConstraint } from '../store/errors.ts';

export interface NewWorkspace {
  readonly platform: Platform;
  /** Slack team id, or `<app id>/<tenant key>` of Feishu. */
  readonly externalKey: string;
  readonly name: string;
  /** Encrypts the credentials for the row with this id. */
  readonly seal: (workspaceId: string) => Uint8Array<ArrayBuffer>;
}

/**
 * Connects a Slack team or a Feishu tenant. If the organization had it before, its accounts and subscriptions live on with the new
 * credentials. Refuses with `taken` while another organization has it.
 */
export async function connectWorkspace(
  context: ActingContext,
  input: NewWorkspace,
): Promise<Result<{ readonly workspaceId: string }>> {
  const { orgId, db } = context;
  const { platform, externalKey, name } = input;
  const known = await db.workspace.findFirst({
    where: { orgId, platform, externalKey },
    select: { id: true },
  });
  const workspaceId = known?.id ?? context.ids.uuid();
  const data = {
    name,
    credentials: input.seal(workspaceId),
    connectedAt: new Date(context.clock.now()),
    disconnectedAt: null,
  };
  try {
    await db.$transaction(async (tx) => {
      await tx.workspace.upsert({
        where: { orgId_id: { orgId, id: workspaceId } },
        create: { orgId, id: workspaceId, platform, externalKey, ...data },
        update: data,
      });
      await tx.$executeRaw(
        auditEntry(context, {
          action: 'workspace.connected',
          entity: 'workspace',
          entityId: workspaceId,
          after: { platform, externalKey, name },
        }),
      );
    });
    return ok({ workspaceId });
  } catch (error) {
    if (violatedConstraint(error) === 'workspaces_connected_key') return refuse('taken', { externalKey });
    throw error;
  }
}

/** Disconnects a workspace: nothing is taken from it or sent to it any more. Refuses with `unknown`. */
export async function disconnectWorkspace(
  context: ActingContext,
  workspaceId: string,
): Promise<Result<undefined>> {
  const now = new Date(context.clock.now());
  return context.db.$transaction(async (tx) => {
    const { count } = await tx.workspace.updateMany({
      where: { orgId: context.orgId, id: workspaceId, disconnectedAt: null },
      data: { disconnectedAt: now, credentials: new Uint8Array() },
    });
    if (count === 0) return refuse('unknown', { workspaceId });
    await tx.$executeRaw(
      auditEntry(context, {
        action: 'workspace.disconnected',
        entity: 'workspace',
        entityId: workspaceId,
        before: { state: 'connected' },
        after: { state: 'disconnected' },
      }),
    );
    return ok();
  });
}
