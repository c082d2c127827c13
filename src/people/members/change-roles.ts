import type { Role } from '../../chat/spec.ts';
import { Fault, ok, type Result, refuse } from '../../kernel/result.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Sql, Tx } from '../../store/client.ts';
import type { ActingContext } from '../../store/context.ts';
import { outboxEvent } from '../../store/outbox.ts';
import type { Caller } from '../context.ts';
import { closeGrant, findGrant, type Grant, insertGrant, listSigners } from './grant-store.ts';
import {
  findRoleObstacle,
  GRANT_DAYS,
  type GuardedRole,
  isGuarded,
  type RoleObstacle,
  sortRoles,
} from './rules.ts';
import { type HeldMember, holdMembers, updateRoles } from './store.ts';

export interface RoleChange {
  readonly gain: readonly Role[];
  readonly lose: readonly Role[];
}

/** What a change of roles came to. */
export interface RoleOutcome {
  readonly member: { readonly id: string; readonly name: string };
  /** All that they hold now. */
  readonly roles: readonly Role[];
  readonly granted: readonly Role[];
  readonly revoked: readonly Role[];
  /** What waits for its second signature: asked for now, or before. */
  readonly waiting: readonly (Grant & { readonly isNew: boolean })[];
}

export type RoleRefusal =
  | RoleObstacle
  /** The member has left. */
  | 'gone'
  /** There is nobody who could sign. */
  | 'no-signer'
  /** Nobody would be admin any more. */
  | 'last-admin';

const DAY = 86_400_000;

/**
 * Grants roles to a member and takes others, as far as the caller may by the rows as they are now. A role that takes two is
 * asked for: it waits for its second signature, and who asks again asks for the same. All or nothing; refuses with the role
 * that stands in the way under `role`. Audited, and told to whoever has to hear of it.
 */
export async function changeRoles(
  caller: Caller,
  tx: Tx,
  memberId: string,
  { gain, lose }: RoleChange,
): Promise<Result<RoleOutcome, RoleRefusal>> {
  const held = await holdMembers(tx, caller.orgId, [memberId, caller.memberId]);
  const member = held.get(memberId);
  if (member === undefined || !member.active) return refuse('gone');
  const gained = gain.filter((role) => !member.roles.includes(role));
  const lost = lose.filter((role) => member.roles.includes(role));
  const actor = { memberId: caller.memberId, roles: held.get(caller.memberId)?.roles ?? [] };
  for (const role of [...gained, ...lost]) {
    const obstacle = findRoleObstacle(actor, memberId, role, gained.includes(role));
    if (obstacle !== undefined) return refuse(obstacle, { role });
  }
  if (lost.includes('admin') && !hasOtherAdmin(held, memberId))
    return refuse('last-admin', { role: 'admin' });
  const guarded = gained.filter(isGuarded);
  const signers =
    guarded.length === 0 ? [] : await listSigners(tx, caller.orgId, [memberId, caller.memberId]);
  const [first] = guarded;
  if (first !== undefined && signers.length === 0) return refuse('no-signer', { role: first });
  const granted = gained.filter((role) => !isGuarded(role));
  const roles = await writeRoles(caller, tx, member, { gain: granted, lose: lost });
  const waiting = [];
  for (const role of guarded) waiting.push(await ask(caller, tx, memberId, role));
  return ok({ member, roles, granted, revoked: lost, waiting });
}

function hasOtherAdmin(held: ReadonlyMap<string, HeldMember>, memberId: string): boolean {
  return [...held.values()].some(
    ({ id, active, roles }) => id !== memberId && active && roles.includes('admin'),
  );
}

async function writeRoles(
  caller: Caller,
  tx: Tx,
  { id, roles: before }: HeldMember,
  { gain, lose }: RoleChange,
): Promise<readonly Role[]> {
  const more = sortRoles([...before, ...gain]);
  const after = more.filter((role) => !lose.includes(role));
  if (gain.length === 0 && lose.length === 0) return after;
  const about = { entity: 'member', entityId: id } as const;
  await runAll(tx, [
    updateRoles(caller, id, after),
    ...(gain.length === 0
      ? []
      : [
          auditEntry(caller, {
            action: 'role.granted',
            ...about,
            before: { roles: before },
            after: { roles: more },
          }),
        ]),
    ...(lose.length === 0
      ? []
      : [
          auditEntry(caller, {
            action: 'role.revoked',
            ...about,
            before: { roles: more },
            after: { roles: after },
          }),
        ]),
    // Whoever changed their own knows.
    ...(id === caller.memberId
      ? []
      : [
          outboxEvent(caller, {
            kind: 'role.changed',
            memberId: id,
            byId: caller.memberId,
            gained: gain,
            lost: lose,
          }),
        ]),
  ]);
  return after;
}

async function ask(
  caller: Caller,
  tx: Tx,
  memberId: string,
  role: GuardedRole,
): Promise<Grant & { readonly isNew: boolean }> {
  const now = caller.clock.now();
  const standing = await findStanding(tx, caller, memberId, role);
  if (standing !== undefined && standing.expiresAt.getTime() > now) return { ...standing, isNew: false };
  const id = caller.ids.uuid();
  await runAll(tx, [
    ...(standing === undefined ? [] : settleGrant(caller, standing, { state: 'expired' })),
    insertGrant(caller, { id, memberId, role, expiresAt: now + GRANT_DAYS * DAY }),
    auditEntry(caller, { action: 'role.asked', entity: 'member', entityId: memberId, after: { role } }),
    outboxEvent(caller, { kind: 'role.asked', grantId: id }),
  ]);
  const grant = await findGrant(tx, caller.orgId, id);
  if (grant === undefined) throw new Fault('grant-missing');
  return { ...grant, isNew: true };
}

async function findStanding(
  tx: Tx,
  { orgId }: ActingContext,
  memberId: string,
  role: GuardedRole,
): Promise<Grant | undefined> {
  const where = { orgId, memberId, role, state: 'waiting' };
  const row = await tx.roleGrant.findFirst({ where, select: { id: true } });
  return row === null ? undefined : findGrant(tx, orgId, row.id);
}

/** The statements that close a request without a signature: audited, and told. */
export function settleGrant(
  context: ActingContext,
  { id, memberId, role, askedBy }: Pick<Grant, 'id' | 'memberId' | 'role' | 'askedBy'>,
  {
    state,
    reason = '',
  }: { readonly state: 'refused' | 'withdrawn' | 'lapsed' | 'expired'; readonly reason?: string },
): readonly Sql[] {
  // `refused` is what the log calls an attempt that the rights do not allow.
  const told = state === 'refused' ? 'declined' : state;
  const before = { role, state: 'asked' };
  const after = { role, state: told, askedBy, ...(reason === '' ? {} : { reason }) };
  return [
    closeGrant(context, id, { state, reason }),
    auditEntry(context, { action: `role.${told}`, entity: 'member', entityId: memberId, before, after }),
    outboxEvent(context, { kind: 'role.decided', grantId: id }),
  ];
}

/** Runs statements one after the other. */
export async function runAll(tx: Tx, statements: readonly Sql[]): Promise<void> {
  for (const statement of statements) await tx.$executeRaw(statement);
}
