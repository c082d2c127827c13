import type { Json } from '../../common/json.ts';
import { LIMITS } from '../limits.ts';
import { type Chat, isOutsider, mintId, type Person, type World } from '../world.ts';
import { grant, type Handler, type Route, refuse } from './answer.ts';

type IdType = 'open_id' | 'user_id' | 'union_id';

function idOf(person: Person, type: string | undefined): string {
  const ids: Readonly<Record<IdType, string>> = {
    open_id: person.openId,
    user_id: person.userId,
    union_id: person.unionId,
  };
  return ids[(type ?? 'open_id') as IdType] ?? person.openId;
}

/** Whom the app may know of: the tenant's own people. */
function contacts(world: World): readonly Person[] {
  return [...world.users.values()].filter((person) => person.isBot !== true && !isOutsider(world, person));
}

/** Looks people up by the mailbox in their contact card; the company's mailbox does not count here. */
const findByMailbox: Handler = (world, { query, body }) => {
  const emails = (body.emails ?? []) as readonly string[];
  const mobiles = (body.mobiles ?? []) as readonly string[];
  if (emails.length > LIMITS.emails || mobiles.length > LIMITS.emails)
    return refuse(40001, 'too many entries');
  const user_list = emails.map((email): Json => {
    const person = contacts(world).find(
      (each) => each.email === email && (each.status?.isResigned !== true || body.include_resigned === true),
    );
    return person === undefined ? { email } : { email, user_id: idOf(person, query.user_id_type) };
  });
  return grant({ user_list: [...user_list, ...mobiles.map((mobile) => ({ mobile }))] });
};

const getUser: Handler = (world, { id, query }) => {
  const person = contacts(world).find((each) => idOf(each, query.user_id_type) === id);
  return person === undefined
    ? refuse(41050, 'no user authority error')
    : grant({ user: personToWire(person) });
};

function personToWire(person: Person): Json {
  return {
    union_id: person.unionId,
    user_id: person.userId,
    open_id: person.openId,
    name: person.name,
    en_name: '',
    ...(person.email !== undefined && { email: person.email }),
    ...(person.enterpriseEmail !== undefined && { enterprise_email: person.enterpriseEmail }),
    ...(person.timeZone !== undefined && { time_zone: person.timeZone }),
    department_ids: ['0'],
    status: {
      is_frozen: false,
      is_resigned: person.status?.isResigned ?? false,
      is_activated: person.status?.isActivated ?? true,
      is_exited: false,
      is_unjoin: false,
    },
  };
}

const getChat: Handler = (world, { id }) => {
  const chat = world.chats.get(id);
  if (chat === undefined) return refuse(232006, 'Your request specifies a chat_id which is invalid.');
  if (!chat.members.has(world.botOpenId)) return refuse(232011, 'Operator can NOT be out of the chat.');
  return grant({
    ...chatToWire(world, chat),
    chat_mode: chat.kind,
    user_count: String(chat.members.size - 1),
  });
};

/** The people of a chat; bots are never among them. */
const listMembers: Handler = (world, { id, query }) => {
  const chat = world.chats.get(id);
  if (chat === undefined) return refuse(232006, 'Your request specifies a chat_id which is invalid.');
  if (!chat.members.has(world.botOpenId)) return refuse(232011, 'Operator can NOT be out of the chat.');
  const people = [...chat.members].flatMap((openId) => {
    const person = world.users.get(openId);
    return person === undefined || person.isBot === true ? [] : [person];
  });
  const size = Math.min(Number(query.page_size ?? 20), 100);
  const from = Number(query.page_token ?? 0);
  return grant({
    items: people.slice(from, from + size).map(({ openId, name, tenantKey }) => ({
      member_id_type: 'open_id',
      member_id: openId,
      name,
      tenant_key: tenantKey ?? world.tenantKey,
    })),
    page_token: String(from + size),
    has_more: people.length > from + size,
    member_total: people.length,
  });
};

/** The groups that the bot is in. */
const listChats: Handler = (world) => {
  const mine = [...world.chats.values()].filter(
    ({ kind, members }) => kind === 'group' && members.has(world.botOpenId),
  );
  return grant({ items: mine.map((chat) => chatToWire(world, chat)), page_token: '', has_more: false });
};

function chatToWire(world: World, chat: Chat): Json {
  const id = chat.kind === 'group' ? { chat_id: chat.chatId } : {};
  return { ...id, name: chat.name, description: '', external: false, tenant_key: world.tenantKey };
}

const getBot: Handler = (world) => ({
  status: 200,
  body: {
    code: 0,
    msg: 'ok',
    bot: { activate_status: 2, app_name: world.botName, open_id: world.botOpenId },
  },
});

const listCommands: Handler = (world) =>
  grant({
    items: [...world.slashCommands.values()].map(({ commandId, command, description }) => ({
      command_id: commandId,
      command,
      description,
    })),
  });

const createCommand: Handler = (world, { body }) => {
  const command = String(body.command);
  if (!/^[^\s/]{1,32}$/u.test(command)) return refuse(40000001, 'invalid command');
  if (world.slashCommands.size >= LIMITS.slashCommands) return refuse(40000002, 'too many commands');
  if (world.slashCommands.has(command)) return refuse(40000003, 'the command exists already');
  const commandId = mintId('cmd_');
  world.slashCommands.set(command, { commandId, command, description: body.description as Json });
  return grant({ command_id: commandId });
};

const changeCommand: Handler = (world, { id, body }) => {
  const known = [...world.slashCommands.values()].find(({ commandId }) => commandId === id);
  if (known === undefined) return refuse(40000004, 'the command does not exist');
  world.slashCommands.set(known.command, { ...known, description: body.description as Json });
  return grant({});
};

const COMMANDS = '/application/v7/app_slash_commands';

export const DIRECTORY: readonly Route[] = [
  {
    verb: 'POST',
    path: '/contact/v3/users/batch_get_id',
    query: ['user_id_type'],
    body: { emails: 'texts', mobiles: 'texts', include_resigned: 'flag' },
    handle: findByMailbox,
  },
  {
    verb: 'GET',
    path: '/contact/v3/users/:id',
    query: ['user_id_type', 'department_id_type'],
    handle: getUser,
  },
  {
    verb: 'GET',
    path: '/im/v1/chats/:id',
    query: ['user_id_type'],
    chat: (_world, { id }) => id,
    handle: getChat,
  },
  {
    verb: 'GET',
    path: '/im/v1/chats/:id/members',
    query: ['member_id_type', 'page_size', 'page_token'],
    chat: (_world, { id }) => id,
    handle: listMembers,
  },
  {
    verb: 'GET',
    path: '/im/v1/chats',
    query: ['user_id_type', 'sort_type', 'page_token', 'page_size'],
    handle: listChats,
  },
  { verb: 'GET', path: '/bot/v3/info', handle: getBot },
  { verb: 'GET', path: COMMANDS, query: ['page_token', 'page_size'], handle: listCommands },
  { verb: 'POST', path: COMMANDS, body: { command: 'text!', description: 'object!' }, handle: createCommand },
  {
    verb: 'PATCH',
    path: `${COMMANDS}/:id`,
    body: { command: 'text', description: 'object!' },
    handle: changeCommand,
  },
];
