import type { Json } from '../../common/json.ts';
import { TIMES } from '../limits.ts';
import { mintId, type World } from '../world.ts';
import type { Sender, SentRequest } from './send.ts';

/** An event that was not taken and is to come again. */
type Due = {
  readonly body: string;
  readonly eventId: string;
  readonly num: number;
  readonly at: number;
  readonly reason: string;
};

/** Sends events, and again those that were not taken. */
export type EventQueue = {
  /** Sends a new event. Resolves when the first try is over, however it ended. */
  readonly send: (event: Json, outside?: Partial<Envelope>) => Promise<SentRequest>;
  /** Sends what is due again by now, in one go each. */
  readonly fireDue: () => Promise<readonly SentRequest[]>;
  /** When the next repetition is due (milliseconds), if there is any. */
  readonly nextAt: () => number | undefined;
};

export type Envelope = { readonly isShared: boolean };

/** @see TIMES.retries for when a repetition is due: at once, a minute later, five minutes later, then never */
export function createEventQueue(world: World, sender: Sender): EventQueue {
  let due: readonly Due[] = [];

  const attempt = async (body: string, eventId: string, retry?: Due): Promise<SentRequest> => {
    const sent = await sender.send({
      kind: 'event',
      contentType: 'application/json',
      body,
      eventId,
      ...(retry !== undefined && {
        retryNum: retry.num,
        headers: { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason },
      }),
    });
    const reason = whyAgain(sent);
    const num = (retry?.num ?? 0) + 1;
    const delay = TIMES.retries[num - 1];
    if (reason !== undefined && delay !== undefined) {
      due = [...due, { body, eventId, num, at: world.now() + delay, reason }];
    }
    return sent;
  };

  return {
    send: (event, outside) => {
      const eventId = mintId('Ev');
      return attempt(JSON.stringify(wrap(world, event, eventId, outside?.isShared ?? false)), eventId);
    },
    fireDue: async () => {
      const now = world.now();
      const ripe = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      return Promise.all(ripe.map((retry) => attempt(retry.body, retry.eventId, retry)));
    },
    nextAt: () => (due.length === 0 ? undefined : Math.min(...due.map(({ at }) => at))),
  };
}

/** Why an event is to be sent again, in the words of the retry header; undefined when it was taken or waved off. */
function whyAgain({ outcome }: SentRequest): string | undefined {
  switch (outcome?.kind) {
    case 'timeout':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
    case 'answered':
      if (outcome.status >= 200 && outcome.status < 300) return undefined;
      return outcome.headers['x-slack-no-retry'] === '1' ? undefined : 'http_error';
    case undefined:
      return undefined;
  }
}

function wrap(world: World, event: Json, eventId: string, isShared: boolean): Json {
  return {
    token: 'verification-token-not-to-be-trusted',
    team_id: world.team.id,
    context_team_id: world.team.id,
    context_enterprise_id: null,
    api_app_id: world.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(world.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.team.id,
        user_id: world.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: `4-${eventId}`,
  };
}
