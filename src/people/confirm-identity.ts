import { isUuid } from '../kernel/ids.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commit, commitAll, type Done } from '../store/commit.ts';
import { sentenceCard } from './cards.ts';
import type { Context } from './context.ts';
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
): Promise<Done> {
  const { lang, roles, memberId } = context.actor;
  const identity = isUuid(target) ? await loadIdentity(context.db, context.orgId, target) : undefined;
  if (identity === undefined || identity.confirmed) return tellSettled(context, identity);
  if (identity.memberId !== memberId && !roles.includes('admin')) {
    const card = sentenceCard(t.notYours[lang], t.notYoursHow[lang], 'warn');
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      auditEntry(context, { action: 'identity.refused', entity: 'identity', entityId: identity.id }),
    ]);
  }
  return settle(context, identity, verdict);
}

function settle(context: Context, identity: LinkedIdentity, verdict: 'confirm' | 'reject'): Promise<Done> {
  const { lang } = context.actor;
  return commit(context, async (tx) => {
    const changed = await tx.$executeRaw(settleIdentity(context, identity.id, verdict));
    if (changed === 0) return { kind: 'replace', card: sentenceCard(t.settledBefore[lang], '', 'plain') };
    await tx.$executeRaw(
      auditEntry(context, {
        action: verdict === 'confirm' ? 'identity.confirmed' : 'identity.rejected',
        entity: 'identity',
        entityId: identity.id,
        after: { memberId: identity.memberId, externalUser: identity.externalUser },
      }),
    );
    const card =
      verdict === 'confirm'
        ? sentenceCard(t.confirmed(identity.memberName)[lang], '', 'good')
        : sentenceCard(t.rejected[lang], t.rejectedHow[lang], 'plain');
    return { kind: 'replace', card };
  });
}

function tellSettled(context: Context, identity: LinkedIdentity | undefined): Promise<Done> {
  const { lang } = context.actor;
  const text = identity ? t.confirmed(identity.memberName)[lang] : '';
  return answer(context, { kind: 'replace', card: sentenceCard(t.settledBefore[lang], text, 'plain') });
}
