import { textOf } from '../../common/json.ts';
import { readContent } from '../content.ts';
import { LIMITS } from '../limits.ts';
import { editMessage, messageToWire, postAsBot, removeMessage } from '../messages.ts';
import { type Conversation, openDm, type World } from '../world.ts';
import { type Answer, type Args, type Handler, refuseCall } from './answer.ts';

/** Where a message is to go: a conversation's id, or a person's id for the private one. */
function findTarget(world: World, channel: string): Conversation | undefined {
  const conversation = world.conversations.get(channel);
  if (conversation !== undefined) return conversation;
  const person = world.users.get(channel);
  return person === undefined || person.deleted === true || person.isBot === true
    ? undefined
    : openDm(world, person.id);
}

/** Why the bot may not post there, or undefined when it may. */
function refusePlace(world: World, conversation: Conversation, args: Args): Answer | undefined {
  if (!conversation.members.has(world.botUserId)) return refuseCall('not_in_channel');
  if (conversation.isArchived) return refuseCall('is_archived');
  const threadTs = textOf(args, 'thread_ts');
  if (threadTs !== undefined && !conversation.messages.has(threadTs))
    return refuseCall('cannot_reply_to_message');
  return undefined;
}

const postMessage: Handler = (world, args) => {
  if (args.as_user === true) return refuseCall('as_user_not_supported');
  const conversation = findTarget(world, textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const refused = refusePlace(world, conversation, args);
  if (refused !== undefined) return refused;
  const reading = readContent(args);
  if (reading.kind === 'refused') return refuseCall(reading.error, reading.messages);
  const threadTs = textOf(args, 'thread_ts');
  const message = postAsBot(world, conversation, reading.content, {
    ...(threadTs !== undefined && { threadTs }),
    ...(args.reply_broadcast === true && { broadcast: true }),
  });
  return {
    ok: true,
    channel: conversation.id,
    ts: message.ts,
    message: messageToWire(world, message, true),
    ...(reading.content.cut && {
      warning: 'message_truncated',
      response_metadata: { warnings: ['message_truncated'] },
    }),
  };
};

const postEphemeral: Handler = (world, args) => {
  if (args.as_user === true) return refuseCall('invalid_arguments', ['[ERROR] as_user is not supported']);
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const refused = refusePlace(world, conversation, args);
  if (refused !== undefined) return refused;
  const user = textOf(args, 'user') ?? '';
  if (!conversation.members.has(user)) return refuseCall('user_not_in_channel');
  const { metadata: _unkept, ...said } = args;
  const reading = readContent(said);
  if (reading.kind === 'refused') return refuseCall(reading.error, reading.messages);
  if (reading.content.cut) return refuseCall('msg_too_long');
  const threadTs = textOf(args, 'thread_ts');
  const message = postAsBot(world, conversation, reading.content, {
    ephemeralFor: user,
    ...(threadTs !== undefined && { threadTs }),
  });
  return { ok: true, message_ts: message.ts };
};

const update: Handler = (world, args) => {
  if (args.as_user === true) return refuseCall('as_user_not_supported');
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const message = conversation.messages.get(textOf(args, 'ts') ?? '');
  if (message === undefined || message.ephemeralFor !== undefined) return refuseCall('message_not_found');
  if (!message.isBot) return refuseCall('cant_update_message');
  if (Buffer.byteLength(textOf(args, 'text') ?? '') > LIMITS.message.updateTextBytes)
    return refuseCall('msg_too_long');
  // Without new blocks and without new text the old blocks stay; with text alone they go.
  const keepsBlocks =
    args.blocks === undefined && args.text === undefined && args.markdown_text === undefined;
  const reading = readContent(keepsBlocks ? { ...args, text: message.text, blocks: message.blocks } : args);
  if (reading.kind === 'refused') return refuseCall(reading.error, reading.messages);
  const edited = editMessage(world, conversation, message, reading.content);
  return {
    ok: true,
    channel: conversation.id,
    ts: edited.ts,
    text: edited.text,
    message: messageToWire(world, edited, true),
  };
};

const remove: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const message = conversation.messages.get(textOf(args, 'ts') ?? '');
  if (message === undefined || message.ephemeralFor !== undefined) return refuseCall('message_not_found');
  if (!message.isBot) return refuseCall('cant_delete_message');
  removeMessage(world, conversation, message.ts);
  return { ok: true, channel: conversation.id, ts: message.ts };
};

const getPermalink: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const message = conversation.messages.get(textOf(args, 'message_ts') ?? '');
  if (message === undefined || message.ephemeralFor !== undefined) return refuseCall('message_not_found');
  const page = `p${message.ts.replace('.', '')}`;
  return {
    ok: true,
    channel: conversation.id,
    permalink: `https://${world.team.domain}.slack.com/archives/${conversation.id}/${page}`,
  };
};

export const CHAT: Readonly<Record<string, Handler>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
