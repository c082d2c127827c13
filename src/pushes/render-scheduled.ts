import type { Card } from '../chat/card.ts';
import { addDays, partsOf } from '../kernel/calendar.ts';
import { formatDate } from '../kernel/dates.ts';
import { periodOf } from '../kernel/periods.ts';
import { localDateOf } from '../kernel/zones.ts';
import type { DayRange } from '../orders/credits.ts';
import { dailyCard } from '../performance/daily-card.ts';
import { loadDaily } from '../performance/load-daily.ts';
import { loadRanking } from '../performance/load-ranking.ts';
import { type FigureSense, loadFigureSense } from '../performance/org-store.ts';
import { rankingCard } from '../performance/ranking-card.ts';
import { share } from '../store/share.ts';
import { noteUnknownYear } from './calendar/page.ts';
import type { PushContent, Rendered } from './content.ts';
import type { Prepared } from './prepared.ts';
import { type SubscribedPush, send, skip } from './rendered.ts';
import { findSlotFacts, type SlotFacts } from './slot-facts.ts';
import { coverDays, type FigureKind, isLate, isTooLate } from './slots.ts';
import { describeLateness } from './text.ts';
import { type Told, tellDaily, tellRanking } from './told/figures.ts';

type Scheduled = Extract<PushContent, { push: FigureKind }>;

/**
 * The digest or ranking of a slot: its days follow from the slot, the figures are those of now. A digest that comes late
 * says so; a ranking that waited for too long is left out.
 */
export async function renderScheduled(
  push: SubscribedPush,
  content: Scheduled,
  prepared: Prepared['slot'],
): Promise<Rendered> {
  const { store, orgId, subscription } = push;
  const series = { orgId, kind: content.push, subscriptionId: subscription.id, groupId: content.groupId };
  const known = prepared ?? { found: await findSlotFacts(store.db, series, content.day) };
  const slot = known.found;
  if (slot === undefined) return skip('nothing-to-tell');
  const now = store.clock.now();
  if (!slot.byHand && isTooLate(content.push, slot.dueAt, now)) return skip('too-late');
  const sense = await share(store, ['figure-sense', orgId], () => loadFigureSense(store.db, orgId));
  switch (content.push) {
    case 'daily': {
      const { card, told } = await drawDaily(push, content.groupId, slot, sense);
      const marked = markUnknown(card, push, content.day, sense);
      const isMarked = !slot.byHand && isLate(slot.dueAt, now);
      return send(isMarked ? markLate(marked, push, content.day) : marked, { ...told, asOf: now });
    }
    case 'ranking': {
      const { card, told } = await drawRanking(push, content.groupId, slot, sense);
      return send(markUnknown(card, push, content.day, sense), { ...told, asOf: now });
    }
  }
}

/** What the digest or ranking would say if it went out at this instant. */
export async function renderNow(
  push: SubscribedPush,
  kind: FigureKind,
  groupId: string | null,
): Promise<Rendered> {
  const { store, orgId, subscription } = push;
  const { days } = subscription;
  const slot: SlotFacts = { dueAt: store.clock.now(), byHand: true, previousDueAt: null, days };
  const sense = await loadFigureSense(store.db, orgId);
  switch (kind) {
    case 'daily':
      return send((await drawDaily(push, groupId, slot, sense)).card);
    case 'ranking':
      return send((await drawRanking(push, groupId, slot, sense)).card);
  }
}

interface Drawn {
  readonly card: Card;
  readonly told: Omit<Told, 'asOf'>;
}

async function drawDaily(
  { store, orgId, subscription }: SubscribedPush,
  groupId: string | null,
  slot: SlotFacts,
  sense: FigureSense,
): Promise<Drawn> {
  const days = coverSlot(slot, sense);
  const { lang } = subscription;
  return share(store, ['daily', orgId, groupId, days.from, days.to, lang], async () => {
    const data = await loadDaily(store, { orgId, groupId, days });
    const { start } = data.month;
    const firstDay = days.from < start ? days.from : start;
    const told = { about: 'daily', subjectId: null, firstDay, lastDay: addDays(days.to, -1) } as const;
    return { card: dailyCard(data, lang), told: { ...told, figures: tellDaily(data) } };
  });
}

async function drawRanking(
  { store, orgId, subscription }: SubscribedPush,
  groupId: string | null,
  slot: SlotFacts,
  sense: FigureSense,
): Promise<Drawn> {
  const { today, period } = rankSlot(slot, sense);
  const data = await share(store, ['ranking', orgId, groupId, period.start, period.end, today], () =>
    loadRanking(store, { orgId, groupId, metric: 'paymentAmount', period, today }),
  );
  const told = { about: 'ranking', subjectId: null, firstDay: period.start, lastDay: today } as const;
  const card = rankingCard(data, subscription.lang, subscription.memberId ?? undefined);
  return { card, told: { ...told, figures: tellRanking(data) } };
}

/** The whole days that a summary of this slot tells about; `to` is the day on which it goes out. */
export function coverSlot(slot: SlotFacts, { zone, calendar }: FigureSense): DayRange {
  return coverDays(slot.previousDueAt, slot.dueAt, zone, calendar.isWorkday, slot.days);
}

/** The day of a ranking of this slot, and the month that it ranks up to that day. */
export function rankSlot(slot: SlotFacts, { zone, fiscalStartMonth }: FigureSense) {
  const today = localDateOf(slot.dueAt, zone);
  return { today, period: periodOf('month', today, fiscalStartMonth) };
}

/** On what goes out on a day of which nobody knows whether it is a holiday. */
function markUnknown(
  card: Card,
  { subscription }: SubscribedPush,
  day: string,
  { calendar }: FigureSense,
): Card {
  const { year } = partsOf(day);
  return calendar.isYearKnown(year) ? card : noteUnknownYear(card, year, subscription.lang);
}

function markLate(card: Card, { subscription }: SubscribedPush, day: string): Card {
  const { lang, localTime } = subscription;
  const due = [formatDate(day, lang), ...(localTime === null ? [] : [localTime])].join(' ');
  return { ...card, blocks: [{ kind: 'note', text: describeLateness(due)[lang] }, ...card.blocks] };
}
