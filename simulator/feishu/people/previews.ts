import { isRecord, type Json, parseJson } from '../../common/json.ts';
import { remember } from '../../common/log.ts';
import { judgeCard } from '../cards/judge.ts';
import { type Chat, type LinkPreview, type Message, mintId, type Person, type World } from '../world.ts';
import { makeHeader } from './events.ts';
import { idsOf } from './ids.ts';
import type { Sender, SentRequest } from './send.ts';

const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/**
 * Asks the app what to show under each address that one of its rules covers, as a client does that is about to show the
 * message. Resolves when all answers are in; an answer that cannot be used leaves the address as it is.
 */
export async function showPreviews(
  world: World,
  sender: Sender,
  person: Person,
  chat: Chat,
  message: Message,
): Promise<readonly SentRequest[]> {
  const addresses = (message.text ?? '').match(ADDRESS) ?? [];
  const covered = addresses.filter((each) => world.linkRules.some((rule) => each.startsWith(rule)));
  const requests: SentRequest[] = [];
  const previews: LinkPreview[] = [];
  for (const url of covered) {
    const token = mintId('preview_');
    const header = makeHeader(world, 'url.preview.get', 6);
    const event = {
      operator: { tenant_key: person.tenantKey ?? world.tenantKey, ...idsOf(person) },
      host: 'im_message',
      context: {
        url,
        preview_token: token,
        open_message_id: message.messageId,
        open_chat_id: chat.chatId,
      },
    };
    const plain = { schema: '2.0', header, event };
    const sent = await sender.send({ kind: 'callback', target: 'cards', plain, eventId: header.event_id });
    requests.push(sent);
    const read = readPreview(sent);
    if (typeof read === 'string') {
      remember(world.troubles, {
        at: world.now(),
        openId: person.openId,
        code: 0,
        reason: `preview: ${read}`,
        requestId: sent.id,
      });
    } else if (read !== undefined) previews.push({ ...read, url, token });
  }
  if (previews.length > 0) {
    const shown = chat.messages.get(message.messageId) ?? message;
    chat.messages.set(message.messageId, { ...shown, previews });
    world.changes.tell({ kind: 'message', chatId: chat.chatId, messageId: message.messageId });
  }
  return requests;
}

/** The preview that an answer describes; undefined: none is wanted; a text: why it cannot be used. */
function readPreview({ outcome }: SentRequest): Omit<LinkPreview, 'url' | 'token'> | string | undefined {
  if (outcome?.kind !== 'answered') return 'no answer in time';
  if (outcome.status !== 200) return `HTTP status ${outcome.status}`;
  const body = parseJson(outcome.body);
  if (!isRecord(body)) return 'the answer is no JSON object';
  const other = Object.keys(body).find((key) => key !== 'inline' && key !== 'card');
  if (other !== undefined) return `the answer holds ${other}`;
  if (body.inline === undefined)
    return body.card === undefined ? undefined : 'a card without an inline title';
  const title = readTitle(body.inline);
  if (title === undefined) return 'the inline preview has no title';
  if (body.card === undefined) return { title };
  const card = readCard(body.card);
  return typeof card === 'string' ? card : { title, card };
}

function readTitle(inline: unknown): string | undefined {
  if (!isRecord(inline)) return undefined;
  const known = ['title', 'i18n_title', 'image_key', 'url'];
  if (Object.keys(inline).some((key) => !known.includes(key))) return undefined;
  if (typeof inline.title === 'string' && inline.title !== '') return inline.title;
  const titles = isRecord(inline.i18n_title) ? Object.values(inline.i18n_title) : [];
  return titles.find((each): each is string => typeof each === 'string' && each !== '');
}

function readCard(value: unknown): Json | string {
  if (!isRecord(value) || value.type !== 'raw' || !isRecord(value.data)) return 'the card is none of its own';
  const judged = judgeCard(value.data);
  return judged.kind === 'card' ? value.data : `${judged.code}: ${judged.messages.join(' | ')}`;
}
