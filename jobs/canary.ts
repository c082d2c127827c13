import type { Log } from '../src/kernel/log.ts';
import type { StoreContext } from '../src/store/context.ts';
import { outboxEvent } from '../src/store/outbox.ts';
import { beat } from './canary-beats.ts';
import { createLoop, type Loop } from './loop.ts';

const LOOK_MS = 2_000;
const SEND_EVERY_MS = 60_000;
/** Silence for so long is an alarm (ms). */
const ALARM_MS = 180_000;

export interface Canary extends Loop {
  /** Milliseconds of real time since a canary last came through, or since the start. */
  readonly silence: () => number;
  /** Rejects when nothing has come through for too long. */
  readonly check: () => Promise<void>;
}

interface Flight {
  readonly orgId: string;
  readonly sentAt: number;
}

/**
 * Sends an event through outbox, queue and ledger each minute and watches it arrive. Real time counts here, not the
 * product's clock: it is about processes that work. What arrived is removed again.
 */
export function createCanary(store: StoreContext, log: Log, nudge: () => void, alarmMs = ALARM_MS): Canary {
  let heardAt = performance.now();
  let sentAt = Number.NEGATIVE_INFINITY;
  let flight: Flight | undefined;
  const loop = createLoop({ name: 'canary', everyMs: LOOK_MS, log }, async () => {
    if (flight !== undefined && (await removeArrived(store, flight))) {
      await beat(store, flight.orgId);
      flight = undefined;
      heardAt = performance.now();
    }
    if (performance.now() - sentAt < SEND_EVERY_MS) return;
    const next = await sendCanary(store);
    sentAt = performance.now();
    // Without an organization there is nothing to send, and nothing to miss.
    if (next === undefined) heardAt = performance.now();
    else nudge();
    flight = next;
  });
  const silence = () => performance.now() - heardAt;
  return {
    ...loop,
    silence,
    check: async () => {
      const silent = silence();
      if (silent < alarmMs) return;
      throw new Error(`no canary has come through for ${Math.round(silent / 1_000)} s`);
    },
  };
}

async function sendCanary(store: StoreContext): Promise<Flight | undefined> {
  const organization = await store.db.organization.findFirst({
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  if (organization === null) return undefined;
  const flight = { orgId: organization.id, sentAt: store.clock.now() };
  await store.db.$executeRaw(
    outboxEvent({ ...store, orgId: flight.orgId }, { kind: 'canary', sentAt: flight.sentAt }),
  );
  return flight;
}

/** Whether the canary's row in the ledger is settled; then it is removed, and its event with it. */
async function removeArrived({ db }: StoreContext, { orgId, sentAt }: Flight): Promise<boolean> {
  const removed = await db.delivery.findMany({
    where: { orgId, key: `canary|${sentAt}`, state: { in: ['sent', 'skipped', 'dead'] } },
    select: { id: true, eventId: true },
  });
  for (const { id, eventId } of removed) {
    await db.delivery.deleteMany({ where: { orgId, id } });
    if (eventId !== null)
      await db.outboxEvent.deleteMany({ where: { orgId, id: eventId, doneAt: { not: null } } });
  }
  return removed.length > 0;
}
