import { textOf } from '../../common/json.ts';
import { rememberIn } from '../../common/log.ts';
import { judgeContent } from '../content.ts';
import { LIMITS, TIMES } from '../limits.ts';
import { type Draft, messageToWire, post } from '../messages.ts';
import { type Chat, findMessage, isOutsider, openP2p, type Person, p2pIdOf, type World } from '../world.ts';
import {
  type Answer,
  grant,
  type Handler,
  type Request,
  type Route,
  refuse,
  wrongParameter,
} from './answer.ts';

const ID_TYPES = ['open_id', 'user_id', 'union_id', 'email', 'chat_id'];

const BOT_NOT_THERE = refuse(230002, 'The bot can not be outside the group.');
export const MESSAGE_RECALLED = refuse(230011, 'The message is recalled.');

type Receiver =
  | { readonly kind: 'chat'; readonly chat: Chat }
  | { readonly kind: 'refused'; readonly answer: Answer };

const no = (answer: Answer): Receiver => ({ kind: 'refused', answer });

const createMessage: Handler = (world, request) => {
  const receiver = findReceiver(world, request);
  return receiver.kind === 'refused' ? receiver.answer : postOnce(world, receiver.chat, request, {});
};

const replyToMessage: Handler = (world, request) => {
  if (world.recalled.has(request.id)) return MESSAGE_RECALLED;
  const parent = findMessage(world, request.id);
  const chat = world.chats.get(parent?.chatId ?? '');
  if (parent === undefined || chat === undefined || parent.ephemeralFor !== undefined) {
    return wrongParameter('Invalid open_message_id');
  }
  if (!chat.members.has(world.botOpenId)) return BOT_NOT_THERE;
  const thread = {
    replyTo: parent.messageId,
    rootId: parent.rootId ?? parent.messageId,
    ...(request.body.reply_in_thread === true && { inThread: true }),
  };
  return postOnce(world, chat, request, thread);
};

/** Posts what was asked for, or finds what the same `uuid` has posted within the hour. */
function postOnce(
  world: World,
  chat: Chat,
  { body }: Request,
  thread: Pick<Draft, 'replyTo' | 'rootId' | 'inThread'>,
): Answer {
  const uuid = textOf(body, 'uuid') ?? '';
  if (uuid.length > LIMITS.uuid) return wrongParameter(`uuid is longer than ${LIMITS.uuid} characters`);
  const judged = judgeContent(world, textOf(body, 'msg_type') ?? '', textOf(body, 'content') ?? '');
  if (judged.kind === 'refused') return judged.answer;
  const first = uuid === '' ? undefined : world.uuids.get(uuid);
  if (first !== undefined && world.now() - first.at < TIMES.uuid) {
    return grant(messageToWire(world, first.message));
  }
  const draft = { ...judged.content, ...thread, sender: world.botOpenId };
  const message = post(world, chat, uuid === '' ? draft : { ...draft, uuid });
  if (uuid !== '') rememberIn(world.uuids, uuid, { at: world.now(), message });
  return grant(messageToWire(world, message));
}

function findReceiver(world: World, { query, body }: Request): Receiver {
  const type = query.receive_id_type ?? '';
  const id = textOf(body, 'receive_id') ?? '';
  if (!ID_TYPES.includes(type)) return no(wrongParameter(`invalid receive_id_type: ${type}`));
  if (type === 'chat_id') {
    const chat = world.chats.get(id);
    return chat?.members.has(world.botOpenId) === true ? { kind: 'chat', chat } : no(BOT_NOT_THERE);
  }
  const person = personBy(world, type, id);
  if (person === undefined) return no(refuse(230034, 'The receive_id is invalid.'));
  if (person.status?.isResigned === true) return no(refuse(230029, 'The user has resigned.'));
  if (isOutsider(world, person)) return no(refuse(230038, 'Cross tenant p2p chat operate forbidden.'));
  if (person.isAvailable === false || person.status?.isActivated === false) {
    return no(refuse(230013, 'Bot has NO availability to this user.'));
  }
  return { kind: 'chat', chat: openP2p(world, person.openId) };
}

function personBy(world: World, type: string, id: string): Person | undefined {
  return [...world.users.values()].find((person) => {
    if (person.isBot === true) return false;
    switch (type) {
      case 'open_id':
        return person.openId === id;
      case 'user_id':
        return person.userId === id;
      case 'union_id':
        return person.unionId === id;
      default:
        return person.email === id;
    }
  });
}

/** Where a new message goes, as far as can be told before anything is checked. */
function chatOfReceiver(world: World, { query, body }: Request): string | undefined {
  const id = textOf(body, 'receive_id') ?? '';
  if (query.receive_id_type === 'chat_id') return id;
  const person = personBy(world, query.receive_id_type ?? '', id);
  return person === undefined ? undefined : p2pIdOf(world, person.openId);
}

export function chatOfMessage(world: World, { id }: Request): string | undefined {
  return findMessage(world, id)?.chatId;
}

const CONTENT = { msg_type: 'text!', content: 'text!', uuid: 'text' } as const;

export const MESSAGES: readonly Route[] = [
  {
    verb: 'POST',
    path: '/im/v1/messages',
    query: ['receive_id_type'],
    body: { receive_id: 'text!', ...CONTENT },
    chat: chatOfReceiver,
    limited: 'chat',
    handle: createMessage,
  },
  {
    verb: 'POST',
    path: '/im/v1/messages/:id/reply',
    body: { ...CONTENT, reply_in_thread: 'flag' },
    chat: chatOfMessage,
    limited: 'chat',
    handle: replyToMessage,
  },
];
