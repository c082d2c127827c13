import type { SentOutcome } from '../common/deliver.ts';
import type { Barrier, FaultScope, FaultSwitch } from '../common/faults.ts';
import type { Json } from '../common/json.ts';
import type { WaitFor } from '../common/waiting.ts';
import type { Change } from './changes.ts';
import type { Outcome } from './people/gestures.ts';
import type { Choice } from './people/inputs.ts';
import type { Submission, Values } from './people/modals.ts';
import type { PressOptions, ViewRef } from './people/press.ts';
import type { SentRequest, Signing } from './people/send.ts';
import type { MessageRef, Talk } from './people/talk.ts';
import type { RateSettings } from './rate-limits.ts';
import type { Call, Fault } from './server.ts';
import type { Message, Person, Shortcut, Trouble, View } from './world.ts';

export type SlackSimulatorOptions = {
  /** The one clock, in milliseconds: signatures, triggers, response_urls, retries and rate limits follow it. */
  readonly now: () => number;
  readonly signingSecret: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** The product's request URL; `connect` sets it later. */
  readonly eventsUrl?: string;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly appId: string;
  readonly botUserId: string;
  /** `Bot` unless given. */
  readonly botName?: string;
  readonly botToken: string;
  readonly users: readonly Person[];
  /** The bot is in those that name its user id among their members. */
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  /** With the stroke: `/crm`. */
  readonly slashCommands: readonly string[];
  /** As the app's manifest names them; none unless given. */
  readonly shortcuts?: readonly Shortcut[];
  /** Of whose links the app is told; at most five. */
  readonly unfurlDomains?: readonly string[];
  /** The platform's own limits unless changed or 'off'. */
  readonly limits?: Partial<RateSettings> | 'off';
  /** Real milliseconds that the product has to answer; the platform's 3,000 unless a test is in a hurry. */
  readonly deadlineMs?: number;
};

/** A request of a test's own making. */
export type RawRequest = {
  readonly body: string;
  /** `application/json` when missing. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends no signature; a timestamp (seconds) or a secret of one's own makes a stale or a forged one. */
  readonly sign?: Signing | null;
};

export type Answered = SentRequest & { readonly outcome: SentOutcome };

/** A Slack workspace on loopback. */
export type SlackSimulator = Talk & {
  /** Starts to listen; then `apiUrl` is known. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Like `http://127.0.0.1:40123/api/`. @throws Error before `start` */
  readonly apiUrl: string;
  readonly connect: (eventsUrl: string) => void;

  readonly command: (
    userId: string,
    conversationId: string,
    command: string,
    text: string,
  ) => Promise<Outcome>;
  /** Takes a shortcut; one of the kind `message` on a message. */
  readonly shortcut: (userId: string, callbackId: string, ref?: MessageRef) => Promise<Outcome>;
  readonly press: (
    userId: string,
    ref: MessageRef | ViewRef,
    actionId: string,
    options?: PressOptions,
  ) => Promise<Outcome>;
  readonly fill: (userId: string, ref: MessageRef | ViewRef, actionId: string, choice: Choice) => void;
  readonly suggest: (
    userId: string,
    ref: MessageRef | ViewRef,
    actionId: string,
    typed: string,
  ) => Promise<{ readonly outcome: Outcome; readonly options: readonly Json[] }>;
  readonly submit: (userId: string, viewId: string, values?: Values) => Promise<Submission>;
  readonly closeView: (userId: string, viewId: string, all?: boolean) => Promise<Outcome | undefined>;

  readonly sendRaw: (request: RawRequest) => Promise<Answered>;
  /**
   * Sends a logged request again, all `times` at once: the same bytes and headers, or with `fresh` signed anew for now.
   */
  readonly replay: (
    requestId: string,
    times?: number,
    options?: { readonly fresh?: boolean },
  ) => Promise<readonly Answered[]>;
  /** Sends the events again whose repetition is due by now. Nothing is repeated by itself. */
  readonly fireDueRetries: () => Promise<readonly SentRequest[]>;
  /** When the next repetition is due, in milliseconds. */
  readonly nextRetryAt: () => number | undefined;

  readonly requests: readonly SentRequest[];
  readonly calls: readonly Call[];
  /** The failures that people saw. */
  readonly troubles: readonly Trouble[];

  /** With the stroke, as they were given. */
  readonly slashCommands: readonly string[];
  readonly shortcuts: readonly Shortcut[];
  readonly people: () => readonly Person[];
  readonly conversations: (userId: string) => readonly ConversationView[];
  /** What is on the screen, oldest first; ephemeral messages only for the one they are for. */
  readonly messages: (conversationId: string, options?: { readonly as?: string }) => readonly Message[];
  /** The open modals of a person, the topmost last. */
  readonly views: (userId: string) => readonly View[];
  readonly home: (userId: string) => View | undefined;
  /** What somebody has filled in on a message or view: `state.values`. */
  readonly inputsOf: (
    userId: string,
    ref: MessageRef | ViewRef,
  ) => Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** The id of somebody's private conversation with the bot. */
  readonly dm: (userId: string) => string;
  /** Every message of the bot that was ever shown, also twice, also deleted since. */
  readonly posted: (filter?: {
    readonly deliveryId?: string;
    readonly conversationId?: string;
  }) => readonly Message[];
  readonly onChange: (listener: (change: Change) => void) => () => void;
  readonly waitFor: WaitFor;

  /** Somebody new, with a private conversation with the bot. */
  readonly addPerson: (person: Person) => void;
  readonly invite: (conversationId: string, userId: string) => void;
  readonly remove: (conversationId: string, userId: string) => void;
  readonly archive: (conversationId: string) => void;

  readonly fault: (fault: Fault, scope?: FaultScope) => FaultSwitch;
  /** Holds the answers of a method's calls, which are carried out. */
  readonly barrier: (method: string, scope?: Omit<FaultScope, 'method'>) => Barrier<Call>;
  readonly clearFaults: () => void;
};

/** A conversation in somebody's sidebar. */
export type ConversationView = {
  readonly id: string;
  readonly kind: 'channel' | 'im' | 'mpim';
  readonly name: string;
};
