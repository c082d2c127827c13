import type { WebClient } from '@slack/web-api';
import type { Message } from '../../src/chat/reply.ts';
import type { Outgoing, Sender, SendOutcome } from '../../src/chat/sender.ts';
import type { SlackClients } from './client.ts';
import { classifyFailure } from './errors.ts';
import { markDelivery, refOf, searchHistory, tellAll } from './history.ts';
import { renderCard, type SlackContent } from './render/card.ts';
import { renderFormMessage } from './render/view.ts';

const notConnected = { kind: 'refused', code: 'not-connected', about: 'workspace' } as const;

/** Posts into Slack conversations. Each attempt is one call; what became of it is told, never repeated here. */
export function createSender(clients: SlackClients): Sender {
  return {
    send: async (outgoing) => {
      const client = await clients.of(outgoing.to.workspace);
      if (client === undefined) return notConnected;
      return clients.beginUntil(outgoing.until, () => post(client, outgoing));
    },
    find: async (to, doubts) => {
      const client = await clients.of(to.workspace);
      if (client === undefined) return tellAll(doubts, { kind: 'unreadable', code: notConnected.code });
      return searchHistory(client, to, doubts);
    },
    update: async (ref, message) => {
      const client = await clients.of(ref.workspace);
      if (client === undefined) return notConnected;
      try {
        await client.chat.update({
          channel: ref.conversation,
          ts: ref.message,
          ...toArguments(renderMessage(message)),
        });
        return { kind: 'sent', ref };
      } catch (error) {
        return classifyFailure(error);
      }
    },
  };
}

/** A message's blocks and text. */
export function renderMessage(message: Message): SlackContent {
  return message.kind === 'card' ? renderCard(message.card) : renderFormMessage(message.form);
}

async function post(client: WebClient, outgoing: Outgoing): Promise<SendOutcome> {
  const { to, deliveryId, message } = outgoing;
  try {
    const answer = await client.chat.postMessage({
      channel: to.conversation ?? to.user ?? '',
      ...toArguments(renderMessage(message)),
      ...(to.replyTo === undefined ? {} : { thread_ts: to.replyTo }),
      metadata: markDelivery(deliveryId),
      unfurl_links: false,
      unfurl_media: false,
    });
    return { kind: 'sent', ref: refOf(to, answer.channel ?? '', answer.ts ?? '') };
  } catch (error) {
    return classifyFailure(error);
  }
}

/** The SDK's block types know neither tables nor whatever comes next; the simulator and Slack itself check ours. */
function toArguments(content: SlackContent): { text: string; blocks: never[] } {
  return { text: content.text, blocks: [...content.blocks] as never[] };
}
