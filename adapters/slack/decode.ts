import type { PickQuery } from '../../src/chat/faces.ts';
import type {
  ChangeInbound,
  GoneInbound,
  Inbound,
  PressInbound,
  ReplyKind,
  Source,
  TextInbound,
} from '../../src/chat/inbound.ts';
import { decodeBlock, MENU, readMenuEntry } from './render/buttons.ts';
import { readPickSource, type ViewOrigin } from './render/view.ts';
import { readText } from './text.ts';
import { readStateValues, type ViewState } from './values.ts';

/** The parts of Slack's requests that are read. Everything in them is the client's word until it is looked up. */
export interface CommandBody {
  readonly team_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly command: string;
  readonly text?: string;
  readonly trigger_id: string;
  readonly response_url: string;
}
export interface ActionBody {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly channel?: { readonly id: string };
  readonly container?: { readonly type?: string; readonly message_ts?: string; readonly channel_id?: string };
  readonly trigger_id: string;
  readonly response_url?: string;
  readonly view?: { readonly type?: string; readonly hash?: string };
  readonly state?: { readonly values: ViewState };
  readonly actions: readonly {
    readonly action_id: string;
    readonly block_id: string;
    readonly value?: string;
    readonly selected_option?: { readonly value: string } | null;
  }[];
}
export interface SubmissionBody {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly trigger_id: string;
  readonly view: {
    readonly id: string;
    readonly callback_id: string;
    readonly private_metadata: string;
    readonly state: { readonly values: ViewState };
  };
}
export interface ShortcutBody {
  readonly type: 'message_action' | 'shortcut';
  readonly callback_id: string;
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly channel?: { readonly id: string };
  readonly trigger_id: string;
  readonly response_url?: string;
  readonly message?: { readonly text?: string; readonly ts?: string };
}
export interface HomeOpenedEvent {
  readonly user: string;
  readonly tab?: string;
  readonly view?: { readonly hash?: string };
}
export interface SuggestionBody {
  readonly team?: { readonly id: string } | null;
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly action_id: string;
  readonly value?: string;
}
export interface MessageEvent {
  readonly type: 'message' | 'app_mention';
  readonly subtype?: string;
  readonly channel_type?: string;
  readonly channel: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  /** Of an edited or deleted message: what it says now, and what it said. */
  readonly message?: ChangedMessage;
  readonly previous_message?: ChangedMessage;
}
interface ChangedMessage {
  readonly subtype?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts?: string;
  readonly edited?: { readonly user?: string };
}

/** A change of somebody's profile; that they are gone is one of them. */
export interface UserChangeEvent {
  readonly user: { readonly id: string; readonly team_id?: string; readonly deleted?: boolean };
}

const ANYTHING: readonly ReplyKind[] = ['nothing', 'card', 'form', 'replace'];

