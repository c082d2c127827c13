import { type Json, textOf } from '../common/json.ts';
import { remember } from '../common/log.ts';
import type { Content } from './content.ts';
import { type Chat, type Message, mintId, type World } from './world.ts';

/** A message before it has an id and a time. */
export type Draft = Content & {
  readonly sender: string;
  readonly replyTo?: string;
  readonly rootId?: string;
  readonly inThread?: boolean;
  readonly uuid?: string;
  readonly ephemeralFor?: string;
};

/** Shows a message in a chat. */
export function post(world: World, chat: Chat, draft: Draft): Message {
  const now = world.now();
  const isBot = draft.sender === world.botOpenId;
  const message: Message = {
    ...draft,
    messageId: mintId('om_'),
    chatId: chat.chatId,
    isBot,
    createTime: now,
    updateTime: now,
    edits: 0,
  };
  chat.messages.set(message.messageId, message);
  if (isBot) remember(world.posted, message);
  tellOf(world, message);
  return message;
}

/** Shows another version of a message in its place. */
export function change(world: World, message: Message, content: Content, edits = message.edits): Message {
  const { text: _text, card: _card, ...rest } = message;
  const changed: Message = { ...rest, ...content, updateTime: world.now(), edits };
  world.chats.get(message.chatId)?.messages.set(message.messageId, changed);
  tellOf(world, changed);
  return changed;
}

export function changeCard(world: World, message: Message, card: Json): Message {
  const content = { msgType: 'interactive', content: JSON.stringify(card), card, mentions: [] } as const;
  return change(world, message, content);
}

/** Takes a message from the screen. */
export function takeBack(world: World, message: Message): void {
  world.chats.get(message.chatId)?.messages.delete(message.messageId);
  world.recalled.add(message.messageId);
  tellOf(world, message);
}

function tellOf(world: World, { chatId, messageId }: Message): void {
  world.changes.tell({ kind: 'message', chatId, messageId });
}

/**
 * A message as the methods give it back.
 * @param isCardAsked whether the caller asked for cards as they were sent, with `card_msg_content_type`
 */
export function messageToWire(world: World, message: Message, isCardAsked = false): Json {
  const person = world.users.get(message.sender);
  const sender = message.isBot
    ? { id: world.appId, id_type: 'app_id', sender_type: 'app', tenant_key: world.tenantKey }
    : {
        id: message.sender,
        id_type: 'open_id',
        sender_type: 'user',
        tenant_key: person?.tenantKey ?? world.tenantKey,
      };
  return {
    message_id: message.messageId,
    ...(message.rootId !== undefined && { root_id: message.rootId }),
    ...(message.replyTo !== undefined && { parent_id: message.replyTo }),
    ...(message.inThread === true && { thread_id: `omt_${message.rootId?.slice(3)}` }),
    msg_type: message.msgType,
    create_time: String(message.createTime),
    update_time: String(message.updateTime),
    deleted: false,
    updated: message.updateTime > message.createTime,
    chat_id: message.chatId,
    sender,
    body: {
      content: message.card === undefined || isCardAsked ? message.content : cardAsRead(message.card),
    },
    ...(message.mentions.length > 0 && {
      mentions: message.mentions.map(({ key, openId, name }) => ({
        key,
        id: openId,
        id_type: 'open_id',
        name,
        tenant_key: world.users.get(openId)?.tenantKey ?? world.tenantKey,
      })),
    }),
  };
}

/** A card of the second kind is not read back unless asked for: the platform gives its title and an excuse. */
function cardAsRead(card: Json): string {
  const header = card.header as Json | undefined;
  const title = header?.title as Json | undefined;
  const excuse = { tag: 'text', text: '请升级至最新版本客户端，以查看内容' };
  return JSON.stringify({
    title: title === undefined ? null : textOf(title, 'content'),
    elements: [[excuse]],
  });
}
