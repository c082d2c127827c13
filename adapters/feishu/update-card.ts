import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../src/kernel/log.ts';
import type { Caller, FeishuClients } from './client.ts';
import type { DecodedPress } from './decode.ts';
import { classifyFailure } from './errors.ts';
import type { Json } from './render/elements.ts';

/** Puts another card in the place of the one that was pressed, after the press has been answered. Never rejects. */
export type UpdateCard = (press: DecodedPress, card: Json) => Promise<void>;

/** A press's token changes its card twice at most. */
const TOKEN_USES = 2;
const WAIT_MS = 400;
const LONGEST_WAIT_MS = 3_000;

/**
 * Changes the card with the press's own token, which needs no right of the app; if that fails, by the message's id. Showing
 * the same card twice is showing it once, so trying again does no harm.
 */
export function createUpdateCard(clients: FeishuClients, log: Log): UpdateCard {
  return async (press, card) => {
    const { inbound, updateToken } = press;
    const caller = clients.of(inbound.source.workspace);
    if (caller === undefined) return;
    const steps = [
      ...Array.from({ length: TOKEN_USES }, () => () => updateByToken(caller, updateToken, card)),
      () => updateByMessage(caller, inbound.messageId ?? '', card),
    ];
    let reason = '';
    for (const step of steps) {
      try {
        return await step();
      } catch (error) {
        const failure = classifyFailure(error);
        reason = failure.kind === 'limited' ? 'limited' : failure.code;
        const wait = failure.kind === 'limited' ? failure.retryAfterMs : WAIT_MS;
        await sleep(Math.min(wait, LONGEST_WAIT_MS));
      }
    }
    log.warn({ key: inbound.key, reason }, 'A late answer could not be shown on its card');
  };
}

async function updateByToken(caller: Caller, token: string, card: Json): Promise<void> {
  await caller((client) =>
    client.request({ method: 'POST', url: '/open-apis/interactive/v1/card/update', data: { token, card } }),
  );
}

async function updateByMessage(caller: Caller, message_id: string, card: Json): Promise<void> {
  await caller((client) =>
    client.im.v1.message.patch({ path: { message_id }, data: { content: JSON.stringify(card) } }),
  );
}
