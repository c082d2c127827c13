import type { Role } from '../chat/spec.ts';
import { grantCard, ownGrantCard, ownRolesCard } from '../people/members/grant-cards.ts';
import { findGrant } from '../people/members/grant-store.ts';
import { grantText as g } from '../people/members/grant-text.ts';
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

/** Tells a member how their roles were changed, or HR how somebody's were. */
export async function renderRolesChanged(
  push: PersonalPush,
  { subjectId, byId, gained, lost }: Extract<PushContent, { push: 'roles-changed' }>,
): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const ids = [byId, subjectId].filter((id) => id != null);
  const people = await store.db.member.findMany({
    where: { orgId, id: { in: ids } },
    select: { id: true, name: true, roles: true, active: true },
  });
  const by =
    people.find(({ id }) => id === byId)?.name ?? (byId === null ? g.byCommandLine[reader.lang] : '');
  const changed = { by, gained: gained as Role[], lost: lost as Role[] };
  if (subjectId === undefined) return send(ownRolesCard({ ...changed, roles: reader.roles }, reader.lang));
  const subject = people.find(({ id }) => id === subjectId);
  if (!subject?.active) return skip('inactive');
  const news = { ...changed, name: subject.name, roles: subject.roles as Role[] };
  return send(ownRolesCard(news, reader.lang));
}
