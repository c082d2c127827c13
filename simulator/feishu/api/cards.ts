import { isRecord, textOf } from '../../common/json.ts';
import { refuseCard } from '../content.ts';
import { LIMITS, TIMES } from '../limits.ts';
import { changeCard, post } from '../messages.ts';
import { findMessage, type World } from '../world.ts';
import { grant, type Handler, type Request, type Route, refuse, wrongParameter } from './answer.ts';

/**
 * Changes the card that somebody pressed, with the token of that press. The platform's pages describe the conditions and
 * not the codes; these are the simulator's.
 */
const updateCard: Handler = (world, { body }) => {
  const token = world.cardTokens.get(textOf(body, 'token') ?? '');
  const card = body.card;
  if (token === undefined) return refuse(300000, 'invalid token', 200);
  if (world.now() - token.madeAt > TIMES.cardToken) return refuse(300020, 'the token has expired', 200);
  if (token.used >= LIMITS.cardTokenUses) return refuse(300030, 'the token was used twice', 200);
  if (!token.isAnswered) return refuse(300040, 'the callback is not answered yet', 200);
  const message = findMessage(world, token.messageId);
  if (message === undefined) return refuse(300050, 'the message is gone', 200);
  if (!isRecord(card)) return refuse(300010, 'the card is no object', 200);
  if (card.schema !== '2.0')
    return refuse(200830, 'a card of schema 2.0 can not become one of schema 1.0', 200);
  const refusal = refuseCard(card);
  if (refusal !== undefined) return { ...refusal, status: 200 };
  token.used += 1;
  changeCard(world, message, card);
  return grant();
};

/** Shows a card to one member of a group alone. */
const sendEphemeral: Handler = (world, { body }) => {
  const chat = world.chats.get(textOf(body, 'chat_id') ?? '');
  const openId = textOf(body, 'open_id') ?? '';
  if (body.msg_type !== 'interactive') return refuse(10002, 'msg_type must be interactive', 200);
  if (chat?.kind !== 'group') return refuse(18053, 'only groups take cards for one person', 200);
  if (!chat.members.has(world.botOpenId)) return refuse(18052, 'the bot is not in the group', 200);
  if (!chat.members.has(openId)) return refuse(18055, 'the person is not in the group', 200);
  const { card } = body;
  const refusal = refuseCard(card);
  if (refusal !== undefined || !isRecord(card))
    return { ...(refusal ?? wrongParameter('no card')), status: 200 };
  const message = post(world, chat, {
    msgType: 'interactive',
    content: JSON.stringify(card),
    card,
    mentions: [],
    sender: world.botOpenId,
    ephemeralFor: openId,
  });
  return grant({ message_id: message.messageId });
};

function chatOfToken(world: World, { body }: Request): string | undefined {
  return world.cardTokens.get(textOf(body, 'token') ?? '')?.chatId;
}

export const CARDS: readonly Route[] = [
  {
    verb: 'POST',
    path: '/interactive/v1/card/update',
    body: { token: 'text!', card: 'object!' },
    chat: chatOfToken,
    handle: updateCard,
  },
  {
    verb: 'POST',
    path: '/ephemeral/v1/send',
    body: { chat_id: 'text!', open_id: 'text!', msg_type: 'text!', card: 'object!' },
    chat: (_world, { body }) => textOf(body, 'chat_id'),
    handle: sendEphemeral,
  },
];
