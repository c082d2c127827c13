import { platformNames } from '../chat/platform-names.ts';
import type { TodoItem, TodoQuery, TodoSource } from '../followups/todo-source.ts';
import { writeDayTarget } from '../people/day.ts';
import { listMembersBelow } from '../people/groups.ts';
import type { Tx } from '../store/client.ts';
import { listGoneAccounts } from './leaving-store.ts';
import { leavingText } from './leaving-text.ts';
import { listWaitingIdentities } from './people-store.ts';
import { peopleText as t } from './people-text.ts';

/**
 * Chat accounts about which somebody has to say yes or no: new ones that would be linked, for their member and the admins;
 * and those that the platform reported gone, for the admins and whoever manages the person.
 */
export const accountTodo: TodoSource = {
  name: 'accounts',
  isDecision: true,
  load: async (db, query) => {
    const items = [...(await listNew(db, query)), ...(await listGone(db, query))];
    return {
      heading: (count) => t.todoHeading(String(count))[query.lang],
      count: items.length,
      late: 0,
      items: items.slice(0, query.limit),
    };
  },
};

async function listNew(db: Tx, { orgId, memberId, roles, lang }: TodoQuery): Promise<readonly TodoItem[]> {
  const whose = roles.includes('admin') ? null : memberId;
  const waiting = await listWaitingIdentities(db, orgId, whose);
  return waiting.map(({ id, memberName, platform, workspaceName }) => ({
    text: [
      { text: memberName, bold: true },
      { text: ` · ${platformNames[platform][lang]} · ${workspaceName}` },
    ],
    note: t.identityTitle[lang],
    buttons: [
      { label: t.confirm[lang], action: 'identity.confirm', target: writeDayTarget(id), style: 'primary' },
      { label: t.reject[lang], action: 'identity.reject', target: writeDayTarget(id), style: 'danger' },
    ],
  }));
}

/** A manager hands over who sells or manages below them; anybody else is for the admins. */
async function listGone(db: Tx, query: TodoQuery): Promise<readonly TodoItem[]> {
  const { orgId, memberId, roles, today, lang } = query;
  const isAdmin = roles.includes('admin');
  if (!isAdmin && !roles.includes('manager')) return [];
  const gone = (await listGoneAccounts(db, orgId)).filter((each) => each.memberId !== memberId);
  const below = isAdmin || gone.length === 0 ? undefined : await listMembersBelow(db, orgId, memberId, today);
  return gone
    .filter((each) => isAdmin || (each.isPlain && below?.has(each.memberId) === true))
    .map(({ memberId: goneId, name, platform, workspaceName }) => ({
      text: [{ text: leavingText.goneTitle(name)[lang], bold: true }],
      note: `${platformNames[platform][lang]} · ${workspaceName}`,
      buttons: [
        { label: leavingText.buttonHandOver[lang], action: 'leave.start', target: goneId, style: 'primary' },
        { label: leavingText.buttonStay[lang], action: 'leave.stay', target: writeDayTarget(goneId) },
      ],
    }));
}
