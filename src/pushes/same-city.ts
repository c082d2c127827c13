import { nearbyCard } from '../followups/nearby-cards.ts';
import { listNeighbours, type Neighbour } from '../followups/visit-store.ts';
import type { LocalDate } from '../kernel/calendar.ts';
import { mayRun, rolesFor } from '../people/rights.ts';
import type { Db, Tx } from '../store/client.ts';
import type { Rendered } from './content.ts';
import { type DeliveryPlan, planPrivate, planSkip } from './plan.ts';
import { findReader } from './readers.ts';
import { type PersonalPush, send, skip } from './rendered.ts';
import { pushText } from './text.ts';

const SHOWN = 6;

interface Noted {
  readonly customerId: string;
  readonly memberId: string;
}

/**
 * Somebody planned a visit, checked in or logged one: they hear who else is in that city, once a day for each customer.
 * Nobody else there, or the push removed: nothing is planned.
 */
export async function planSameCity(
  db: Db,
  orgId: string,
  { customerId, memberId }: Noted,
  day: LocalDate,
): Promise<readonly DeliveryPlan[]> {
  const [reader, near, own] = await Promise.all([
    findReader(db, orgId, memberId),
    listNeighbours(db, { orgId, customerId, memberId }, 1),
    findOwn(db, orgId, memberId),
  ]);
  if (reader === undefined || near.length === 0 || own?.state === 'removed') return [];
  const base = {
    key: `same-city|${customerId}|${day}|${memberId}`,
    kind: 'same-city',
    subscriptionId: own?.id ?? null,
    content: { kind: 'push', push: 'same-city', customerId, memberId },
  } as const;
  return [own?.state === 'paused' ? planSkip(base, 'subscription-paused') : planPrivate(base, reader)];
}

/** The customers of that city as they are when it is sent. */
export async function renderSameCity(
  { store, orgId, reader }: PersonalPush,
  customerId: string,
): Promise<Rendered> {
  const { db } = store;
  const { memberId, lang, roles } = reader;
  if (!mayRun(roles, rolesFor('customer.work'))) return skip('no-longer-allowed');
  const own = await findOwn(db, orgId, memberId);
  if (own !== undefined && own.state !== 'active') return skip(`subscription-${own.state}`);
  const found = await listWithName(db, orgId, { customerId, memberId });
  const card = found && nearbyCard({ lang, zone: found.zone }, found.name, found.neighbours);
  if (card === undefined) return skip('nothing-to-tell');
  const how = { kind: 'note', text: pushText.sameCityOff[lang] } as const;
  return send({ ...card, title: `📍 ${card.title}`, blocks: [...card.blocks, how] });
}

/** Whether somebody wants to hear who else is in a city that they visit; who never said anything does. */
export async function wantsSameCity(db: Tx, orgId: string, memberId: string): Promise<boolean> {
  const own = await findOwn(db, orgId, memberId);
  return own === undefined || own.state === 'active';
}

async function listWithName(
  db: Db,
  orgId: string,
  { customerId, memberId }: Noted,
): Promise<{ name: string; zone: string; neighbours: readonly Neighbour[] } | undefined> {
  const [about] = await db.$queryRaw<{ name: string; zone: string }[]>`
    SELECT c.name, o.zone FROM customers c JOIN organizations o ON o.id = c.org_id
    WHERE c.org_id = ${orgId}::uuid AND c.id = ${customerId}::uuid`;
  if (about === undefined) return undefined;
  return { ...about, neighbours: await listNeighbours(db, { orgId, customerId, memberId }, SHOWN) };
}

/** The newest subscription of a member to this push, whatever became of it; undefined: there never was one. */
async function findOwn(
  db: Tx,
  orgId: string,
  memberId: string,
): Promise<{ readonly id: string; readonly state: string } | undefined> {
  const found = await db.subscription.findFirst({
    where: { orgId, memberId, kind: 'same-city' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, state: true },
  });
  return found ?? undefined;
}
