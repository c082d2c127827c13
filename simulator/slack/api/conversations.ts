import { type Json, textOf } from '../../common/json.ts';
import { messageToWire } from '../messages.ts';
import { type Conversation, type Message, openDm, type World } from '../world.ts';
import { type Answer, type Args, cutPage, type Handler, refuseCall } from './answer.ts';

function conversationToWire(world: World, conversation: Conversation): Json {
  const isIm = conversation.kind === 'im';
  const other = [...conversation.members].find((member) => member !== world.botUserId);
  return {
    id: conversation.id,
    is_im: isIm,
    is_mpim: conversation.kind === 'mpim',
    is_channel: conversation.kind === 'channel',
    is_group: false,
    is_private: conversation.kind !== 'channel',
    is_archived: conversation.isArchived,
    is_member: conversation.members.has(world.botUserId),
    context_team_id: world.team.id,
    ...(isIm
      ? { user: other, is_open: true }
      : { name: conversation.name, name_normalized: conversation.name }),
  };
}

const open: Handler = (world, args) => {
  const channel = textOf(args, 'channel');
  const found = channel === undefined ? findByUsers(world, args) : world.conversations.get(channel);
  if (found === undefined) return refuseCall('channel_not_found');
  if ('ok' in found) return found;
  const full = args.return_im === true;
  return {
    ok: true,
    no_op: false,
    already_open: false,
    channel: full ? conversationToWire(world, found) : { id: found.id },
  };
};

function findByUsers(world: World, args: Args): Conversation | Answer {
  const ids = (textOf(args, 'users') ?? '').split(',').filter((id) => id !== '');
  const [first] = ids;
  if (first === undefined) return refuseCall('users_list_not_supplied');
  if (ids.length > 8) return refuseCall('too_many_users');
  for (const id of ids) {
    const person = world.users.get(id);
    if (person === undefined) return refuseCall('user_not_found');
    if (person.deleted === true) return refuseCall('user_disabled');
    if (id === world.botUserId) return refuseCall('invalid_user_combination');
  }
  return ids.length === 1 ? openDm(world, first) : openGroup(world, ids);
}

function openGroup(world: World, ids: readonly string[]): Conversation {
  const id = `G${[...ids].sort().join('')}`;
  const known = world.conversations.get(id);
  if (known !== undefined) return known;
  const members = new Set([world.botUserId, ...ids]);
  const made: Conversation = {
    id,
    kind: 'mpim',
    name: `mpdm-${id}`,
    members,
    isArchived: false,
    messages: new Map(),
  };
  world.conversations.set(id, made);
  return made;
}

const info: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const members = args.include_num_members === true && { num_members: conversation.members.size };
  return { ok: true, channel: { ...conversationToWire(world, conversation), ...members } };
};

const KINDS: Readonly<Record<string, Conversation['kind'] | undefined>> = {
  public_channel: 'channel',
  private_channel: undefined,
  im: 'im',
  mpim: 'mpim',
};

const listAll: Handler = (world, args) => {
  const types = (textOf(args, 'types') ?? 'public_channel').split(',').map((type) => type.trim());
  if (types.some((type) => !Object.hasOwn(KINDS, type))) return refuseCall('invalid_types');
  const kinds = types.map((type) => KINDS[type]);
  const matching = [...world.conversations.values()].filter(
    ({ kind, isArchived }) => kinds.includes(kind) && !(isArchived && args.exclude_archived === true),
  );
  const page = cutPage(matching, args, 100, 1_000);
  if (page === undefined) return refuseCall('invalid_cursor');
  return {
    ok: true,
    channels: page.items.map((conversation) => conversationToWire(world, conversation)),
    response_metadata: { next_cursor: page.next },
  };
};

const members: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const page = cutPage([...conversation.members], args, 100, 1_000);
  if (page === undefined) return refuseCall('invalid_cursor');
  return { ok: true, members: page.items, response_metadata: { next_cursor: page.next } };
};

const TS = /^\d{1,12}(\.\d{1,6})?$/u;

/** The messages between `oldest` and `latest`, or the error that says which of the two is no timestamp. */
function between(messages: readonly Message[], args: Args): readonly Message[] | Answer {
  const oldest = textOf(args, 'oldest') ?? '0';
  const latest = textOf(args, 'latest');
  if (!TS.test(oldest)) return refuseCall('invalid_ts_oldest');
  if (latest !== undefined && !TS.test(latest)) return refuseCall('invalid_ts_latest');
  const inclusive = args.inclusive === true;
  const from = toMicros(oldest);
  const to = latest === undefined ? Number.POSITIVE_INFINITY : toMicros(latest);
  return messages.filter(({ ts }) => {
    const at = toMicros(ts);
    return inclusive ? at >= from && at <= to : at > from && at < to;
  });
}

function toMicros(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, '0'));
}

function answerPage(world: World, found: readonly Message[] | Answer, args: Args): Answer {
  if ('ok' in found) return found;
  const page = cutPage(found, args, 100, 999);
  if (page === undefined) return refuseCall('invalid_cursor');
  const withMetadata = args.include_all_metadata === true;
  return {
    ok: true,
    messages: page.items.map((message) => messageToWire(world, message, withMetadata)),
    has_more: page.next !== '',
    ...(page.next !== '' && { response_metadata: { next_cursor: page.next } }),
  };
}

const history: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  if (!conversation.members.has(world.botUserId)) return refuseCall('not_in_channel');
  const shown = [...conversation.messages.values()]
    .filter(({ ephemeralFor }) => ephemeralFor === undefined)
    .filter(({ ts, threadTs, broadcast }) => threadTs === undefined || threadTs === ts || broadcast === true)
    .reverse();
  return answerPage(world, between(shown, args), args);
};

const replies: Handler = (world, args) => {
  const conversation = world.conversations.get(textOf(args, 'channel') ?? '');
  if (conversation === undefined) return refuseCall('channel_not_found');
  const root = textOf(args, 'ts') ?? '';
  if (!conversation.messages.has(root)) return refuseCall('thread_not_found');
  const thread = [...conversation.messages.values()].filter(
    ({ ts, threadTs, ephemeralFor }) => ephemeralFor === undefined && (ts === root || threadTs === root),
  );
  return answerPage(world, between(thread, args), args);
};

export const CONVERSATIONS: Readonly<Record<string, Handler>> = {
  'conversations.open': open,
  'conversations.info': info,
  'conversations.list': listAll,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
};
