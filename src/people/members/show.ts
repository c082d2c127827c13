import type { RawValues, Role } from '../../chat/spec.ts';
import { answer, type Done } from '../../store/commit.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { roles as allRoles } from '../role-names.ts';
import { memberCard, memberListCard } from './cards.ts';
import type { Viewer } from './grant-cards.ts';
import { listWaitingGrants } from './grant-store.ts';
import { refuseDeed } from './refusals.ts';
import { memberReaders } from './rules.ts';
import { findMemberView, listMembers } from './store.ts';
import { memberText as t } from './text.ts';

/** On one card. */
const PAGE = 8;
const LAST_PAGE = 200;

/** `member list`: everybody, or who holds a role; and what waits for a signature. */
export async function listAll(context: Context, values: RawValues): Promise<Done> {
  const card = await drawList(context, readRole(values.role), 0);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** The buttons that turn pages. What they carry is `<page>.<role>`. */
export async function turnMembers(context: Context, target: string): Promise<Done> {
  const refused = refuseReader(context, null);
  if (refused) return refused;
  const [, page = '0', role = ''] = /^(\d{1,3})\.([a-z]*)$/.exec(target) ?? [];
  const card = await drawList(context, readRole(role), Math.min(Number(page), LAST_PAGE));
  return answer(context, { kind: 'replace', card });
}

async function drawList(context: Context, role: Role | undefined, page: number) {
  const { db, orgId, today, clock } = context;
  const [found, grants] = await Promise.all([
    listMembers(db, orgId, { role, today }, { limit: PAGE, offset: page * PAGE }),
    page === 0 ? listWaitingGrants(db, orgId, { now: clock.now() }) : [],
  ]);
  const asked = role === undefined ? grants : grants.filter((grant) => grant.role === role);
  return memberListCard({ ...found, role, page, size: PAGE }, asked, viewerOf(context));
}

/** `member show`: one member; without a name all of them. */
export function showTyped(context: Context, values: RawValues): Promise<Done> {
  return values.member === undefined ? listAll(context, {}) : showMember(context, values.member);
}

/** `member.show`: the button of the same. */
export async function pressShow(context: Context, target: string): Promise<Done> {
  return refuseReader(context, target) ?? showMember(context, target);
}

async function showMember(context: Context, id: string): Promise<Done> {
  const { db, orgId, today, clock } = context;
  const view = await findMemberView(db, orgId, id, today);
  if (view === undefined) return sayGone(context);
  const grants = await listWaitingGrants(db, orgId, { now: clock.now(), memberId: id });
  const card = memberCard(view, grants, viewerOf(context));
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** Says that the member is not there any more. */
export function sayGone(context: Context): Promise<Done> {
  const { lang } = context.actor;
  const card = sentenceCard(t.showTitle[lang], t.gone[lang], 'warn');
  return answer(context, { kind: 'card', card, audience: 'asker' });
}

/** Who reads what this request is answered with. */
export function viewerOf({ actor }: Context): Viewer {
  const { memberId, roles, lang, zone } = actor;
  return { memberId, roles, lang, zone };
}

function refuseReader(context: Context, entityId: string | null): Promise<Done> | undefined {
  if (context.actor.roles.some((role) => memberReaders.includes(role))) return undefined;
  return refuseDeed(context, { deed: 'member.see', entityId, why: t.readersOnly });
}

function readRole(text: string | undefined): Role | undefined {
  return allRoles.find((role) => role === text);
}
