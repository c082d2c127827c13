import { randomBytes } from 'node:crypto';
import type { Json } from '../../common/json.ts';
import { TIMES } from '../limits.ts';
import type { World } from '../world.ts';
import type { Sender, SentRequest } from './send.ts';

/** An event that was not taken and is to come again. */
type Due = { readonly plain: Json; readonly eventId: string; readonly num: number; readonly at: number };

/** Sends events, and again those that were not taken. */
export type EventQueue = {
  /** Sends a new event. Resolves when the first try is over, however it ended. */
  readonly send: (type: string, event: Json) => Promise<SentRequest>;
  /** Sends what is due again by now, in one go each. */
  readonly fireDue: () => Promise<readonly SentRequest[]>;
  /** When the next repetition is due (milliseconds), if there is any. */
  readonly nextAt: () => number | undefined;
};

/** @see TIMES.retries for when a repetition is due; the event keeps its id, and a message its own */
export function createEventQueue(world: World, sender: Sender): EventQueue {
  let due: readonly Due[] = [];

  const attempt = async (plain: Json, eventId: string, num: number): Promise<SentRequest> => {
    const retry = num === 0 ? {} : { retryNum: num };
    const sent = await sender.send({ kind: 'event', target: 'events', plain, eventId, ...retry });
    const delay = TIMES.retries[num];
    if (!isTaken(sent) && delay !== undefined) {
      due = [...due, { plain, eventId, num: num + 1, at: world.now() + delay }];
    }
    return sent;
  };

  return {
    send: (type, event) => {
      const header = makeHeader(world, type);
      return attempt({ schema: '2.0', header, event }, header.event_id, 0);
    },
    fireDue: async () => {
      const now = world.now();
      const ripe = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      return Promise.all(ripe.map(({ plain, eventId, num }) => attempt(plain, eventId, num)));
    },
    nextAt: () => (due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at))),
  };
}

function isTaken({ outcome }: SentRequest): boolean {
  return outcome?.kind === 'answered' && outcome.status === 200;
}

/** The header of an event or callback. @param digits how fine `create_time` is: 3 milliseconds, 6 microseconds */
export function makeHeader(
  world: World,
  type: string,
  digits: 3 | 6 = 3,
): Readonly<Record<'event_id' | 'token' | 'create_time' | 'event_type' | 'tenant_key' | 'app_id', string>> {
  return {
    event_id: randomBytes(16).toString('hex'),
    token: world.verificationToken,
    create_time: `${world.now()}${digits === 6 ? '000' : ''}`,
    event_type: type,
    tenant_key: world.tenantKey,
    app_id: world.appId,
  };
}
