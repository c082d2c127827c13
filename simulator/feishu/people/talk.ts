import type { Json } from '../../common/json.ts';
import { post, takeBack } from '../messages.ts';
import {
  type Chat,
  findChat,
  findMessage,
  findPerson,
  isOutsider,
  type Mention,
  type Message,
  openP2p,
  type Person,
  p2pIdOf,
  type World,
} from '../world.ts';
import type { EventQueue } from './events.ts';
import { idsOf } from './ids.ts';
import { showPreviews } from './previews.ts';
import type { Sender, SentRequest } from './send.ts';

/** What somebody said, and the requests in which the bot was told. */
export type Said = { readonly message: Message; readonly requests: readonly SentRequest[] };

export type SayOptions = {
  /** Puts the bot's name in front, as a mention. */
  readonly mentionBot?: boolean;
  /** Open ids; where the text holds `@name` the mention stands there, else at the end. */
  readonly mention?: readonly string[];
  /** The message that this one answers. */
  readonly replyTo?: string;
};

/** What people do that reaches the bot as events. */
export type Talk = {
  /** @param chatId a chat's id, or `p2p` for the person's private chat with the bot */
  readonly say: (openId: string, chatId: string, text: string, options?: SayOptions) => Promise<Said>;
  /** Picks an entry of the bot's menu. */
  readonly menu: (openId: string, eventKey: string) => Promise<readonly SentRequest[]>;
  /** Opens the private chat with the bot. */
  readonly enterChat: (openId: string) => Promise<readonly SentRequest[]>;
  /** Takes back a message of one's own. */
  readonly recall: (openId: string, messageId: string) => Promise<readonly SentRequest[]>;
  /** Somebody leaves the company. */
  readonly userDeleted: (openId: string) => Promise<readonly SentRequest[]>;
};

export function createTalk(
  world: World,
  { events, sender }: { readonly events: EventQueue; readonly sender: Sender },
  botMenu?: readonly { readonly key: string }[],
): Talk {
  return {
    say: (openId, chatId, text, options = {}) =>
      say(world, events, sender, { openId, chatId, text, options }),
    menu: async (openId, eventKey) => {
      if (botMenu?.every(({ key }) => key !== eventKey)) throw new Error(`the menu has no ${eventKey}`);
      const person = findPerson(world, openId);
      const event = {
        operator: { operator_name: person.name, operator_id: idsOf(person) },
        event_key: eventKey,
        timestamp: Math.floor(world.now() / 1_000),
      };
      return [await events.send('application.bot.menu_v6', event)];
    },
    enterChat: (openId) => enterChat(world, events, openId),
    recall: (openId, messageId) => recall(world, events, openId, messageId),
    userDeleted: async (openId) => {
      const person = findPerson(world, openId);
      world.users.set(openId, { ...person, status: { ...person.status, isResigned: true } });
      world.changes.tell({ kind: 'people' });
      const object = { ...idsOf(person), name: person.name };
      return [
        await events.send('contact.user.deleted_v3', { object, old_object: { department_ids: ['0'] } }),
      ];
    },
  };
}

type Utterance = {
  readonly openId: string;
  readonly chatId: string;
  readonly text: string;
  readonly options: SayOptions;
};

async function say(world: World, events: EventQueue, sender: Sender, said: Utterance): Promise<Said> {
  const person = findPerson(world, said.openId);
  const chat = findChat(world, said.chatId === 'p2p' ? p2pIdOf(world, person.openId) : said.chatId);
  if (!chat.members.has(person.openId)) throw new Error(`${person.openId} is not in ${chat.chatId}`);
  const { mentions, typed, shown } = placeMentions(world, said);
  const parent = said.options.replyTo === undefined ? undefined : findMessage(world, said.options.replyTo);
  const message = post(world, chat, {
    msgType: 'text',
    content: JSON.stringify({ text: typed }),
    text: shown,
    mentions,
    sender: person.openId,
    ...(parent !== undefined && { replyTo: parent.messageId, rootId: parent.rootId ?? parent.messageId }),
  });
  const isHeard =
    chat.members.has(world.botOpenId) &&
    (chat.kind === 'p2p' || mentions.some(({ openId }) => openId === world.botOpenId));
  const asked = await showPreviews(world, sender, person, chat, message);
  if (!isHeard) return { message, requests: asked };
  const told = await events.send('im.message.receive_v1', received(world, person, chat, message));
  return { message, requests: [...asked, told] };
}

