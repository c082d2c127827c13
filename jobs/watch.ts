import { createHash } from 'node:crypto';
import type { Address, Sender } from '../src/chat/sender.ts';
import type { Log } from '../src/kernel/log.ts';
import { listAdmins, type ReachableAdmin } from '../src/pushes/outage/admins.ts';
import { outageCard, outageOverCard } from '../src/pushes/outage/cards.ts';
import type { StoreContext } from '../src/store/context.ts';
import { type Beat, claimClear, claimOutage, noteTold, readBeat } from './canary-beats.ts';
import { createLoop, type Loop } from './loop.ts';

const LOOK_MS = 10_000;
/** Silence for so long is told (ms): the same as makes readiness fail. */
const ALARM_MS = 180_000;
/** The admins are read anew so often, for the case that they cannot be read when they are needed (ms). */
const ADMINS_MS = 300_000;
/** A platform that is away as well holds up the others no longer than this (ms). */
const CALL_MS = 15_000;

export interface WatchDeps {
  readonly store: StoreContext;
  readonly sender: Sender;
  readonly log: Log;
  /** A clock that never stands (ms); tests give their own. */
  readonly elapsed?: () => number;
  readonly alarmMs?: number;
}

export interface Watch extends Loop {
  /** One look, for tests. */
  readonly look: () => Promise<void>;
}

/**
 * Watches, in every process, whether canaries still come through anywhere, and tells the admins when none has for three
 * minutes: with a call of its own to the platform, past queue, ledger and workers, from what it keeps in memory. It works
 * without Redis, without workers and without PostgreSQL, as long as one process runs and the platform can be reached. An
 * outage is told once and cleared once: a row of the database says who does it; where it cannot be asked, the message has the
 * same id whoever sends it, which Feishu takes once and which is looked for on Slack.
 */
export function createWatch(deps: WatchDeps): Watch {
  const { store, log, elapsed = () => performance.now(), alarmMs = ALARM_MS } = deps;
  let last: Beat | undefined;
  let movedAt = elapsed();
  let admins: readonly ReachableAdmin[] = [];
  let adminsAt = Number.NEGATIVE_INFINITY;
  /** The beat after which this process told an outage that the database does not know of. */
  let toldAlone: bigint | undefined;

  async function look(): Promise<void> {
    const now = await readBeat(store).catch(() => undefined);
    if (now !== undefined) {
      if (last === undefined || now.beat !== last.beat) movedAt = elapsed();
      last = now;
      if (elapsed() - adminsAt >= ADMINS_MS) {
        admins = await listAdmins(store);
        adminsAt = elapsed();
      }
      const told = now.told ?? toldAlone;
      if (told !== undefined && now.beat > told) return clear(now, told);
    }
    if (last === undefined || elapsed() - movedAt < alarmMs) return;
    if (now === undefined) await tellAlone(last);
    else if (await claimOutage(store, now)) {
      await tellAll(now.beat, 'outage');
      await noteTold(store, now);
    }
  }

  async function tellAlone(beat: Beat): Promise<void> {
    if (toldAlone === beat.beat) return;
    toldAlone = beat.beat;
    await tellAll(beat.beat, 'outage');
  }

  async function clear({ orgId }: Beat, told: bigint): Promise<void> {
    toldAlone = undefined;
    if (await claimClear(store, orgId, told)) await tellAll(told, 'over');
  }

  async function tellAll(beat: bigint, what: 'outage' | 'over'): Promise<void> {
    log.warn({ admins: admins.length, what }, 'Admins are told directly whether messages go out');
    const silent = elapsed() - movedAt;
    for (const { address, lang } of admins) {
      const card = what === 'outage' ? outageCard(silent, lang) : outageOverCard(lang);
      const deliveryId = nameMessage(what, beat, address);
      await tellOne(deps, address, { deliveryId, card }).catch((error: unknown) => {
        log.error({ err: error, platform: address.platform }, 'An admin could not be told directly');
      });
    }
  }

  return { ...createLoop({ name: 'watch', everyMs: LOOK_MS, log }, look), look };
}

/** Posts it unless it is there: of two processes that both mean to tell it, the second finds it. */
async function tellOne(
  { sender, store }: WatchDeps,
  to: Address,
  { deliveryId, card }: { readonly deliveryId: string; readonly card: ReturnType<typeof outageOverCard> },
): Promise<void> {
  const now = store.clock.now();
  const doubt = { deliveryId, attemptedAt: now - ALARM_MS };
  const found = await within(CALL_MS, sender.find(to, [doubt], now)).catch(() => undefined);
  if (found?.get(deliveryId)?.kind === 'found') return;
  await within(CALL_MS, sender.send({ deliveryId, to, message: { kind: 'card', card } }));
}

/** The same for every process that tells the same to the same person: a UUID made of what it is. */
function nameMessage(what: string, beat: bigint, { platform, workspace, user }: Address): string {
  const hash = createHash('sha256').update(`${what}|${beat}|${platform}|${workspace}|${user}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
