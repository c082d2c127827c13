import { randomBytes } from 'node:crypto';
import type { ChangeFeed } from '../common/changes.ts';
import type { Json } from '../common/json.ts';
import type { Change } from './changes.ts';

/** A member of the workspace as the test or the playground describes it. */
export type Person = {
  readonly id: string;
  /** The handle. */
  readonly name: string;
  readonly realName: string;
  readonly email?: string;
  readonly emailConfirmed?: boolean;
  /** Like `en-US` or `zh-CN`. */
  readonly locale?: string;
  /** An IANA zone. */
  readonly tz?: string;
  readonly isBot?: boolean;
  readonly deleted?: boolean;
  readonly isRestricted?: boolean;
  readonly isAdmin?: boolean;
  /** Another team's id makes somebody from outside, seen through a shared channel. */
  readonly teamId?: string;
};

export type Metadata = { readonly event_type: string; readonly event_payload: Json };

/** A shortcut of the app: in the menu of every message, or everywhere. */
export type Shortcut = {
  readonly type: 'message' | 'global';
  readonly callbackId: string;
  /** What people read. */
  readonly name: string;
};

/** One message as people see it. */
export type Message = {
  readonly ts: string;
  readonly conversationId: string;
  /** The author's user id; for the bot its bot user's id, for Slack itself USLACKBOT. */
  readonly user: string;
  readonly isBot: boolean;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly threadTs?: string;
  readonly broadcast?: boolean;
  /** Only this person sees it, and no method reads it back. */
  readonly ephemeralFor?: string;
  readonly metadata?: Metadata;
  readonly edited?: { readonly user: string; readonly ts: string };
};

export type Conversation = {
  readonly id: string;
  readonly kind: 'channel' | 'im' | 'mpim';
  readonly name: string;
  readonly members: Set<string>;
  isArchived: boolean;
  /** By ts, oldest first. */
  readonly messages: Map<string, Message>;
};

/** Links of the app's domains in a message, of which the app was told. */
export type SharedLinks = {
  readonly unfurlId: string;
  readonly conversationId: string;
  readonly ts: string;
  readonly urls: readonly string[];
};

/** A modal or a home tab. */
export type View = {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly ownerId: string;
  readonly hash: string;
  readonly rootId: string;
  readonly previousId?: string;
  readonly externalId?: string;
  /** As sent, with ids filled in. */
  readonly content: Json;
  readonly blocks: readonly Json[];
  /** What the last submission was refused for, by block. */
  readonly errors: Readonly<Record<string, string>>;
};

export type Trigger = { readonly userId: string; readonly madeAt: number; used: boolean };

/** A response_url that was handed out. */
export type ResponseUrl = {
  readonly conversationId: string;
  readonly userId: string;
  readonly madeAt: number;
  /** The message whose element was pressed; a command has none. */
  readonly sourceTs?: string;
  used: number;
};

/** A failure as the person saw it. */
export type Trouble = {
  readonly at: number;
  readonly userId: string;
  readonly error: string;
  readonly requestId: string;
};

/** Everything the simulated workspace knows. */
export type World = {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly botToken: string;
  readonly signingSecret: string;
  readonly slashCommands: readonly string[];
  readonly shortcuts: readonly Shortcut[];
  readonly now: () => number;
  readonly users: Map<string, Person>;
  readonly conversations: Map<string, Conversation>;
  readonly views: Map<string, View>;
  /** The open modals of a person, the topmost last. */
  readonly stacks: Map<string, readonly string[]>;
  readonly homes: Map<string, string>;
  /** What people have filled in, by surface and person; see people/inputs.ts. */
  readonly inputs: Map<string, Map<string, Json>>;
  readonly unfurlDomains: readonly string[];
  /** By the id of their preview. */
  readonly links: Map<string, SharedLinks>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Every message of the bot that was ever shown, with the duplicates and the deleted ones. */
  readonly posted: Message[];
  readonly troubles: Trouble[];
  readonly changes: ChangeFeed<Change>;
  readonly clockwork: { lastMicros: number };
  readonly address: { api: string; events: string | undefined };
};

/** A random id. Random and not counted, because a product remembers ids beyond a restart of the simulator. */
export function mintId(prefix: string): string {
  return `${prefix}${randomBytes(6).toString('hex').toUpperCase()}`;
}

/** The next message timestamp: seconds with six decimals, never twice and never backwards. */
export function mintTs(world: World): string {
  const micros = Math.max(world.now() * 1_000, world.clockwork.lastMicros + 1);
  world.clockwork.lastMicros = micros;
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** The id of the private conversation between the bot and a person: always the same, also in the next run. */
export function dmIdOf(userId: string): string {
  return `D${userId.slice(1)}`;
}

/** The private conversation with a person, made when it is not there yet. */
export function openDm(world: World, userId: string): Conversation {
  const id = dmIdOf(userId);
  const known = world.conversations.get(id);
  if (known !== undefined) return known;
  const made: Conversation = {
    id,
    kind: 'im',
    name: 'directmessage',
    members: new Set([world.botUserId, userId]),
    isArchived: false,
    messages: new Map(),
  };
  world.conversations.set(id, made);
  return made;
}
