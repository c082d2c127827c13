import { findDeciders } from '../customers/cases/deciders.ts';
import { type Case, listOpenCases } from '../customers/cases/store.ts';
import { caseText as t } from '../customers/cases/text.ts';
import { formatDate } from '../kernel/dates.ts';
import { localDateOf } from '../kernel/zones.ts';
import { listMembersBelow } from '../people/groups.ts';
import type { Tx } from '../store/client.ts';
import type { TodoItem, TodoQuery, TodoSource } from './todo-source.ts';

/** Whether somebody may be asked costs a look at the groups for each. */
const MOST_LOOKED_AT = 20;

/** Collision cases that wait for this person: for their ruling, or for their side of it while nothing is said yet. */
export const caseTodo: TodoSource = {
  name: 'cases',
  isDecision: true,
  load: async (db, query) => {
    const mine = await listMine(db, query);
    return {
      heading: (count) => t.todoHeading(String(count))[query.lang],
      count: mine.length,
      late: mine.filter((about) => localDateOf(about.openedAt, about.zone) < query.today).length,
      items: mine.slice(0, query.limit).map((about) => drawItem(about, query)),
    };
  },
};

async function listMine(db: Tx, { orgId, memberId, roles, today }: TodoQuery): Promise<readonly Case[]> {
  const below = roles.includes('manager') ? await listMembersBelow(db, orgId, memberId, today) : [];
  const all = roles.includes('executive') || roles.includes('admin');
  const open = await listOpenCases(db, orgId, { memberId, below: [...below], all }, MOST_LOOKED_AT);
  const mine: Case[] = [];
  for (const about of open) {
    const isSide = memberId === about.claimantId || memberId === about.respondentId;
    const waits = isSide
      ? memberId === about.respondentId && about.answer === ''
      : (await findDeciders(db, orgId, about, today)).includes(memberId);
    if (waits) mine.push(about);
  }
  return mine;
}

function drawItem(about: Case, { memberId, lang }: TodoQuery): TodoItem {
  const day = formatDate(localDateOf(about.openedAt, about.zone), lang);
  const show = { action: 'case.show', target: about.id } as const;
  const isSide = memberId === about.respondentId;
  return {
    text: [
      { text: about.customerName, bold: true },
      { text: ` · ${about.claimantName} / ${about.respondentName}` },
    ],
    note: [isSide ? t.todoAnswer[lang] : t.todoDecide[lang], day].join(' · '),
    buttons: isSide
      ? [
          { label: t.buttonAnswer[lang], action: 'case.answer', target: about.id, style: 'primary' },
          { label: t.buttonShow[lang], ...show },
        ]
      : [{ label: t.buttonDecide[lang], ...show, style: 'primary' }],
  };
}
