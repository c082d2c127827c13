import type { WebClient } from '@slack/web-api';
import type { Message } from '../../src/chat/reply.ts';
import type { Address, FindOutcome, Outgoing, Sender, SendOutcome } from '../../src/chat/sender.ts';
import type { SlackClients } from './client.ts';
import { classifyFailure } from './errors.ts';
import { renderCard, type SlackContent } from './render/card.ts';
import { renderFormMessage } from './render/view.ts';

/** Marks our messages in a channel's history. Anyone in the workspace can read it, so it holds an id and nothing else. */
const METADATA_TYPE = 'dealbell_delivery';
/** The platform's clock and ours may differ by this much when history is searched. */
const CLOCK_SLACK_MS = 60_000;
const HISTORY_PAGE = 100;
const HISTORY_PAGES = 10;

const notConnected = { kind: 'refused', code: 'not-connected', about: 'workspace' } as const;

/** Posts into Slack conversations. Each attempt is one call; what became of it is told, never repeated here. */
export function createSender(clients: SlackClients): Sender {
  return {
    send: async (outgoing) => {
      const client = await clients.of(outgoing.to.workspace);
      return client === undefined ? notConnected : post(client, outgoing);
    },
    find: async (outgoing, attemptedAt) => {
      const client = await clients.of(outgoing.to.workspace);
      if (client === undefined) return { kind: 'unreadable', code: notConnected.code };
      try {
        return await searchHistory(client, outgoing, attemptedAt);
      } catch (error) {
        const failure = classifyFailure(error);
        return { kind: 'unreadable', code: failure.kind === 'limited' ? 'limited' : failure.code };
      }
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
      metadata: { event_type: METADATA_TYPE, event_payload: { id: deliveryId } },
      unfurl_links: false,
      unfurl_media: false,
    });
    return { kind: 'sent', ref: refOf(to, answer.channel ?? '', answer.ts ?? '') };
  } catch (error) {
    return classifyFailure(error);
  }
}

async function searchHistory(
  client: WebClient,
  outgoing: Outgoing,
  attemptedAt: number,
): Promise<FindOutcome> {
  const { to } = outgoing;
  const channel = to.conversation ?? (await openPrivate(client, to.user ?? ''));
  const oldest = ((attemptedAt - CLOCK_SLACK_MS) / 1_000).toFixed(6);
  let cursor: string | undefined;
  for (let page = 0; page < HISTORY_PAGES; page += 1) {
    const query = {
      channel,
      oldest,
      limit: HISTORY_PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const answer =
      to.replyTo === undefined
        ? await client.conversations.history(query)
        : await client.conversations.replies({ ...query, ts: to.replyTo });
    const found = answer.messages?.find((message) => isDelivery(message.metadata, outgoing.deliveryId));
    if (found?.ts !== undefined) return { kind: 'found', ref: refOf(to, channel, found.ts) };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return { kind: 'absent' };
  }
  // So much was said since that the end was not reached; guessing could double the message.
  return { kind: 'unreadable', code: 'history-too-long' };
}

async function openPrivate(client: WebClient, user: string): Promise<string> {
  const answer = await client.conversations.open({ users: user });
  return answer.channel?.id ?? '';
}

function isDelivery(metadata: unknown, deliveryId: string): boolean {
  const known = metadata as { event_type?: string; event_payload?: { id?: string } } | undefined;
  return known?.event_type === METADATA_TYPE && known.event_payload?.id === deliveryId;
}

function refOf(to: Address, conversation: string, message: string) {
  return { platform: 'slack', workspace: to.workspace, conversation, message } as const;
}

/** The SDK's block types know neither tables nor whatever comes next; the simulator and Slack itself check ours. */
function toArguments(content: SlackContent): { text: string; blocks: never[] } {
  return { text: content.text, blocks: [...content.blocks] as never[] };
}
