import type { TodoSource } from '../followups/todo-source.ts';
import { localDateOf } from '../kernel/zones.ts';
import { writeDayTarget } from '../people/day.ts';
import { describeGrant } from '../people/members/grant-cards.ts';
import { listWaitingGrants } from '../people/members/grant-store.ts';
import { grantText as g } from '../people/members/grant-text.ts';
import { judgeSigner } from '../people/members/rules.ts';

/** Roles that wait for a second signature which this person may give, the longest waiting first. */
export const roleTodo: TodoSource = {
  name: 'roles',
  isDecision: true,
  load: async (db, { orgId, memberId, roles, today, orgZone, lang, limit }) => {
    const person = { memberId, roles, lang, zone: orgZone };
    const isSigner = judgeSigner(person, { memberId: '', askedById: '', keeperId: '' }) === 'allowed';
    const waiting = isSigner ? await listWaitingGrants(db, orgId) : [];
    const mine = waiting.filter((grant) => judgeSigner(person, grant) === 'allowed');
    return {
      heading: (count) => g.todoHeading(count)[lang],
      count: mine.length,
      late: mine.filter(({ askedAt }) => localDateOf(askedAt.getTime(), orgZone) < today).length,
      items: mine
        .slice(0, limit)
        .map((grant) => describeGrant(grant, person, { target: writeDayTarget(grant.id) })),
    };
  },
};
