import type { Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import { countTodo, drawTodo } from '../followups/todo.ts';
import type { TodoReading } from '../followups/todo-source.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Organization } from '../people/context.ts';
import { listMembersBelow } from '../people/groups.ts';
import type { StoreContext } from '../store/context.ts';
import { clearDayText as t } from './clear-day-text.ts';
import type { Rendered } from './content.ts';
import { findReaders, type Reader } from './readers.ts';
import { type PersonalPush, send, skip } from './rendered.ts';
import { todoSources } from './todo-sources.ts';

const MOST_PEOPLE = 10;

/** Somebody who left something open. */
interface LeftOpen {
  readonly memberId: string;
  readonly name: string;
  readonly count: number;
  readonly late: number;
}

/** What is open at the end of a day: the reader's own, and of whoever they manage only who left what. */
interface OpenDay {
  readonly own: number;
  readonly team: readonly LeftOpen[];
}

/** Whether the end of the day has anything to tell this reader. */
export async function hasOpenDay(store: StoreContext, orgId: string, reader: Reader): Promise<boolean> {
  const { own, team } = await loadOpenDay(store, await loadOrganization(store, orgId), reader);
  return own > 0 || team.length > 0;
}

/** The end of the day as it is when it is sent: what was done meanwhile is not in it. */
export async function renderClearDay({ store, orgId, reader }: PersonalPush): Promise<Rendered> {
  const org = await loadOrganization(store, orgId);
  const { own, team } = await loadOpenDay(store, org, reader);
  if (own === 0 && team.length === 0) return skip('day-is-clear');
  const { lang } = reader;
  const teamBlocks = team.length === 0 ? [] : drawTeam(team, lang);
  if (own === 0) {
    const card: Card = { title: t.team(team.length)[lang], tone: 'info', blocks: teamBlocks };
    return send(card);
  }
  const list = await drawTodo(readingOf(store, org, reader), store.db, todoSources);
  const heading: CardBlock = { kind: 'text', text: [{ text: t.teamHeading[lang], bold: true }] };
  const blocks = [...list.blocks, ...(team.length === 0 ? [] : [heading, ...teamBlocks])];
  return send({ ...list, title: t.own(own)[lang], blocks });
}

async function loadOpenDay(store: StoreContext, org: Organization, reader: Reader): Promise<OpenDay> {
  const own = await countTodo(readingOf(store, org, reader), store.db, todoSources, false);
  const team: LeftOpen[] = [];
  for (const member of await listTeam(store, org, reader)) {
    const { count, late } = await countTodo(readingOf(store, org, member), store.db, todoSources, true);
    if (count > 0) team.push({ memberId: member.memberId, name: member.name, count, late });
  }
  return { own: own.count, team: team.toSorted((a, b) => b.late - a.late || b.count - a.count) };
}

/** The salespeople below a manager. */
async function listTeam(store: StoreContext, org: Organization, reader: Reader): Promise<readonly Reader[]> {
  if (!reader.roles.includes('manager')) return [];
  const today = localDateOf(store.clock.now(), org.zone);
  const below = await listMembersBelow(store.db, org.id, reader.memberId, today);
  const members = await findReaders(store.db, org.id, [...below]);
  return members.filter(
    ({ active, roles, memberId }) => active && roles.includes('sales') && memberId !== reader.memberId,
  );
}

function drawTeam(team: readonly LeftOpen[], lang: Lang): readonly CardBlock[] {
  const more = team.length - MOST_PEOPLE;
  const items = team.slice(0, MOST_PEOPLE).map(({ memberId, name, count, late }) => ({
    text: [{ text: name, bold: true }, { text: ` · ${t.open(count, late)[lang]}` }],
    buttons: [{ label: t.buttonLook[lang], action: 'todo.of' as const, target: memberId }],
  }));
  return [
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'note', text: t.more(more)[lang] } as const] : []),
  ];
}

function readingOf(store: StoreContext, org: Organization, reader: Reader): TodoReading {
  const { memberId, name, roles, lang, zone } = reader;
  const actor = { memberId, name, roles, rank: '', lang, zone };
  return { orgId: org.id, memberId, org, actor, clock: store.clock };
}

function loadOrganization(store: StoreContext, id: string): Promise<Organization> {
  return store.db.organization.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      name: true,
      zone: true,
      locale: true,
      currency: true,
      fiscalStartMonth: true,
      calendarRegion: true,
      reminderTime: true,
    },
  });
}
