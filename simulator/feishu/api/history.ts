import { LIMITS } from '../limits.ts';
import { messageToWire } from '../messages.ts';
import { findMessage } from '../world.ts';
import { type Answer, grant, type Handler, type Route, refuse, wrongParameter } from './answer.ts';
import { chatOfMessage, MESSAGE_RECALLED } from './messages.ts';

const CARD_KIND = 'card_msg_content_type';
const NOT_THERE = refuse(230002, 'The bot can not be outside the group.');

const getMessage: Handler = (world, { id, query }) => {
  const wrongKind = refuseCardKind(query);
  if (wrongKind !== undefined) return wrongKind;
  if (world.recalled.has(id)) return MESSAGE_RECALLED;
  const message = findMessage(world, id);
  if (message === undefined || message.ephemeralFor !== undefined)
    return wrongParameter('Invalid open_message_id');
  if (world.chats.get(message.chatId)?.members.has(world.botOpenId) !== true) return NOT_THERE;
  return grant({ items: [messageToWire(world, message, isCardAsked(query))] });
};

type Query = Readonly<Record<string, string>>;

function isCardAsked(query: Query): boolean {
  return query.card_msg_content_type === 'user_card_content';
}

/** The platform's own description of a card (`raw_card_content`) is not simulated. */
function refuseCardKind(query: Query): Answer | undefined {
  if (query.card_msg_content_type === undefined || isCardAsked(query)) return undefined;
  return wrongParameter('invalid card_msg_content_type');
}

/** A chat's messages between two times (seconds, both included), a page at a time. */
const listMessages: Handler = (world, { query }) => {
  const wrongKind = refuseCardKind(query);
  if (wrongKind !== undefined) return wrongKind;
  if (query.container_id_type !== 'chat') return wrongParameter('container_id_type must be chat');
  const chat = world.chats.get(query.container_id ?? '');
  if (chat?.members.has(world.botOpenId) !== true) return NOT_THERE;
  const size = Number(query.page_size ?? 20);
  const from = Number(query.page_token === undefined || query.page_token === '' ? 0 : query.page_token);
  if (!Number.isInteger(size) || size < 1 || size > LIMITS.pageSize)
    return wrongParameter('page_size is 1 to 50');
  if (!Number.isInteger(from) || from < 0) return wrongParameter('invalid page_token');
  const start = Number(query.start_time ?? 0);
  const end = Number(query.end_time ?? Number.MAX_SAFE_INTEGER);
  if (Number.isNaN(start) || Number.isNaN(end)) return wrongParameter('times are seconds');
  const found = [...chat.messages.values()].filter(({ createTime, ephemeralFor }) => {
    const second = Math.floor(createTime / 1_000);
    return ephemeralFor === undefined && second >= start && second <= end;
  });
  if (query.sort_type === 'ByCreateTimeDesc') found.reverse();
  const until = from + size;
  return grant({
    has_more: until < found.length,
    page_token: until < found.length ? String(until) : '',
    items: found.slice(from, until).map((message) => messageToWire(world, message, isCardAsked(query))),
  });
};

export const HISTORY: readonly Route[] = [
  {
    verb: 'GET',
    path: '/im/v1/messages/:id',
    query: ['user_id_type', CARD_KIND],
    chat: chatOfMessage,
    handle: getMessage,
  },
  {
    verb: 'GET',
    path: '/im/v1/messages',
    query: [
      'container_id_type',
      'container_id',
      'start_time',
      'end_time',
      'sort_type',
      'page_size',
      'page_token',
      CARD_KIND,
    ],
    chat: (_world, { query }) => query.container_id,
    handle: listMessages,
  },
];
