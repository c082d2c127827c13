import type { Barrier, FaultScope, FaultSwitch } from '../common/faults.ts';
import type { Json } from '../common/json.ts';
import type { WaitFor } from '../common/waiting.ts';
import type { Change } from './changes.ts';
import type { Which } from './people/components.ts';
import type { Outcome, PressOptions } from './people/press.ts';
import type { Answered, SentRequest, Signing, Target } from './people/send.ts';
import type { Talk } from './people/talk.ts';
import type { RateSettings } from './rate-limits.ts';
import type { Call, Fault } from './server.ts';
import type { Message, Person, SlashCommand, Toast, Trouble } from './world.ts';

export type FeishuSimulatorOptions = {
  /** The one clock, in milliseconds: signatures, tokens, `uuid`s, retries and rate limits follow it. */
  readonly now: () => number;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** `cli_` and sixteen hexadecimal digits. */
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly tenantKey: string;
  readonly botOpenId: string;
  /** `CRM` unless given. */
  readonly botName?: string;
  readonly users: readonly Person[];
  /** The bot's menu as its console has it; empty unless given. */
  readonly botMenu?: readonly { readonly name: string; readonly key: string }[];
  /** The beginnings of the addresses that the app previews, as its console has them; none unless given. */
  readonly linkRules?: readonly string[];
  /** The bot is in those that name its open id among their members. */
  readonly chats: readonly {
    readonly chatId: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  /** The product's request URLs; `connect` sets them later. */
  readonly eventsUrl?: string;
  readonly cardsUrl?: string;
  /** The platform's own limits unless changed or 'off'. */
  readonly limits?: Partial<RateSettings> | 'off';
  /** Real milliseconds that the product has to answer; the platform's 3,000 unless a test is in a hurry. */
  readonly deadlineMs?: number;
};

/** A request of a test's own making: bytes, or something to be encrypted. */
export type RawRequest = {
  readonly body?: string;
  readonly plain?: Json;
  /** `events` when missing. */
  readonly target?: Target;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends no signature; a timestamp (seconds) or a key of one's own makes a stale or a forged one. */
  readonly sign?: Signing | null;
};

/** How the product took the question whether it is there. */
export type Challenged = {
  readonly ok: boolean;
  readonly requestId: string;
  readonly status?: number;
  readonly body: string;
};

/** A chat in somebody's list. */
export type ConversationView = { readonly id: string; readonly kind: 'group' | 'p2p'; readonly name: string };

/** A Feishu open platform on loopback. */
export type FeishuSimulator = Talk & {
  /** Starts to listen; then `domain` is known. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Like `http://127.0.0.1:40123`. @throws Error before `start` */
  readonly domain: string;
  /** Without `cardsUrl` presses go where events go. */
  readonly connect: (urls: { readonly eventsUrl: string; readonly cardsUrl?: string }) => void;

  readonly press: (
    openId: string,
    messageId: string,
    which: Which,
    options?: PressOptions,
  ) => Promise<Outcome>;
  /** Asks a request URL whether it is the product's: encrypted, not signed, to be answered within a second. */
  readonly challenge: (target?: Target) => Promise<Challenged>;
  readonly sendRaw: (request: RawRequest) => Promise<Answered>;
  /**
   * Sends a logged request again, all `times` at once: the same bytes and headers, or with `fresh` signed anew for now.
   */
  readonly replay: (
    requestId: string,
    times?: number,
    options?: { readonly fresh?: boolean },
  ) => Promise<readonly Answered[]>;
  /** Sends the events again whose repetition is due by now. Nothing is repeated by itself, and a press never. */
  readonly fireDueRetries: () => Promise<readonly SentRequest[]>;
  /** When the next repetition is due, in milliseconds. */
  readonly nextRetryAt: () => number | undefined;

  readonly requests: readonly SentRequest[];
  readonly calls: readonly Call[];
  /** The failures that people saw. */
  readonly troubles: readonly Trouble[];

  readonly people: () => readonly Person[];
  readonly conversations: (openId: string) => readonly ConversationView[];
  /** What is on the screen, oldest first; ephemeral cards only for the one they are for. */
  readonly messages: (chatId: string, options?: { readonly as?: string }) => readonly Message[];
  /** The bot's menu in its private chats. */
  readonly botMenu: readonly { readonly name: string; readonly key: string }[];
  /** What the clients complete after a stroke, as the app has registered it. */
  readonly slashCommands: () => readonly SlashCommand[];
  readonly toasts: (openId: string) => readonly Toast[];
  /** The id of somebody's private chat with the bot. */
  readonly p2p: (openId: string) => string;
  /** Every message of the bot that was ever shown, as it was at first, also twice, also taken back since. */
  readonly posted: (filter?: { readonly uuid?: string; readonly chatId?: string }) => readonly Message[];
  readonly onChange: (listener: (change: Change) => void) => () => void;
  readonly waitFor: WaitFor;

  /** Somebody new, with a private chat with the bot. */
  readonly addPerson: (person: Person) => void;
  readonly invite: (chatId: string, openId: string) => void;
  readonly remove: (chatId: string, openId: string) => void;

  /** A method is named by its path, with or without verb: `PATCH /im/v1/messages/:id`; a conversation by its chat's id. */
  readonly fault: (fault: Fault, scope?: FaultScope) => FaultSwitch;
  /** Holds the answers of a method's calls, which are carried out. */
  readonly barrier: (path: string, scope?: Omit<FaultScope, 'method'>) => Barrier<Call>;
  readonly clearFaults: () => void;
};
