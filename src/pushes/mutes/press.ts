import type { Reply } from '../../chat/reply.ts';
import { isUuid } from '../../kernel/ids.ts';
import type { Context } from '../../people/context.ts';
import { auditEntry } from '../../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../../store/commit.ts';
import { showSubscriptions } from '../change-subscription.ts';
import { findStandings } from '../groups.ts';
import { mayChange } from '../rights.ts';
import { refusedCard } from '../subscription-cards.ts';
import { releaseSnoozed } from './release.ts';
import { isMutable, readSnoozeTarget, snoozeEnd } from './rules.ts';
import { bareCard, goneCard, liftedBlocks, quietBlocks, unmutableCard } from './show.ts';
import { dropQuiet, findPushed, findQuiet, type Mute, type PushedRow, setQuiet } from './store.ts';
import { muteText } from './text.ts';

/** Puts the pushes of this message's kind off, until tomorrow or for a week. */
export async function pressSnooze(context: Context, target: string): Promise<Done> {
  const wanted = readSnoozeTarget(target);
  if (wanted === undefined) return showSubscriptions(context);
  return withPush(context, wanted.id, (push) =>
    quiet(context, push, snoozeEnd(wanted.length, context.clock.now(), zoneOf(context, push))),
  );
}

/** Lets no more pushes of this message's kind through, until it is lifted. */
export function pressMute(context: Context, target: string): Promise<Done> {
  return withPush(context, target, (push) => quiet(context, push, null));
}

/** Lifts what was muted or snoozed from this message; what waited for a snooze's end comes now. */
export function pressUnmute(context: Context, target: string): Promise<Done> {
  return withPush(context, target, (push) =>
    commit(context, async (tx) => {
      const { lang } = context.actor;
      const mute = await findQuiet(tx, context.orgId, push.scope);
      if (mute !== undefined) await lift(context, tx, mute);
      const card = bareCard(push.kind, liftedBlocks(push.scope, lang), lang);
      return { kind: 'replace', card, notice: muteText.liftedNotice[lang] };
    }),
  );
}

/** Takes a mute away, with its line in the audit log. */
export async function lift(
  context: Context,
  tx: Parameters<Parameters<typeof commit>[1]>[0],
  mute: Mute,
): Promise<void> {
  const gone = await tx.$executeRaw(dropQuiet(context.orgId, mute));
  if (gone === 0) return;
  await releaseSnoozed(tx, context, mute);
  const facts = { entity: 'push', entityId: mute.kind, before: sideOf(mute) } as const;
  await tx.$executeRaw(auditEntry(context, { ...facts, action: 'push.unmuted' }));
}

async function quiet(context: Context, push: PushedRow, until: number | null): Promise<Done> {
  return commit(context, async (tx) => {
    const before = await findQuiet(tx, context.orgId, push.scope);
    if (before === undefined || before.until !== until) {
      await tx.$executeRaw(setQuiet(context, push.scope, until));
      const { scope } = push;
      const after = sideOf({
        kind: scope.push,
        until,
        memberId: scope.kind === 'member' ? scope.memberId : null,
        subscriptionId: scope.kind === 'subscription' ? scope.subscriptionId : null,
      });
      const facts = { action: 'push.muted', entity: 'push', entityId: scope.push, after } as const;
      await tx.$executeRaw(auditEntry(context, { ...facts, before: before && sideOf(before) }));
    }
    return tellQuiet(context, push, until);
  });
}

function sideOf({
  kind,
  until,
  memberId,
  subscriptionId,
}: Pick<Mute, 'kind' | 'until' | 'memberId' | 'subscriptionId'>) {
  const end = until === null ? null : new Date(until).toISOString();
  return { kind, until: end, ...(memberId === null ? { subscriptionId } : { memberId }) };
}

/** Finds the push and asks whether this person may decide about it, with the rights of this moment. */
async function withPush(
  context: Context,
  id: string,
  work: (push: PushedRow) => Promise<Done>,
): Promise<Done> {
  const { lang } = context.actor;
  const push = isUuid(id) ? await findPushed(context.db, context.orgId, id) : undefined;
  if (push === undefined) return showSubscriptions(context);
  if (!(await mayDecide(context, push))) {
    const { kind, scope } = push;
    return refuseMute(context, { kind, memberId: scope.kind === 'member' ? scope.memberId : null });
  }
  if (isMutable(push.kind)) return work(push);
  return answer(context, { kind: 'card', card: unmutableCard(lang), audience: 'asker' });
}

async function mayDecide(context: Context, { scope, subscription }: PushedRow): Promise<boolean> {
  if (scope.kind === 'member') return scope.memberId === context.memberId;
  const { db, orgId, actor, today } = context;
  return subscription !== undefined && mayChange(await findStandings(db, orgId, actor, today), subscription);
}

/** A conversation's pushes are told to be others' to decide; somebody else's private one is told of as of none. */
export async function refuseMute(
  context: Context,
  { kind, memberId }: Pick<Mute, 'kind' | 'memberId'>,
): Promise<Done> {
  const { lang } = context.actor;
  const card = memberId === null ? refusedCard('refusedChange', lang) : goneCard(lang);
  const entry = auditEntry(context, {
    action: 'subscription.refused',
    entity: 'push',
    entityId: kind,
    after: { deed: 'push.mute' },
  });
  return commitAll(context, { kind: 'card', card, audience: 'asker' }, [entry]);
}

/**
 * Tells apart from the message what was decided: the message keeps the figures that it told, which today's rows may not give
 * any more. Only whoever pressed reads it.
 */
function tellQuiet(context: Context, push: PushedRow, until: number | null): Reply {
  const { lang } = context.actor;
  const blocks = quietBlocks(push.scope, until, push.id, { lang, zone: zoneOf(context, push) });
  const audience = push.scope.kind === 'member' ? 'same' : 'asker';
  return { kind: 'card', card: bareCard(push.kind, blocks, lang), audience };
}

/** A conversation's morning is the organization's, a person's their own. */
function zoneOf(context: Context, { scope }: PushedRow): string {
  return scope.kind === 'member' ? context.actor.zone : context.org.zone;
}
