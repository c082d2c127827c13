import type { GoneInbound } from '../chat/inbound.ts';
import { noticeCard } from '../customers/cards.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { type DrawDay, readDayTarget } from '../people/day.ts';
import { auditEntries, auditEntry } from '../store/audit.ts';
import { Prisma } from '../store/client.ts';
import { commit, commitAll, type Done } from '../store/commit.ts';
import type { RequestContext, StoreContext } from '../store/context.ts';
import { outboxEvent } from '../store/outbox.ts';
import { refuse } from './leave.ts';
import { findPerson } from './store.ts';
import { leaveText as t } from './text.ts';

interface GoneAccount {
  readonly orgId: string;
  readonly id: string;
  readonly memberId: string;
  readonly active: boolean;
}

/**
 * The platform says that a person is gone: their account can do nothing more from this moment, and those who decide are
 * told. Nothing moves: that takes a person's word. Undefined where the account is nobody's here, or known to be gone.
 */
export async function noteGone(store: StoreContext, inbound: GoneInbound): Promise<Done | undefined> {
  const { platform, workspace, user } = inbound.source;
  const [account] = await store.db.$queryRaw<GoneAccount[]>`
    SELECT i.org_id AS "orgId", i.id, i.member_id AS "memberId", m.active
    FROM workspaces w JOIN chat_identities i ON i.org_id = w.org_id AND i.workspace_id = w.id
    JOIN members m ON m.org_id = i.org_id AND m.id = i.member_id
    WHERE w.platform = ${platform} AND w.external_key = ${workspace} AND w.disconnected_at IS NULL
      AND i.external_user = ${user} AND i.gone_at IS NULL`;
  if (account === undefined) return undefined;
  const { orgId, id, memberId, active } = account;
  const context: RequestContext = { ...store, orgId, memberId: null, origin: platform, inbound };
  const news = active ? [outboxEvent(context, { kind: 'member.gone', memberId, identityId: id })] : [];
  return commitAll(context, { kind: 'nothing' }, [
    Prisma.sql`UPDATE chat_identities SET gone_at = ${new Date(store.clock.now())}::timestamptz
      WHERE org_id = ${orgId}::uuid AND id = ${id}::uuid AND gone_at IS NULL`,
    auditEntry(context, {
      action: 'identity.gone',
      entity: 'identity',
      entityId: id,
      before: { memberId, state: 'active' },
      after: { memberId, state: 'gone' },
    }),
    ...news,
  ]);
}

/** The button that says it was a mistake: the account works again. Whoever may hand the person over may say so. */
export async function pressStay(context: Context, pressed: string, drawDay: DrawDay): Promise<Done> {
  const { id: target, inDay } = readDayTarget(pressed);
  const { lang } = context.actor;
  const person = isUuid(target) ? await findPerson(context.db, context.orgId, target) : undefined;
  if (person === undefined) {
    const card = noticeCard(t.title[lang], t.unknownWho('')[lang]);
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, []);
  }
  const refused = await refuse(context, person);
  if (refused) return refused;
  return commit(context, async (tx) => {
    const back = await tx.$queryRaw<{ id: string }[]>`UPDATE chat_identities SET gone_at = NULL
      WHERE org_id = ${context.orgId}::uuid AND member_id = ${person.id}::uuid AND gone_at IS NOT NULL RETURNING id`;
    await tx.$executeRaw(
      auditEntries(
        context,
        back.map(({ id }) => ({
          action: 'identity.restored',
          entity: 'identity',
          entityId: id,
          before: { memberId: person.id, state: 'gone' },
          after: { memberId: person.id, state: 'active' },
        })),
      ),
    );
    const card = noticeCard(t.stays(person.name)[lang], t.staysHow[lang], 'good');
    if (!inDay) return { kind: 'replace', card };
    return { kind: 'replace', card: await drawDay(context, tx), notice: card.title };
  });
}
