import type { Role } from '../chat/spec.ts';
import { grantCard, ownGrantCard, ownRolesCard } from '../people/members/grant-cards.ts';
import { findGrant } from '../people/members/grant-store.ts';
import { judgeSigner } from '../people/members/rules.ts';
import type { PushContent, Rendered } from './content.ts';
import { type PersonalPush, send, skip } from './rendered.ts';

/** Asks for a second signature, unless it was decided meanwhile or its reader may not sign any more. */
export async function renderRoleAsked(push: PersonalPush, grantId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const grant = await findGrant(store.db, orgId, grantId);
  if (grant?.state !== 'waiting' || grant.expiresAt.getTime() <= store.clock.now())
    return skip('role-decided');
  if (judgeSigner(reader, grant) !== 'allowed') return skip('no-longer-allowed');
  return send(grantCard(grant, reader));
}

/** Tells what was decided: the member in their own words, everybody else who asked what, and who signed. */
export async function renderRoleDecided(push: PersonalPush, grantId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const grant = await findGrant(store.db, orgId, grantId);
  if (grant === undefined || grant.state === 'waiting') return skip('nothing-to-tell');
  return send(
    grant.memberId === reader.memberId ? ownGrantCard(grant, reader.lang) : grantCard(grant, reader),
  );
}

/** Tells a member how their roles were changed. */
export async function renderRolesChanged(
  push: PersonalPush,
  { byId, gained, lost }: Extract<PushContent, { push: 'roles-changed' }>,
): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const where = { orgId_id: { orgId, id: byId } };
  const by = await store.db.member.findUnique({ where, select: { name: true } });
  const news = { by: by?.name ?? '', gained: gained as Role[], lost: lost as Role[], roles: reader.roles };
  return send(ownRolesCard(news, reader.lang));
}
