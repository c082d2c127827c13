import { isRecord, parseJson, textOf } from '../../common/json.ts';
import { judgeContent, refuseCard } from '../content.ts';
import { LIMITS, TIMES } from '../limits.ts';
import { change, changeCard, takeBack } from '../messages.ts';
import { findMessage, type Message, type World } from '../world.ts';
import { type Answer, grant, type Handler, type Route, refuse, wrongParameter } from './answer.ts';
import { chatOfMessage, MESSAGE_RECALLED } from './messages.ts';

type Own =
  | { readonly kind: 'own'; readonly message: Message }
  | { readonly kind: 'refused'; readonly answer: Answer };

const no = (answer: Answer): Own => ({ kind: 'refused', answer });

/** A message that the bot itself has sent and that is still there. */
function findOwn(world: World, messageId: string): Own {
  if (world.recalled.has(messageId)) return no(MESSAGE_RECALLED);
  const message = findMessage(world, messageId);
  if (message === undefined || message.ephemeralFor !== undefined) {
    return no(wrongParameter('Invalid open_message_id'));
  }
  if (!message.isBot) return no(refuse(230071, 'The operator is not the sender of the message.'));
  if (world.chats.get(message.chatId)?.members.has(world.botOpenId) !== true) {
    return no(refuse(230002, 'The bot can not be outside the group.'));
  }
  return { kind: 'own', message };
}

const patchCard: Handler = (world, { id, body }) => {
  const own = findOwn(world, id);
  if (own.kind === 'refused') return own.answer;
  if (own.message.card === undefined)
    return refuse(230054, 'This operation is not supported for this message type.');
  const card = parseJson(textOf(body, 'content') ?? '');
  if (!isRecord(card)) return wrongParameter('content is not a string in json format');
  if (card.schema !== '2.0')
    return refuse(200830, 'A card of schema 2.0 can not be changed into one of schema 1.0.');
  const refusal = refuseCard(card) ?? refuseOld(world, own.message);
  if (refusal !== undefined) return refusal;
  changeCard(world, own.message, card);
  return grant();
};

function refuseOld(world: World, message: Message): Answer | undefined {
  if (world.now() - message.createTime <= TIMES.cardUpdate) return undefined;
  return refuse(230031, 'Message can only be modified within 14 days after sending.');
}

const putText: Handler = (world, { id, body }) => {
  const own = findOwn(world, id);
  if (own.kind === 'refused') return own.answer;
  const type = textOf(body, 'msg_type') ?? '';
  const isWords = type === 'text' || type === 'post';
  if (own.message.card !== undefined || !isWords) {
    return refuse(230054, 'This operation is not supported for this message type.');
  }
  if (own.message.edits >= LIMITS.textEdits)
    return refuse(230072, 'The message has reached its number of edits.');
  const judged = judgeContent(world, type, textOf(body, 'content') ?? '');
  if (judged.kind === 'refused') return judged.answer;
  change(world, own.message, judged.content, own.message.edits + 1);
  return grant();
};

const deleteMessage: Handler = (world, { id }) => {
  const own = findOwn(world, id);
  if (own.kind === 'refused') return own.answer;
  takeBack(world, own.message);
  return grant();
};

const MESSAGE = '/im/v1/messages/:id';

export const CHANGES: readonly Route[] = [
  {
    verb: 'PATCH',
    path: MESSAGE,
    body: { content: 'text!' },
    chat: chatOfMessage,
    limited: 'message',
    handle: patchCard,
  },
  {
    verb: 'PUT',
    path: MESSAGE,
    body: { msg_type: 'text!', content: 'text!' },
    chat: chatOfMessage,
    limited: 'message',
    handle: putText,
  },
  { verb: 'DELETE', path: MESSAGE, chat: chatOfMessage, handle: deleteMessage },
];