/** `/crm customer new Acme` and `/followup Acme called` alike become the line behind the slash. */
export function decodeCommand(body: CommandBody): TextInbound {
  const name = body.command.replace(/^\//, '').toLowerCase();
  const text = readText(body.text ?? '');
  return {
    kind: 'text',
    key: `slack:trigger:${body.trigger_id}`,
    source: sourceOf(body.team_id, body.user_id, body.channel_id),
    answers: ANYTHING,
    text: name === 'crm' ? text : `${name} ${text}`,
  };
}

/**
 * A pressed button or a chosen option. On a home tab the page itself shows what comes of it; a press in a modal can open a
 * form, no more.
 */
export function decodeAction(body: ActionBody): PressInbound | undefined {
  const [pressed] = body.actions;
  if (pressed === undefined) return undefined;
  const [action = '', name = ''] = pressed.action_id.split(' ');
  const option = pressed.selected_option?.value;
  const conversation = body.channel?.id ?? body.container?.channel_id ?? '';
  const messageId = body.container?.message_ts;
  const isHome = body.view?.type === 'home';
  const meant =
    option === undefined
      ? { action, target: pressed.value ?? '', values: {} }
      : action === MENU
        ? { ...readMenuEntry(option), values: {} }
        : { action, target: decodeBlock(pressed.block_id) ?? '', values: { [name]: option } };
  return {
    kind: 'press',
    key: `slack:trigger:${body.trigger_id}`,
    source: sourceOf(body.team?.id ?? body.user.team_id ?? '', body.user.id, conversation),
    answers: listAnswers(body),
    surface: isHome ? 'home' : 'card',
    ...meant,
    ...(messageId === undefined ? {} : { messageId }),
  };
}

/** A submitted modal. The conversation it was opened from came back in its metadata. */
export function decodeSubmission(body: SubmissionBody): PressInbound {
  const origin = readOrigin(body.view.private_metadata);
  return {
    kind: 'press',
    key: `slack:trigger:${body.trigger_id}`,
    source: sourceOf(body.team?.id ?? body.user.team_id ?? '', body.user.id, origin.conversation),
    answers: ['nothing', 'errors', 'form'],
    action: body.view.callback_id,
    target: origin.target,
    surface: 'form',
    values: readStateValues(body.view.state.values),
  };
}

/** Under a link stands somebody else's message, which is not ours to replace. */
function listAnswers({ view, response_url, container }: ActionBody): readonly ReplyKind[] {
  if (container?.type === 'message_attachment') return ['nothing', 'card', 'form'];
  return view?.type === 'home' || response_url !== undefined ? ANYTHING : ['nothing', 'form'];
}

/** The shortcut of a message's menu. */
export const LOG_SHORTCUT = 'log_followup';
/** The other one: why a message of ours came. */
export const WHY_SHORTCUT = 'why_message';
/** The shortcut that is everywhere. */
export const NEW_SHORTCUT = 'new_followup';

/** A shortcut: a message is logged as a follow-up or explained, or a new one is begun. Undefined: none of ours. */
export function decodeShortcut(body: ShortcutBody): Inbound | undefined {
  const base = {
    key: `slack:trigger:${body.trigger_id}`,
    source: sourceOf(body.team?.id ?? body.user.team_id ?? '', body.user.id, body.channel?.id ?? ''),
  };
  if (body.callback_id === NEW_SHORTCUT)
    return { ...base, kind: 'text', answers: ['nothing', 'form'], text: 'followup' };
  const press = {
    ...base,
    kind: 'press',
    answers: ['nothing', 'card', 'form'],
    target: '',
    surface: 'card',
  } as const;
  if (body.callback_id === WHY_SHORTCUT)
    return { ...press, action: 'push.why', values: { message: body.message?.ts ?? '' } };
  if (body.callback_id !== LOG_SHORTCUT) return undefined;
  return {
    ...press,
    action: 'followup.quote',
    values: { text: readText(body.message?.text ?? ''), saidAt: body.message?.ts ?? '' },
  };
}

/** Who is where; a home tab is in no conversation. */
export function decodePlace(team: string, user: string, conversation: string): Source {
  return sourceOf(team, user, conversation);
}

/** What somebody has typed into a menu that asks us for its options. Undefined: no menu of ours. */
export function decodeSuggestion(body: SuggestionBody): PickQuery | undefined {
  const from = readPickSource(body.action_id);
  if (from === undefined) return undefined;
  const source = sourceOf(body.team?.id ?? body.user.team_id ?? '', body.user.id, '');
  return { source, from, typed: readText(body.value ?? '') };
}

/**
 * A message in the bot's private chat, or one that mentions the bot. Both of a mention's events carry the same channel and
 * time stamp, which is therefore the key. Undefined: nothing for us (the bot's own, edits, joins, other channels' talk).
 */
export function decodeMessage(team: string, event: MessageEvent): Inbound | undefined {
  if (event.subtype === 'message_changed' || event.subtype === 'message_deleted')
    return decodeChange(team, event);
  if (event.user === undefined || event.bot_id !== undefined || event.subtype !== undefined) return undefined;
  if (event.type === 'message' && event.channel_type !== 'im') return undefined;
  return {
    kind: 'text',
    key: messageKey(team, event.channel, event.ts),
    source: sourceOf(team, event.user, event.channel),
    answers: [],
    text: readSaid(event.text),
    messageId: event.ts,
    ...(event.thread_ts === undefined || event.thread_ts === event.ts ? {} : { repliesTo: event.thread_ts }),
  };
}

/** Somebody who was removed from this very workspace. Undefined: any other change, or somebody of another one. */
export function decodeUserChange(
  team: string,
  eventId: string,
  { user }: UserChangeEvent,
): GoneInbound | undefined {
  if (user.deleted !== true || (user.team_id !== undefined && user.team_id !== team)) return undefined;
  return {
    kind: 'gone',
    key: `slack:event:${eventId}`,
    source: sourceOf(team, user.id, ''),
    answers: ['nothing'],
  };
}

/**
 * A message that its own author edited or deleted, wherever the bot is. One with answers below it is not deleted but turned
 * into a tombstone. Undefined: the bot's own, somebody else's doing, or nothing but a preview that was added.
 */
function decodeChange(team: string, event: MessageEvent): ChangeInbound | undefined {
  const { message, previous_message: before, channel } = event;
  const user = before?.user;
  const ts = before?.ts ?? message?.ts;
  if (user === undefined || ts === undefined || before?.bot_id !== undefined) return undefined;
  const isGone = event.subtype === 'message_deleted' || message?.subtype === 'tombstone';
  if (!isGone && (message?.text === before?.text || (message?.edited?.user ?? user) !== user))
    return undefined;
  return {
    kind: 'change',
    key: `slack:change:${team}:${channel}:${event.ts}`,
    source: sourceOf(team, user, channel),
    answers: [],
    messageKey: messageKey(team, channel, ts),
    messageId: ts,
    ...(isGone ? {} : { text: readSaid(message?.text) }),
  };
}

function messageKey(team: string, channel: string, ts: string): string {
  return `slack:message:${team}:${channel}:${ts}`;
}

/** What was said, without the mention of the bot in front. */
function readSaid(text: string | undefined): string {
  return readText(text ?? '').replace(/^\s*@[UW][A-Z0-9]+[\s:,，：]*/, '');
}

function sourceOf(workspace: string, user: string, conversation: string): Source {
  const scope = conversation === '' ? 'none' : conversation.startsWith('D') ? 'private' : 'group';
  return { platform: 'slack', workspace, user, conversation, scope };
}

/** What a modal remembers of where it was opened. */
export function readOrigin(metadata: string): ViewOrigin {
  try {
    const { target, conversation, home } = JSON.parse(metadata) as Partial<ViewOrigin>;
    const origin = { target: String(target ?? ''), conversation: String(conversation ?? '') };
    return home === true ? { ...origin, home } : origin;
  } catch {
    return { target: '', conversation: '' };
  }
}
