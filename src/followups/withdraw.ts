import type { Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import { noticeCard } from '../customers/cards.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { goneCard, tooLateCard, unreadCard, withdrawnCard } from './change-cards.ts';
import {
  dropReminder,
  type LoggedFollowUp,
  loadFollowUp,
  markWithdrawn,
  recountLastContact,
  reopenReminders,
} from './revision-store.ts';
import { mayUndo } from './rules.ts';
import { followUpText as t } from './text.ts';

/** The button *undo*: takes a follow-up back, for ten minutes. */
export function pressUndo(context: Context, target: string): Promise<Done> {
  return withOwn(context, target, (followUp) => {
    if (!mayUndo(followUp.createdAt.getTime(), context.clock.now())) {
      return answer(context, say(tooLateCard(followUp, context)));
    }
    return withdraw(context, followUp, (card) => ({ kind: 'replace', card }));
  });
}

/** The message that logged a follow-up was deleted: so is what it logged. */
export function withdrawByMessage(context: Context, id: string): Promise<Done> {
  return withOwn(context, id, (followUp) =>
    withdraw(context, followUp, (card) => ({ kind: 'card', card, audience: 'same' })),
  );
}

/** The message was edited into something that is no follow-up: what it had logged stays, and its author is told. */
export function tellUnread(context: Context, id: string): Promise<Done> {
  return withOwn(context, id, (followUp) => answer(context, say(unreadCard(followUp, context))));
}

/** Finds a follow-up of the person's own that still stands; everything else is said kindly, and a stranger's press written down. */
export async function withOwn(
  context: Context,
  target: string,
  work: (followUp: LoggedFollowUp) => Promise<Done>,
): Promise<Done> {
  const followUp = isUuid(target) ? await loadFollowUp(context.db, context.orgId, target) : undefined;
  if (followUp === undefined) return answer(context, say(goneCard(context)));
  if (followUp.authorId !== context.memberId) return refuse(context, followUp.id);
  if (followUp.withdrawnAt !== null) {
    return answer(context, { kind: 'replace', card: withdrawnCard(followUp, context) });
  }
  return work(followUp);
}

/**
 * Withdraws a follow-up: its reminder is dropped, one that it closed is open again, and the customer's last contact is the
 * one before. What it said stays, as a revision and in the audit log.
 */
export function withdraw(
  context: Context,
  followUp: LoggedFollowUp,
  show: (card: Card) => Reply,
): Promise<Done> {
  return commit(context, async (tx) => {
    const changed = await tx.$executeRaw(markWithdrawn(context, followUp.id));
    if (changed === 1) {
      const { id, customerId, kind, text, nextOn, happenedOn, happenedAt } = followUp;
      await tx.$executeRaw(dropReminder(context, id));
      await tx.$executeRaw(reopenReminders(context, followUp));
      await tx.$executeRaw(recountLastContact(context, customerId, happenedAt));
      const before = {
        customerId,
        kind,
        text,
        amount: followUp.amount?.toString() ?? null,
        nextOn,
        happenedOn,
      };
      await tx.$executeRaw(
        auditEntry(context, { action: 'followup.withdrawn', entity: 'follow_up', entityId: id, before }),
      );
    }
    return show(withdrawnCard(followUp, context));
  });
}

function refuse(context: Context, id: string): Promise<Done> {
  const { lang } = context.actor;
  return commitAll(context, say(noticeCard(t.notYours[lang], t.notYoursHow[lang])), [
    auditEntry(context, {
      action: 'followup.refused',
      entity: 'follow_up',
      entityId: id,
      after: { deed: 'followup.change' },
    }),
  ]);
}

function say(card: Card): Reply {
  return { kind: 'card', card, audience: 'asker' };
}
