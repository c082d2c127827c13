import type { Card } from '../../chat/card.ts';
import type { Bilingual } from '../../chat/language.ts';
import type { Reply } from '../../chat/reply.ts';
import { cleanText } from '../../kernel/text/clean.ts';
import { auditEntry } from '../../store/audit.ts';
import type { Tx } from '../../store/client.ts';
import { commit, type Done } from '../../store/commit.ts';
import { outboxEvent } from '../../store/outbox.ts';
import { sentenceCard } from '../cards.ts';
import type { Context } from '../context.ts';
import { type DrawDay, readDayTarget } from '../day.ts';
import { runAll, settleGrant } from './change-roles.ts';
import { grantCard } from './grant-cards.ts';
import { closeGrant, findGrant, type Grant } from './grant-store.ts';
import { grantText as g } from './grant-text.ts';
import { refuseInside } from './refusals.ts';
import { judgeSigner, settleState, sortRoles } from './rules.ts';
import { type HeldMember, holdMembers, updateRoles } from './store.ts';

const LONGEST_REASON = 500;

/** `role.sign`: the second signature; the member holds the role from then on. */
export function signGrant(context: Context, target: string, drawDay: DrawDay): Promise<Done> {
  return decide(context, target, { state: 'signed', reason: '' }, drawDay);
}

/** The role is not granted; whoever asked for it reads why. */
export function declineGrant(
  context: Context,
  target: string,
  reason: string,
  drawDay: DrawDay,
): Promise<Done> {
  const decision = { state: 'refused', reason: cleanText(reason, LONGEST_REASON) } as const;
  return decide(context, target, decision, drawDay);
}

/** `role.withdraw`: whoever asked takes it back while it waits. */
export function withdrawGrant(context: Context, grantId: string): Promise<Done> {
  return decide(context, grantId, { state: 'withdrawn', reason: '' });
}

interface Decision {
  readonly state: 'signed' | 'refused' | 'withdrawn';
  readonly reason: string;
}

type People = ReadonlyMap<string, HeldMember>;

/** Rights and state are those of this instant, whenever the button was made; a second press tells what the first one did. */
function decide(context: Context, target: string, decision: Decision, drawDay?: DrawDay): Promise<Done> {
  const { id: grantId, inDay } = readDayTarget(target);
  // A list is drawn again; which of its rows was meant is said once.
  const place = async (tx: Tx, card: Card, notice: string): Promise<Reply> =>
    inDay && drawDay !== undefined
      ? { kind: 'replace', card: await drawDay(context, tx), notice: card.title }
      : { kind: 'replace', card, notice };
  return commit(context, async (tx) => {
    const { orgId, memberId, actor } = context;
    const first = await findGrant(tx, orgId, grantId);
    if (first === undefined)
      return {
        kind: 'card',
        card: sentenceCard(g.grantTitle[actor.lang], g.grantGone[actor.lang], 'warn'),
        audience: 'asker',
      };
    const people = await holdMembers(tx, orgId, [first.memberId, first.keeperId, memberId]);
    const grant = (await findGrant(tx, orgId, grantId)) ?? first;
    const why = findObstacle(context, grant, people, decision);
    if (why !== undefined) {
      const deed = decision.state === 'withdrawn' ? 'role.withdraw' : 'role.sign';
      return refuseInside(context, tx, { deed, entityId: grant.memberId, why });
    }
    if (grant.state === 'waiting') {
      const settled = await settle(context, tx, grant, people, decision);
      return place(tx, settled.card, settled.notice);
    }
    const notice = grant.decidedBy === null ? g.grantOver : g.decidedAlready(grant.decidedBy);
    return place(tx, grantCard(grant, context.actor), notice[actor.lang]);
  });
}

/** Why this person may not: by the roles that they hold at this instant. */
export function findObstacle(
  { memberId }: Pick<Context, 'memberId'>,
  grant: Grant,
  people: People,
  { state }: Pick<Decision, 'state'>,
): Bilingual | undefined {
  if (state === 'withdrawn') return memberId === grant.keeperId ? undefined : g.onlyAsker;
  const verdict = judgeSigner({ memberId, roles: people.get(memberId)?.roles ?? [] }, grant);
  switch (verdict) {
    case 'allowed':
      return undefined;
    case 'own-request':
      return g.ownRequest;
    case 'own-role':
      return g.ownRole;
    case 'needs-signer':
      return g.needsSigner;
  }
}

async function settle(
  context: Context,
  tx: Tx,
  grant: Grant,
  people: People,
  { state: wanted, reason }: Decision,
): Promise<{ readonly card: Card; readonly notice: string }> {
  const { lang } = context.actor;
  const subject = people.get(grant.memberId);
  const keeper = people.get(grant.keeperId);
  const state = settleState(
    wanted,
    {
      expiresAt: grant.expiresAt.getTime(),
      subject: { active: subject?.active ?? false, roles: subject?.roles ?? [] },
      role: grant.role,
      keeperStands: keeper?.active === true && keeper.roles.includes('admin'),
    },
    context.clock.now(),
  );
  if (state === 'signed') await writeSigned(context, tx, grant, subject?.roles ?? []);
  else await runAll(tx, settleGrant(context, grant, { state, reason: state === 'refused' ? reason : '' }));
  const decided: Grant = {
    ...grant,
    state,
    reason: state === 'refused' ? reason : '',
    decidedBy: state === 'expired' ? null : context.actor.name,
    decidedById: context.memberId,
  };
  return { card: grantCard(decided, context.actor), notice: g.notices[state][lang] };
}

async function writeSigned(
  context: Context,
  tx: Tx,
  grant: Grant,
  before: HeldMember['roles'],
): Promise<void> {
  const after = sortRoles([...before, grant.role]);
  await runAll(tx, [
    closeGrant(context, grant.id, { state: 'signed' }),
    updateRoles(context, grant.memberId, after),
    auditEntry(context, {
      action: 'role.granted',
      entity: 'member',
      entityId: grant.memberId,
      before: { roles: before },
      after: { roles: after, askedBy: grant.askedBy },
    }),
    outboxEvent(context, { kind: 'role.decided', grantId: grant.id }),
  ]);
}