/** Puts keys where names are called: `typed` is what goes over the wire, `shown` what people read. */
function placeMentions(
  world: World,
  { text, options }: Utterance,
): { readonly mentions: readonly Mention[]; readonly typed: string; readonly shown: string } {
  const called = [...(options.mentionBot === true ? [world.botOpenId] : []), ...(options.mention ?? [])];
  const mentions = called.map((openId, index) => ({
    key: `@_user_${index + 1}`,
    openId,
    name: openId === world.botOpenId ? world.botName : findPerson(world, openId).name,
  }));
  let typed = text;
  for (const { key, openId, name } of mentions) {
    if (typed.includes(`@${name}`)) typed = typed.replace(`@${name}`, () => key);
    else typed = openId === world.botOpenId ? `${key} ${typed}` : `${typed} ${key}`;
  }
  let shown = typed;
  // The longest keys first: @_user_1 is how @_user_10 begins.
  for (const { key, name } of mentions.toReversed()) shown = shown.replaceAll(key, () => `@${name}`);
  return { mentions, typed, shown };
}

function received(world: World, person: Person, chat: Chat, message: Message): Json {
  const tenantOf = (openId: string): string => world.users.get(openId)?.tenantKey ?? world.tenantKey;
  return {
    sender: {
      sender_id: idsOf(person),
      sender_type: 'user',
      tenant_key: isOutsider(world, person) ? person.tenantKey : world.tenantKey,
    },
    message: {
      message_id: message.messageId,
      ...(message.rootId !== undefined && { root_id: message.rootId, parent_id: message.replyTo }),
      create_time: String(message.createTime),
      update_time: String(message.updateTime),
      chat_id: chat.chatId,
      chat_type: chat.kind,
      message_type: message.msgType,
      content: message.content,
      ...(message.mentions.length > 0 && {
        mentions: message.mentions.map(({ key, openId, name }) => ({
          key,
          id: idsOfMentioned(world, openId),
          name,
          tenant_key: tenantOf(openId),
        })),
      }),
    },
  };
}

/** The bot has an open id and nothing else. */
function idsOfMentioned(world: World, openId: string): Json {
  const person = world.users.get(openId);
  return person === undefined || person.isBot === true ? { open_id: openId } : idsOf(person);
}

async function enterChat(world: World, events: EventQueue, openId: string): Promise<readonly SentRequest[]> {
  const chat = openP2p(world, findPerson(world, openId).openId);
  const last = [...chat.messages.values()].at(-1);
  const event = {
    chat_id: chat.chatId,
    operator_id: idsOf(findPerson(world, openId)),
    ...(last !== undefined && {
      last_message_id: last.messageId,
      last_message_create_time: String(last.createTime),
    }),
  };
  return [await events.send('im.chat.access_event.bot_p2p_chat_entered_v1', event)];
}

async function recall(
  world: World,
  events: EventQueue,
  openId: string,
  messageId: string,
): Promise<readonly SentRequest[]> {
  const message = findMessage(world, messageId);
  if (message === undefined || message.sender !== openId) {
    throw new Error(`${messageId} is no message of ${openId}`);
  }
  takeBack(world, message);
  if (!findChat(world, message.chatId).members.has(world.botOpenId)) return [];
  const event = {
    message_id: messageId,
    chat_id: message.chatId,
    recall_time: String(world.now()),
    recall_type: 'message_owner',
  };
  return [await events.send('im.message.recalled_v1', event)];
}
