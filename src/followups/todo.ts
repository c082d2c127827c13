import type { Button, Card, CardBlock, ListItem } from '../chat/card.ts';
import type { Lang } from '../chat/language.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { Context } from '../people/context.ts';
import type { Tx } from '../store/client.ts';
import { dayText as d } from './day-text.ts';
import { todoCard } from './reminder-cards.ts';
import { countDue, listOpenReminders } from './store.ts';
import { todoText as t } from './todo-text.ts';
import { visitText } from './visit-text.ts';

/** Whose list it is, and how they read. */
export type TodoReading = Pick<Context, 'orgId' | 'memberId' | 'org' | 'actor' | 'clock'>;

/** What a source looks for. `today` is the member's own. */
export interface TodoQuery {
  readonly orgId: string;
  readonly memberId: string;
  readonly today: LocalDate;
  readonly lang: Lang;
  readonly currency: string;
  /** The organization's zone. */
  readonly orgZone: string;
  /** How many items are shown at most. */
  readonly limit: number;
}

/** One thing that is open. `followUpId`: what its manager can comment on. */
export interface TodoItem extends ListItem {
  readonly followUpId?: string;
}

/** What of one kind is open for somebody today. */
export interface TodoSection {
  readonly heading: string;
  /** The most urgent first, with what can be done about each in one tap. */
  readonly items: readonly TodoItem[];
  /** All of them, the shown ones included. */
  readonly count: number;
  /** How many of them should have been done before today. */
  readonly late: number;
}

/** A room's own part of everybody's day: a room to the right puts its source into the list that the product is made with. */
export interface TodoSource {
  readonly name: string;
  readonly load: (db: Tx, query: TodoQuery) => Promise<TodoSection>;
}

/** Each item has up to three buttons, and a card holds only so many. */
const ITEMS = 8;
const OF_A_SOURCE = 4;
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
  const { orgId, memberId, actor } = reading;
  const today = localDateOf(reading.clock.now(), actor.zone);
  const sections = await loadSections(reading, db, sources);
  const room = sections.length === 0 ? ITEMS : ITEMS - OF_A_SOURCE;
  const open = await listOpenReminders(db, orgId, memberId, room + 1);
  const count = await countDue(db, orgId, memberId, today);
  const shown = open.filter(({ dueOn }) => dueOn <= today).slice(0, room);
  const upcoming = open.find(({ dueOn }) => dueOn > today);
  const forManager = ofName !== undefined;
  const card = todoCard(reading, { shown, count, upcoming }, today, forManager);
  const total = count + sections.reduce((sum, section) => sum + section.count, 0);
  if (total === 0 && forManager) return { title: d.ofClear(ofName)[actor.lang], tone: 'good', blocks: [] };
  const title = forManager ? d.ofTitle(ofName, total)[actor.lang] : t.count(total)[actor.lang];
  if (sections.length === 0) return total === 0 ? card : { ...card, title };
  const each = Math.max(2, Math.floor(OF_ALL_SOURCES / sections.length));
  const blocks = sections.flatMap((section) =>
    drawSection({ ...section, items: section.items.slice(0, each) }, actor.lang, forManager),
  );
  return {
    title,
    tone: 'info',
    blocks: [...(count === 0 ? [] : card.blocks), ...blocks],
  };
}

/** How much of somebody's day is open, and how much of it is late. */
export async function countTodo(
  reading: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
): Promise<{ readonly count: number; readonly late: number }> {
  const { orgId, memberId, actor } = reading;
  const today = localDateOf(reading.clock.now(), actor.zone);
  const sections = await loadSections(reading, db, sources);
  const due = await countDue(db, orgId, memberId, today);
  const [oldest] = await listOpenReminders(db, orgId, memberId, 1);
  const lateReminders = oldest !== undefined && oldest.dueOn < today ? 1 : 0;
  return {
    count: sections.reduce((sum, section) => sum + section.count, due),
    late: sections.reduce((sum, section) => sum + section.late, lateReminders),
  };
}

async function loadSections(
  { orgId, memberId, org, actor, clock }: TodoReading,
  db: Tx,
  sources: readonly TodoSource[],
): Promise<readonly TodoSection[]> {
  const today = localDateOf(clock.now(), actor.zone);
  const query = {
    orgId,
    memberId,
    today,
    lang: actor.lang,
    currency: org.currency,
    orgZone: org.zone,
    limit: OF_A_SOURCE,
  };
  const sections: TodoSection[] = [];
  // One after the other: it may run within a transaction, which has one connection.
  for (const source of sources) sections.push(await source.load(db, query));
  return sections.filter(({ count }) => count > 0);
}

function drawSection(
  { heading, items, count }: TodoSection,
  lang: Lang,
  forManager: boolean,
): readonly CardBlock[] {
  const more = count - items.length;
  return [
    { kind: 'text', text: [{ text: heading, bold: true }] },
    { kind: 'list', items: items.map((item) => drawItem(item, lang, forManager)) },
    ...(more > 0 ? [{ kind: 'note', text: t.more(more)[lang] } as const] : []),
  ];
}

/** What only shows something, which a manager may press as well. */
const SHOWING: readonly string[] = ['customer.show', 'deal.show'];

/** A manager looks and comments; what is done about it is for whoever has it. */
function drawItem({ followUpId, ...item }: TodoItem, lang: Lang, forManager: boolean): ListItem {
  if (!forManager) return item;
  const showing = (item.buttons ?? []).filter(({ action }) => SHOWING.includes(action));
  const comment: readonly Button[] =
    followUpId === undefined
      ? []
      : [{ label: visitText.buttonComment[lang], action: 'followup.comment', target: followUpId }];
  return { ...item, buttons: [...comment, ...showing] };
}
