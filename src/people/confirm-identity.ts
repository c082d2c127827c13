import type { Card } from '../chat/card.ts';
import type { Reply } from '../chat/reply.ts';
import { isUuid } from '../kernel/ids.ts';
import { auditEntry } from '../store/audit.ts';
import type { Tx } from '../store/client.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { sentenceCard } from './cards.ts';
import type { Context } from './context.ts';
import { type DrawDay, readDayTarget } from './day.ts';
import { type LinkedIdentity, loadIdentity, settleIdentity } from './link-store.ts';
import { peopleText as t } from './text.ts';

/**
 * The buttons of a waiting account. The member themselves may press, from an account that is linked already (whoever
 * presses is), or an admin. A second press tells that it was decided.
 */
export async function pressVerdict(
  context: Context,
  target: string,
  verdict: 'confirm' | 'reject',
  drawDay: DrawDay,
): Promise<Done> {
  const { id, inDay } = readDayTarget(target);
  const draw = inDay ? drawDay : undefined;
  const { lang, roles, memberId } = context.actor;
  const identity = isUuid(id) ? await loadIdentity(context.db, context.orgId, id) : undefined;
  if (identity === undefined || identity.confirmed) return tellSettled(context, identity, draw);
  if (identity.memberId !== memberId && !roles.includes('admin')) {
    const card = sentenceCard(t.notYours[lang], t.notYoursHow[lang], 'warn');
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      auditEntry(context, {
        action: 'identity.refused',
        entity: 'identity',
        entityId: identity.id,
        after: { deed: 'identity.confirm' },
      }),
    ]);
  }
  return settle(context, identity, verdict, draw);
}

function settle(
  context: Context,
  identity: LinkedIdentity,
  verdict: 'confirm' | 'reject',
  draw: DrawDay | undefined,
): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    const changed = await tx.$executeRaw(settleIdentity(context, identity.id, verdict));
    if (changed === 0)
      return showInPlace(context, tx, sentenceCard(t.settledBefore[lang], '', 'plain'), draw);
    const account = { memberId: identity.memberId, externalUser: identity.externalUser };
    await tx.$executeRaw(
      auditEntry(context, {
        action: verdict === 'confirm' ? 'identity.confirmed' : 'identity.rejected',
        entity: 'identity',
        entityId: identity.id,
        before: { ...account, state: 'waiting' },
        after: { ...account, state: verdict === 'confirm' ? 'confirmed' : 'rejected' },
      }),
    );
    const card =
      verdict === 'confirm'
        ? sentenceCard(t.confirmed(identity.memberName)[lang], '', 'good')
        : sentenceCard(t.rejected[lang], t.rejectedHow[lang], 'plain');
    return showInPlace(context, tx, card, draw);
  });
}

async function tellSettled(
  context: Context,
  identity: LinkedIdentity | undefined,
  draw: DrawDay | undefined,
): Promise<Done> {
  const { lang } = context.actor;
  const text = identity ? t.confirmed(identity.memberName)[lang] : '';
  const card = sentenceCard(t.settledBefore[lang], text, 'plain');
  return answer(context, await showInPlace(context, context.db, card, draw));
}

/** A list is drawn again and says once what was done; a card alone gives way to it. */
async function showInPlace(context: Context, db: Tx, card: Card, draw: DrawDay | undefined): Promise<Reply> {
  if (draw === undefined) return { kind: 'replace', card };
  return { kind: 'replace', card: await draw(context, db), notice: card.title };
}
