import { reminderCard } from '../followups/reminder-cards.ts';
import { loadReminder, type Reminder } from '../followups/store.ts';
import { neighbourBlocks } from '../followups/visit-cards.ts';
import { listNeighbours } from '../followups/visit-store.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { localDateOf } from '../kernel/zones.ts';
import { loadCalendar } from '../people/calendar/store.ts';
import { unknownYearCard } from './calendar/page.ts';
import type { Rendered } from './content.ts';
import { briefCard, goneCard, movedAwayCard, receivedCard } from './leaving-cards.ts';
import { findGoneAccount, loadBrief, loadMovedAway, loadReceived } from './leaving-store.ts';
import { identityCard, newcomerCard } from './people-cards.ts';
import { findNewcomer, findWaitingIdentity, seesCustomer } from './people-store.ts';
import { type PersonalPush, send, skip } from './rendered.ts';
import { wantsSameCity } from './same-city.ts';

/** On the reminder of a visit. */
const NEARBY_SHOWN = 4;

/** A reminder that is still open, for the same day, and about a customer that its reader still works. */
export async function renderReminder(
  push: PersonalPush,
  { reminderId, day }: { readonly reminderId: string; readonly day: LocalDate },
): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const reminder = await loadReminder(store.db, orgId, reminderId);
  if (reminder === undefined) return skip('nothing-to-tell');
  if (reminder.state !== 'open' || reminder.dueOn !== day) return skip('reminder-closed');
  if (!(await seesCustomer(store.db, orgId, reader, reminder.ownerId, day))) return skip('customer-moved');
  const today = localDateOf(store.clock.now(), reader.zone);
  const about = { lang: reader.lang, today, memberId: reader.memberId };
  return send(reminderCard(reminder, about, await drawNearby(push, reminder)));
}

/** Who visits is offered others in that city. */
async function drawNearby({ store, orgId, reader }: PersonalPush, { visitId, customerId }: Reminder) {
  const { lang, memberId, zone } = reader;
  if (visitId === null || !(await wantsSameCity(store.db, orgId, memberId))) return [];
  const neighbours = await listNeighbours(store.db, { orgId, customerId, memberId }, NEARBY_SHOWN);
  return neighbourBlocks({ lang, zone }, neighbours);
}

/** Somebody unknown wrote to the bot; by now they may be linked. */
export async function renderNewcomer(push: PersonalPush, newcomerId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  if (!reader.roles.includes('admin')) return skip('no-longer-allowed');
  const newcomer = await findNewcomer(store.db, orgId, newcomerId);
  if (newcomer === undefined) return skip('nothing-to-tell');
  return newcomer.linked ? skip('person-known') : send(newcomerCard(newcomer, reader.lang));
}

/** A chat account waits for its member's word, or an admin's. */
export async function renderIdentity(push: PersonalPush, identityId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const identity = await findWaitingIdentity(store.db, orgId, identityId);
  if (identity === undefined) return skip('identity-decided');
  const own = identity.memberId === reader.memberId;
  if (!own && !reader.roles.includes('admin')) return skip('no-longer-allowed');
  return send(identityCard(identity, own, reader.lang));
}

/** The work calendar of a year is not published. */
export async function renderCalendar(push: PersonalPush, year: number): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const calendar = await loadCalendar(store.db, orgId);
  return calendar.isYearKnown(year) ? skip('year-known') : send(unknownYearCard(year, reader.lang));
}

/** Somebody's account is gone; by now they may be handed over, or back. */
export async function renderGone(push: PersonalPush, identityId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const account = await findGoneAccount(store.db, orgId, identityId);
  return account === undefined ? skip('person-decided') : send(goneCard(account, reader.lang));
}

/** What a leaver's work brought its reader. */
export async function renderBrief(push: PersonalPush, handoverId: string): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const brief = await loadBrief(store.db, orgId, handoverId, reader.memberId);
  return brief === undefined ? skip('nothing-to-tell') : send(briefCard(brief, reader.lang));
}

/** On one card. */
const RECEIVED_SHOWN = 8;

/** Customers that its reader was given, as far as they still have them. */
export async function renderReceived(
  push: PersonalPush,
  given: { readonly giverId: string; readonly at: number },
): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const { memberId, lang } = reader;
  const received = await loadReceived(store.db, orgId, { ...given, memberId }, RECEIVED_SHOWN);
  return received === undefined ? skip('customer-moved') : send(receivedCard(received, lang));
}

/** Customers that were its reader's and went to somebody else, as far as that one still has them. */
export async function renderMovedAway(
  push: PersonalPush,
  given: { readonly toId: string; readonly giverId: string; readonly at: number },
): Promise<Rendered> {
  const { store, orgId, reader } = push;
  const { memberId, lang } = reader;
  const moved = await loadMovedAway(store.db, orgId, { ...given, memberId }, RECEIVED_SHOWN);
  return moved === undefined ? skip('customer-moved') : send(movedAwayCard(moved, lang));
}
