import type { Json } from '../../common/json.ts';
import { personToWire } from '../api/users.ts';
import { messageToWire, postAsPerson, removeMessage } from '../messages.ts';
import { viewToWire } from '../views.ts';
import {
  type Conversation,
  type Message,
  mintId,
  mintTs,
  openDm,
  type Person,
  type World,
} from '../world.ts';
import type { EventQueue } from './events.ts';
import type { SentRequest } from './send.ts';

/** Which message is meant. */
export type MessageRef = { readonly conversationId: string; readonly ts: string };

/** What somebody said, and the requests in which the bot was told. */
export type Said = { readonly message: Message; readonly requests: readonly SentRequest[] };

/** What people do that reaches the bot as events. */
export type Talk = {
  readonly say: (
    userId: string,
    conversationId: string,
    text: string,
    options?: { threadTs?: string },
  ) => Promise<Said>;
  readonly editMessage: (userId: string, ref: MessageRef, text: string) => Promise<Said>;
  readonly deleteMessage: (userId: string, ref: MessageRef) => Promise<readonly SentRequest[]>;
  readonly openHome: (userId: string, tab?: 'home' | 'messages') => Promise<readonly SentRequest[]>;
  readonly userChange: (userId: string, patch: Partial<Person>) => Promise<readonly SentRequest[]>;
  /** Tells the bot of a message of its own, as Slack does where the bot listens. */
  readonly echo: (ref: MessageRef) => Promise<readonly SentRequest[]>;
};

export function createTalk(world: World, events: EventQueue): Talk {
  return {
    say: (userId, conversationId, text, options = {}) =>
      say(world, events, { userId, conversationId, text, ...options }),
    editMessage: (userId, ref, text) => editOwn(world, events, userId, ref, text),
    deleteMessage: (userId, ref) => deleteOwn(world, events, userId, ref),
    openHome: async (userId, tab = 'home') => {
      const view = world.views.get(world.homes.get(userId) ?? '');
      const request = await events.send({
        type: 'app_home_opened',
        user: userId,
        channel: openDm(world, userId).id,
        tab,
        ...(tab === 'home' && view !== undefined && { view: viewToWire(world, view) }),
        event_ts: mintTs(world),
      });
      return [request];
    },
    userChange: async (userId, patch) => {
      const person = { ...findPerson(world, userId), ...patch };
      world.users.set(userId, person);
      world.changes.tell({ kind: 'people' });
      const user = personToWire(world, person, true);
      return [
        await events.send({ type: 'user_change', user, cache_ts: user.updated, event_ts: mintTs(world) }),
      ];
    },
    echo: async ({ conversationId, ts }) => {
      const conversation = findConversation(world, conversationId);
      const message = conversation.messages.get(ts);
      if (message === undefined || !message.isBot) throw new Error(`${ts} is no message of the bot`);
      const event = { ...messageToWire(world, message), event_ts: ts };
      return [await events.send({ ...event, channel: conversation.id, channel_type: conversation.kind })];
    },
  };
}

async function editOwn(
  world: World,
  events: EventQueue,
  userId: string,
  ref: MessageRef,
  text: string,
): Promise<Said> {
  const { conversation, message } = findOwn(world, userId, ref);
  const edited: Message = {
    ...message,
    text,
    blocks: [typedBlock(text)],
    edited: { user: userId, ts: mintTs(world) },
  };
  conversation.messages.set(ref.ts, edited);
  world.changes.tell({ kind: 'message', ...ref });
  const event = {
    subtype: 'message_changed',
    message: messageToWire(world, edited),
    previous_message: messageToWire(world, message),
  };
  return { message: edited, requests: await tellOfChange(world, events, userId, conversation, event) };
}

async function deleteOwn(
  world: World,
  events: EventQueue,
  userId: string,
  ref: MessageRef,
): Promise<readonly SentRequest[]> {
  const { conversation, message } = findOwn(world, userId, ref);
  removeMessage(world, conversation, ref.ts);
  const event = {
    subtype: 'message_deleted',
    deleted_ts: ref.ts,
    previous_message: messageToWire(world, message),
  };
  return tellOfChange(world, events, userId, conversation, event);
}

