import type { Button, Card, CardBlock } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import type { Tx } from '../store/client.ts';
import { dayText as d } from './day-text.ts';
import { findLastLogged } from './find-last-logged.ts';
import { foldDay } from './fold-day.ts';
import { clearCard, reminderItem } from './reminder-cards.ts';
import { countDue, listOpenReminders, type Reminder } from './store.ts';
import type { TodoItem, TodoReading, TodoSection, TodoSource } from './todo-source.ts';
import { todoText as t } from './todo-text.ts';
import { visitText } from './visit-text.ts';

/** Each item has up to three buttons, and a card holds only so many. */
const ITEMS = 8;
const OF_A_SOURCE = 4;
/** More than are shown: some of them are told with another item of their customer. */
const LOOKED_AT = 12;
/** Of all sources together, though at least two of each. */
const OF_ALL_SOURCES = 10;

/**
 * All that is open for somebody today: their reminders, and what the other rooms know. `ofName`: the person is another one,
 * whose manager looks at it and may comment.
 */
export async function drawTodo(
  reading: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
  ofName?: string,
): Promise<Card> {
  const { lang } = reading.actor;
  const forManager = ofName !== undefined;
  const day = await loadDay(reading, db, sources, forManager);
  const total = sumUp(day.dueCount, day.sections, 'count');
  if (total === 0) {
    if (forManager) return { title: d.ofClear(ofName)[lang], tone: 'good', blocks: [] };
    const card = clearCard(day.upcoming, reading, day.today);
    return worksCustomers(reading.actor)
      ? card
      : { ...card, blocks: [{ kind: 'text', text: t.noneToDecide[lang] }] };
  }
  return {
    title: forManager ? d.ofTitle(ofName, total)[lang] : t.count(total)[lang],
    tone: 'info',
    blocks: [
      ...drawReminders(day.first, day.dueCount, lang),
      ...day.sections.flatMap((section) => drawSection(section, lang)),
    ],
  };
}

/** How much of somebody's day is open, and how much of it is late; as their manager sees it, if one asks. */
export async function countTodo(
  reading: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
  forManager: boolean,
): Promise<{ readonly count: number; readonly late: number }> {
  const { dueCount, hasLate, sections } = await loadDay(reading, db, sources, forManager);
  return {
    count: sumUp(dueCount, sections, 'count'),
    late: sumUp(hasLate ? 1 : 0, sections, 'late'),
  };
}

function sumUp(start: number, sections: readonly TodoSection[], what: 'count' | 'late'): number {
  return sections.reduce((sum, section) => sum + section[what], start);
}

/** Somebody's day as it is shown. */
interface Day {
  readonly today: LocalDate;
  /** The reminders that are due, as many as are shown. */
  readonly first: readonly TodoItem[];
  readonly dueCount: number;
  readonly hasLate: boolean;
  /** The first reminder that is not due yet. */
  readonly upcoming: Reminder | undefined;
  readonly sections: readonly TodoSection[];
}

async function loadDay(
  reading: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
  forManager: boolean,
): Promise<Day> {
  const { orgId, memberId, actor } = reading;
  const today = localDateOf(reading.clock.now(), actor.zone);
  const sections = await loadSections(reading, db, sources, forManager);
  const works = worksCustomers(actor);
  const room = sections.length === 0 ? ITEMS : ITEMS - OF_A_SOURCE;
  const open = works ? await listOpenReminders(db, orgId, memberId, room + 1) : [];
  const dueCount = works ? await countDue(db, orgId, memberId, today) : 0;
  const due = open.filter(({ dueOn }) => dueOn <= today).slice(0, room);
  const first = due.map((reminder) => reminderItem(reminder, reading, today));
  const each = Math.max(2, Math.floor(OF_ALL_SOURCES / Math.max(1, sections.length)));
  const folded = forManager
    ? foldDay(...(await drawForManager(reading, db, first, sections)), each)
    : foldDay(first, sections, each);
  const upcoming = open.find(({ dueOn }) => dueOn > today);
  const hasLate = open.some(({ dueOn }) => dueOn < today);
  return { today, first: folded.first, dueCount, hasLate, upcoming, sections: folded.sections };
}

/** Reminders and all that hangs on customers are for who may work with them now, whatever somebody did before. */
function worksCustomers({ roles }: Pick<TodoReading['actor'], 'roles'>): boolean {
  return mayRun(roles, rolesFor('customer.work'));
}

async function loadSections(
  { orgId, memberId, org, actor, clock }: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
  forManager: boolean,
): Promise<readonly TodoSection[]> {
  const today = localDateOf(clock.now(), actor.zone);
  const query = {
    orgId,
    memberId,
    roles: actor.roles,
    today,
    lang: actor.lang,
    currency: org.currency,
    orgZone: org.zone,
    limit: LOOKED_AT,
  };
  const sections: TodoSection[] = [];
  // One after the other: it may run within a transaction, which has one connection.
  for (const source of sources) {
    if (source.isDecision ? !forManager : worksCustomers(actor)) sections.push(await source.load(db, query));
  }
  return sections.filter(({ count }) => count > 0);
}

function drawReminders(items: readonly TodoItem[], count: number, lang: Lang): readonly CardBlock[] {
  if (count === 0) return [];
  const more = count - items.length;
  return [
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'note', text: t.more(more)[lang] } as const] : []),
  ];
}

function drawSection({ heading, items, count, all }: TodoSection, lang: Lang): readonly CardBlock[] {
  const more = count - items.length;
  return [
    { kind: 'text', text: [{ text: heading(count), bold: true }] },
    { kind: 'list', items },
    ...(more > 0 ? [{ kind: 'note', text: t.more(more)[lang] } as const] : []),
    ...(more > 0 && all !== undefined ? [{ kind: 'buttons', buttons: [all] } as const] : []),
  ];
}

type DayItems = readonly [readonly TodoItem[], readonly TodoSection[]];

/** A manager looks and comments, on what was last logged if nothing else; what is done about it is for whoever has it. */
async function drawForManager(
  { orgId, memberId, actor: { lang } }: TodoReading,
  db: Tx,
  first: readonly TodoItem[],
  sections: readonly TodoSection[],
): Promise<DayItems> {
  const items = [...first, ...sections.flatMap((section) => section.items)];
  const silent = items.filter(({ followUpId }) => followUpId === undefined);
  const logged = await findLastLogged(
    db,
    orgId,
    memberId,
    silent.flatMap(({ customer }) => customer?.id ?? []),
  );
  const draw = (item: TodoItem) => drawItem(item, logged.get(item.customer?.id ?? ''), lang);
  return [first.map(draw), sections.map((section) => ({ ...section, items: section.items.map(draw) }))];
}

/** What only shows something, which a manager may press as well. */
const SHOWING: readonly string[] = ['customer.show', 'deal.show'];

function drawItem(item: TodoItem, lastLogged: string | undefined, lang: Lang): TodoItem {
  const { followUpId = lastLogged, customer } = item;
  const showing = (item.buttons ?? []).filter(({ action }) => SHOWING.includes(action));
  const comment: readonly Button[] =
    followUpId === undefined
      ? []
      : [{ label: visitText.buttonComment[lang], action: 'followup.comment', target: followUpId }];
  const show: readonly Button[] =
    showing.length > 0 || customer === undefined
      ? []
      : [{ label: visitText.buttonCustomer[lang], action: 'customer.show', target: customer.id }];
  return { ...item, buttons: [...comment, ...showing, ...show] };
}
