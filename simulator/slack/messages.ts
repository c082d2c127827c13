import type { Json } from '../common/json.ts';
import type { Content } from './content.ts';
import { type Conversation, type Message, mintTs, type World } from './world.ts';

/** Puts a message of the bot on the screen and counts it as posted. */
export function postAsBot(
  world: World,
  conversation: Conversation,
  content: Content,
  place: Pick<Message, 'threadTs' | 'broadcast' | 'ephemeralFor'>,
): Message {
  const message: Message = {
    ts: mintTs(world),
    conversationId: conversation.id,
    user: world.botUserId,
    isBot: true,
    text: content.text,
    blocks: content.blocks,
    attachments: content.attachments,
    ...place,
    ...(content.metadata !== undefined && { metadata: content.metadata }),
  };
  world.posted.push(message);
  return keep(world, conversation, message);
}

/** Puts a message of a person, or of Slack itself, on the screen. */
export function postAsPerson(
  world: World,
  conversation: Conversation,
  message: Pick<Message, 'user' | 'text' | 'blocks' | 'threadTs' | 'ephemeralFor'>,
): Message {
  return keep(world, conversation, {
    ...message,
    ts: mintTs(world),
    conversationId: conversation.id,
    isBot: false,
    attachments: [],
  });
}

/** Replaces what a message says; when and where it stands stays. */
export function editMessage(
  world: World,
  conversation: Conversation,
  message: Message,
  content: Content,
): Message {
  const { metadata, ...rest } = message;
  const kept = content.metadata ?? metadata;
  return keep(world, conversation, {
    ...rest,
    text: content.text,
    blocks: content.blocks,
    attachments: content.attachments,
    ...(kept !== undefined && { metadata: kept }),
    edited: { user: message.user, ts: mintTs(world) },
  });
}

/** Takes a message off the screen. */
export function removeMessage(world: World, conversation: Conversation, ts: string): void {
  conversation.messages.delete(ts);
  world.changes.tell({ kind: 'message', conversationId: conversation.id, ts });
}

function keep(world: World, conversation: Conversation, message: Message): Message {
  conversation.messages.set(message.ts, message);
  world.changes.tell({ kind: 'message', conversationId: conversation.id, ts: message.ts });
  return message;
}

/** A message as the Web API and the payloads show it. */
export function messageToWire(world: World, message: Message, withMetadata = false): Json {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    team: world.team.id,
    text: message.text,
    ...(message.isBot && { bot_id: world.botId, app_id: world.appId }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    ...(message.edited !== undefined && { edited: message.edited }),
    ...(withMetadata && message.metadata !== undefined && { metadata: message.metadata }),
  };
}