/** Tells the bot, where it is present, that a message is not what it was. */
async function tellOfChange(
  world: World,
  events: EventQueue,
  userId: string,
  conversation: Conversation,
  change: Json,
): Promise<readonly SentRequest[]> {
  if (!conversation.members.has(world.botUserId)) return [];
  const ts = mintTs(world);
  const place = { channel: conversation.id, channel_type: conversation.kind, ts, event_ts: ts };
  const isShared = isOutsider(world, findPerson(world, userId));
  return [await events.send({ type: 'message', hidden: true, ...change, ...place }, { isShared })];
}

function isOutsider(world: World, person: Person): boolean {
  return person.teamId !== undefined && person.teamId !== world.team.id;
}

type Utterance = {
  readonly userId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly threadTs?: string;
};

async function say(world: World, events: EventQueue, said: Utterance): Promise<Said> {
  const person = findPerson(world, said.userId);
  const conversation = findConversation(world, said.conversationId);
  if (!conversation.members.has(person.id)) throw new Error(`${person.id} is not in ${conversation.id}`);
  const message = postAsPerson(world, conversation, {
    user: person.id,
    text: said.text,
    blocks: [typedBlock(said.text)],
    ...(said.threadTs !== undefined && { threadTs: said.threadTs }),
  });
  if (!conversation.members.has(world.botUserId)) return { message, requests: [] };
  const isOutside = isOutsider(world, person);
  const common = {
    ...messageToWire(world, message),
    client_msg_id: mintId('').toLowerCase(),
    team: person.teamId ?? world.team.id,
    ...(isOutside && { user_team: person.teamId, source_team: person.teamId }),
    channel: conversation.id,
    event_ts: message.ts,
  };
  const told = [events.send({ ...common, channel_type: conversation.kind }, { isShared: isOutside })];
  if (conversation.kind !== 'im' && said.text.includes(`<@${world.botUserId}>`)) {
    told.push(events.send({ ...common, type: 'app_mention' }, { isShared: isOutside }));
  }
  const links = shareLinks(world, conversation, message);
  if (links !== undefined) told.push(events.send(links, { isShared: isOutside }));
  return { message, requests: await Promise.all(told) };
}

/** The event about links of the app's domains in a message; undefined where there are none. */
function shareLinks(world: World, conversation: Conversation, message: Message): Json | undefined {
  const urls = [...message.text.matchAll(/https?:\/\/[^\s<>|]+/gu)].map(([url]) => url);
  const known = urls.filter((url) => world.unfurlDomains.includes(new URL(url).hostname));
  if (known.length === 0) return undefined;
  const unfurlId = mintId('U');
  const place = { conversationId: conversation.id, ts: message.ts };
  world.links.set(unfurlId, { unfurlId, ...place, urls: known });
  return {
    type: 'link_shared',
    user: message.user,
    channel: conversation.id,
    message_ts: message.ts,
    unfurl_id: unfurlId,
    source: 'conversations_history',
    is_bot_user_member: conversation.members.has(world.botUserId),
    links: known.map((url) => ({ url, domain: new URL(url).hostname })),
    event_ts: message.ts,
  };
}

/** What Slack's composer makes of typed text. */
function typedBlock(text: string): Json {
  const section = { type: 'rich_text_section', elements: [{ type: 'text', text }] };
  return { type: 'rich_text', block_id: mintId('b'), elements: [section] };
}

export function findPerson(world: World, userId: string): Person {
  const person = world.users.get(userId);
  if (person === undefined) throw new Error(`nobody is called ${userId} here`);
  return person;
}

export function findConversation(world: World, conversationId: string): Conversation {
  const conversation = world.conversations.get(conversationId);
  if (conversation === undefined) throw new Error(`there is no conversation ${conversationId}`);
  return conversation;
}

function findOwn(
  world: World,
  userId: string,
  ref: MessageRef,
): { readonly conversation: Conversation; readonly message: Message } {
  const conversation = findConversation(world, ref.conversationId);
  const message = conversation.messages.get(ref.ts);
  if (message === undefined || message.user !== userId)
    throw new Error(`${ref.ts} is no message of ${userId}`);
  return { conversation, message };
}
