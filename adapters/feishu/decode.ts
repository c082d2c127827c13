import type {
  ChangeInbound,
  GoneInbound,
  PressInbound,
  Source,
  TextInbound,
} from '../../src/chat/inbound.ts';
import { asObject, asText, type JsonObject, textAt } from './json.ts';
import type { SharedLink } from './link-preview.ts';
import { findBot, readMentions, resolveMentions } from './mentions.ts';
import { readMessageText } from './message-text.ts';
import { MENU } from './render/buttons.ts';
import { readFormValues, readOption } from './values.ts';

/**
 * What the SDK's dispatcher hands over: an event's header and body in one object. Everything in it is the client's word until
 * it is looked up.
 */
export type EventData = JsonObject;

/** A press, and what its card can later be changed with: for 30 minutes, twice, once the press has been answered. */
export interface DecodedPress {
  readonly inbound: PressInbound;
  readonly updateToken: string;
}

/** Whether a message was said where others listen. */
function isGroupMessage(data: EventData): boolean {
  return textAt(data, 'message', 'chat_type') !== 'p2p';
}

/** Whether somebody is mentioned in a message. */
export function hasMentions(data: EventData): boolean {
  return readMentions(asObject(data.message) ?? {}).length > 0;
}

/**
 * A message in the bot's private chat, or one in a group that mentions the bot. Undefined: nothing for us (apps' own
 * messages, pictures, what people of a group say to each other). `botId`: the bot's open id, where it is known.
 */
export function decodeMessage(data: EventData, botId: string | undefined): TextInbound | undefined {
  const message = asObject(data.message);
  const sender = asObject(data.sender);
  const user = textAt(sender, 'sender_id', 'open_id');
  const id = textAt(message, 'message_id');
  if (message === undefined || sender?.sender_type !== 'user' || user === '' || id === '') return undefined;
  const text = readMessageText(message);
  if (text === undefined) return undefined;
  const mentions = readMentions(message);
  const isGroup = isGroupMessage(data);
  const bot = findBot(mentions, botId, isGroup);
  if (isGroup && bot === undefined) return undefined;
  return {
    kind: 'text',
    // Feishu may tell of one message in several events; the message's own id stays the same.
    key: `feishu:message:${id}`,
    source: sourceOf(data, user, asText(message.chat_id), isGroup ? 'group' : 'private'),
    answers: [],
    text: resolveMentions(text, mentions, bot),
    messageId: id,
    ...(asText(message.parent_id) === '' ? {} : { repliesTo: asText(message.parent_id) }),
  };
}

/**
 * A message that was taken back by its own author. Feishu does not say who that is, and tells of no edits; what a manager of
 * the group takes back stays what it was.
 */
export function decodeRecall(data: EventData): ChangeInbound | undefined {
  const id = asText(data.message_id);
  const key = eventKey(data);
  if (id === '' || key === undefined || data.recall_type !== 'message_owner') return undefined;
  return {
    kind: 'change',
    key,
    source: sourceOf(data, '', asText(data.chat_id), 'group'),
    answers: [],
    messageKey: `feishu:message:${id}`,
    messageId: id,
  };
}

/** A key of the bot's menu: `customer_new` is the command `customer new`. */
export function decodeMenu(data: EventData): TextInbound | undefined {
  const user = textAt(data, 'operator', 'operator_id', 'open_id');
  const key = asText(data.event_key);
  if (user === '' || key === '' || eventKey(data) === undefined) return undefined;
  return {
    kind: 'text',
    key: eventKey(data) ?? '',
    source: sourceOf(data, user, '', 'private'),
    answers: [],
    text: key.replace(/[_.]+/g, ' ').trim(),
  };
}

/** Somebody who was removed from the tenant. */
export function decodeDeletedUser(data: EventData): GoneInbound | undefined {
  const user = textAt(data, 'object', 'open_id');
  const key = eventKey(data);
  if (user === '' || key === undefined) return undefined;
  return { kind: 'gone', key, source: sourceOf(data, user, '', 'none'), answers: ['nothing'] };
}

/** A pressed button, a chosen option or a submitted form. Undefined: a component that is none of ours. */
export function decodePress(data: EventData): DecodedPress | undefined {
  const action = asObject(data.action);
  const press = asObject(action?.value);
  const key = eventKey(data);
  const user = textAt(data, 'operator', 'open_id');
  if (action === undefined || press === undefined || key === undefined || user === '') return undefined;
  const form = asObject(action.form_value);
  const messageId = textAt(data, 'context', 'open_message_id');
  const conversation = textAt(data, 'context', 'open_chat_id');
  return {
    updateToken: asText(data.token),
    inbound: {
      kind: 'press',
      key,
      source: sourceOf(data, user, conversation, scopeOf(conversation, form !== undefined)),
      answers: form === undefined ? ['nothing', 'replace'] : ['nothing', 'card', 'form', 'errors', 'replace'],
      ...readMeant(action, press),
      surface: form === undefined ? 'card' : 'form',
      values: form === undefined ? readChoice(action, press) : readFormValues(form),
      ...(messageId === '' ? {} : { messageId }),
    },
  };
}

/**
 * A press does not tell what kind of chat its card is in. Forms are only ever shown in private; every other card is taken
 * for one in a group, so that what is meant for one person goes to their private chat and nowhere else.
 */
function scopeOf(conversation: string, isForm: boolean): Source['scope'] {
  if (conversation === '') return 'none';
  return isForm ? 'private' : 'group';
}

/** An address of ours that is about to be shown in a chat. */
export function decodeLink(data: EventData): SharedLink | undefined {
  const user = textAt(data, 'operator', 'open_id');
  const address = textAt(data, 'context', 'url');
  if (user === '' || address === '') return undefined;
  return { source: sourceOf(data, user, textAt(data, 'context', 'open_chat_id'), 'none'), address };
}

/** What a component presses: what it carries itself, or the entry that was chosen in its menu. */
function readMeant(
  action: JsonObject,
  press: JsonObject,
): { readonly action: string; readonly target: string } {
  if (press.a !== MENU) return { action: asText(press.a), target: asText(press.t) };
  const [name = '', ...target] = (readOption(action) ?? '').split(' ');
  return { action: name, target: target.join(' ') };
}

function readChoice(action: JsonObject, press: JsonObject): Readonly<Record<string, string>> {
  const name = asText(press.n);
  const option = readOption(action);
  return name === '' || option === undefined ? {} : { [name]: option };
}

function sourceOf(data: EventData, user: string, conversation: string, scope: Source['scope']): Source {
  const workspace = `${asText(data.app_id)}/${asText(data.tenant_key)}`;
  return { platform: 'feishu', workspace, user, conversation, scope };
}

function eventKey(data: EventData): string | undefined {
  const id = asText(data.event_id);
  return id === '' ? undefined : `feishu:event:${id}`;
}
