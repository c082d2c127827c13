import { createHash, randomBytes } from 'node:crypto';
import type { ChangeFeed } from '../common/changes.ts';
import type { Json } from '../common/json.ts';
import type { Change } from './changes.ts';

/** Somebody whom the tenant, or a chat of it, knows. */
export type Person = {
  readonly openId: string;
  readonly unionId: string;
  readonly userId: string;
  readonly name: string;
  /** The mailbox in the contact card; it may be anybody's. */
  readonly email?: string;
  /** The mailbox that the company gives out. */
  readonly enterpriseEmail?: string;
  readonly status?: { readonly isResigned?: boolean; readonly isActivated?: boolean };
  /** Another tenant's key makes somebody from outside. */
  readonly tenantKey?: string;
  /** An IANA zone. */
  readonly timeZone?: string;
  readonly isBot?: boolean;
  /** false puts somebody outside the app's availability range. */
  readonly isAvailable?: boolean;
};

export type MsgType = 'text' | 'post' | 'interactive';

/** Somebody named in a message: `key` stands in its content for `@name`. */
export type Mention = { readonly key: string; readonly openId: string; readonly name: string };

/** What the app shows under an address in a message. */
export type LinkPreview = {
  readonly url: string;
  /** Names this showing of it to the app. */
  readonly token: string;
  /** Stands in the place of the address. */
  readonly title: string;
  readonly card?: Json;
};

/** One message as people see it; times in milliseconds. */
export type Message = {
  readonly messageId: string;
  readonly chatId: string;
  /** The author's open id. */
  readonly sender: string;
  readonly isBot: boolean;
  readonly msgType: MsgType;
  /** As it went over the wire. */
  readonly content: string;
  /** The words of a text or post, with names in the place of mention keys. */
  readonly text?: string;
  readonly card?: Json;
  readonly mentions: readonly Mention[];
  /** The message that this one answers, and the first of the thread. */
  readonly replyTo?: string;
  readonly rootId?: string;
  readonly inThread?: boolean;
  readonly createTime: number;
  readonly updateTime: number;
  readonly uuid?: string;
  /** How often its words were changed. */
  readonly edits: number;
  /** Only these people see it, and no method reads it back. */
  readonly ephemeralFor?: string;
  readonly previews?: readonly LinkPreview[];
};

export type Chat = {
  readonly chatId: string;
  readonly kind: 'group' | 'p2p';
  readonly name: string;
  /** Open ids; the bot's is among them where the bot is. */
  readonly members: Set<string>;
  /** By id, oldest first. */
  readonly messages: Map<string, Message>;
};

/** What lets the bot change a card later: handed out with each press. */
export type CardToken = {
  readonly messageId: string;
  readonly chatId: string;
  readonly madeAt: number;
  /** Whether the press has been answered. */
  isAnswered: boolean;
  used: number;
};

/** A line that came up on somebody's screen and went away again. */
export type Toast = {
  readonly at: number;
  readonly openId: string;
  readonly type: string;
  readonly content: string;
  readonly i18n?: Json;
};

/** A failure as the person saw it. */
export type Trouble = {
  readonly at: number;
  readonly openId: string;
  readonly code: number;
  readonly reason: string;
  readonly requestId: string;
};

export type SlashCommand = {
  readonly commandId: string;
  readonly command: string;
  readonly description: Json;
};

/** Everything the simulated platform knows. */
export type World = {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly tenantKey: string;
  readonly botOpenId: string;
  readonly botName: string;
  readonly now: () => number;
  /** The beginnings of the addresses that the app previews, as its console has them. */
  readonly linkRules: readonly string[];
  readonly users: Map<string, Person>;
  readonly chats: Map<string, Chat>;
  /** Which message a `uuid` stands for, and since when. */
  readonly uuids: Map<string, { readonly at: number; readonly message: Message }>;
  readonly tokens: Map<string, { readonly expiresAt: number }>;
  readonly cardTokens: Map<string, CardToken>;
  readonly slashCommands: Map<string, SlashCommand>;
  /** Messages that were taken back, by their ids. */
  readonly recalled: Set<string>;
  /** Every message of the bot that was ever shown, with the duplicates and those taken back since. */
  readonly posted: Message[];
  readonly toasts: Toast[];
  readonly troubles: Trouble[];
  readonly changes: ChangeFeed<Change>;
  readonly address: { domain: string; events: string | undefined; cards: string | undefined };
};

/** A random id. Random and not counted, because a product remembers ids beyond a restart of the simulator. */
export function mintId(prefix: string): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}

/** The id of the private chat between the bot and a person: always the same, also in the next run. */
export function p2pIdOf(world: Pick<World, 'appId'>, openId: string): string {
  return `oc_${createHash('sha256').update(`${world.appId} ${openId}`).digest('hex').slice(0, 32)}`;
}

/** The private chat with a person, made when it is not there yet. */
export function openP2p(world: World, openId: string): Chat {
  const chatId = p2pIdOf(world, openId);
  const known = world.chats.get(chatId);
  if (known !== undefined) return known;
  const members = new Set([world.botOpenId, openId]);
  const made: Chat = { chatId, kind: 'p2p', name: '', members, messages: new Map() };
  world.chats.set(chatId, made);
  return made;
}

/** @throws Error when nobody has this id: a test that names nobody is wrong */
export function findPerson(world: World, openId: string): Person {
  const person = world.users.get(openId);
  if (person === undefined) throw new Error(`nobody is called ${openId} here`);
  return person;
}

/** @throws Error when there is no such chat */
export function findChat(world: World, chatId: string): Chat {
  const chat = world.chats.get(chatId);
  if (chat === undefined) throw new Error(`there is no chat ${chatId}`);
  return chat;
}

/** The message with this id, in whichever chat it is. */
export function findMessage(world: World, messageId: string): Message | undefined {
  for (const { messages } of world.chats.values()) {
    const found = messages.get(messageId);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function isOutsider(world: World, person: Person): boolean {
  return person.tenantKey !== undefined && person.tenantKey !== world.tenantKey;
}
