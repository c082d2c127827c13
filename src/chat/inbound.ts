import type { ActionName } from './actions.ts';

export type Platform = 'slack' | 'feishu';

/** Who spoke and where, taken only from a request whose signature has been checked. Ids are the platform's own. */
export interface Source {
  readonly platform: Platform;
  /** Slack: team id. Feishu: `<app id>/<tenant key>`, because ids of people differ from app to app. */
  readonly workspace: string;
  /** Slack: user id. Feishu: open id; empty where the platform does not tell who took a message back. */
  readonly user: string;
  /** Slack: channel id. Feishu: chat id. Empty where the request comes from no conversation (a home tab, a menu). */
  readonly conversation: string;
  readonly scope: 'private' | 'group' | 'none';
}

/** The kinds of Reply (reply.ts). */
export type ReplyKind = 'nothing' | 'card' | 'form' | 'errors' | 'replace';

interface InboundBase {
  /** The same for every retry of the same request and for nothing else; what de-duplication rests on. */
  readonly key: string;
  readonly source: Source;
  /**
   * The kinds of reply that this request's own channel can still carry (its HTTP response, its trigger, its response
   * address). Any other reply is sent as a message through the delivery ledger.
   */
  readonly answers: readonly ReplyKind[];
}

/** A command as typed: after a slash, in a private chat, after a mention, or behind a menu key. */
export interface TextInbound extends InboundBase {
  readonly kind: 'text';
  /** Without the slash command's or the mention's own mark-up: `followup Acme called`. */
  readonly text: string;
  /** The platform's id of the message, where there is one that can later be edited, deleted or replied to. */
  readonly messageId?: string;
  /** The message that it answers or quotes, where there is one. */
  readonly repliesTo?: string;
}

/** A pressed button, a chosen option or a submitted form. */
export interface PressInbound extends InboundBase {
  readonly kind: 'press';
  /** Unchecked: comes from the client. */
  readonly action: ActionName | (string & {});
  /** The opaque id that the button carried. Unchecked as well. */
  readonly target: string;
  /** `home`: a page that is shown anew after each press, with the answer on top. */
  readonly surface: 'card' | 'form' | 'home';
  /** Inputs by field name. Dates are YYYY-MM-DD, people the platform's user id, several choices joined by a comma. */
  readonly values: Readonly<Record<string, string>>;
  /** The message that holds the card, where there is one. */
  readonly messageId?: string;
}

/** The platform reports that a person is gone from it: `source.user`. Nobody said it in a conversation, nobody is answered. */
export interface GoneInbound extends InboundBase {
  readonly kind: 'gone';
}

/** A person edited or deleted a message that may have come as text before. */
export interface ChangeInbound extends InboundBase {
  readonly kind: 'change';
  /** The key under which the message itself came. */
  readonly messageKey: string;
  /** What it says now, read like the text of a message; absent: it was deleted. */
  readonly text?: string;
  readonly messageId: string;
}

export type Inbound = TextInbound | PressInbound | GoneInbound | ChangeInbound;
