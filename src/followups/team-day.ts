import { noticeCard } from '../customers/cards.ts';
import { isUuid } from '../kernel/ids.ts';
import type { Context } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import { auditEntry } from '../store/audit.ts';
import { answer, commitAll, type Done } from '../store/commit.ts';
import { dayText as t } from './day-text.ts';
import { drawTodo } from './todo.ts';
import type { TodoSource } from './todo-source.ts';

/** `todo.of`, `todo` with a colleague: what is open of somebody below, for their manager, who may comment on it. */
export async function showDayOf(
  context: Context,
  memberId: string,
  sources: readonly TodoSource[],
): Promise<Done> {
  const { db, orgId, today, actor } = context;
  const below = actor.roles.includes('manager')
    ? await listMembersBelow(db, orgId, context.memberId, today)
    : new Set<string>();
  const member =
    isUuid(memberId) && below.has(memberId)
      ? await db.member.findUnique({ where: { orgId_id: { orgId, id: memberId } }, select: { name: true } })
      : null;
  if (member === null) {
    const card = noticeCard(t.ofRefused[actor.lang], t.ofRefusedHow[actor.lang]);
    return commitAll(context, { kind: 'card', card, audience: 'asker' }, [
      auditEntry(context, {
        action: 'todo.refused',
        entity: 'member',
        entityId: memberId,
        after: { deed: 'todo.see' },
      }),
    ]);
  }
  const card = await drawTodo({ ...context, memberId }, db, sources, member.name);
  return answer(context, { kind: 'card', card, audience: 'asker' });
}
