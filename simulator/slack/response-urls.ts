import { isRecord, type Json, parseJson, textOf } from '../common/json.ts';
import { rememberIn } from '../common/log.ts';
import { readContent } from './content.ts';
import { RESPONSE_URL_USES, TIMES } from './limits.ts';
import { editMessage, postAsBot, removeMessage } from './messages.ts';
import { type Conversation, type Message, mintId, type ResponseUrl, type World } from './world.ts';

/** What a response_url says back: plain words, since it is no method. */
export type ResponseUrlAnswer = { readonly status: number; readonly body: string };

/** Hands out a response_url for what happens in a conversation. @param sourceTs the message that was acted on */
export function mintResponseUrl(
  world: World,
  conversationId: string,
  userId: string,
  sourceTs?: string,
): string {
  const id = mintId('R').toLowerCase();
  rememberIn(world.responseUrls, id, {
    conversationId,
    userId,
    madeAt: world.now(),
    ...(sourceTs !== undefined && { sourceTs }),
    used: 0,
  });
  return `${new URL(world.address.api).origin}/responses/${world.team.id}/${id}`;
}

const KEYS = [
  'text',
  'blocks',
  'attachments',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'metadata',
  'mrkdwn',
  'parse',
  'link_names',
  'unfurl_links',
  'unfurl_media',
  'markdown_text',
];

/** Does what was posted to a response_url. */
export function useResponseUrl(world: World, id: string, body: string): ResponseUrlAnswer {
  const known = world.responseUrls.get(id);
  if (known === undefined) return { status: 404, body: 'invalid_url' };
  if (world.now() - known.madeAt > TIMES.responseUrl) return { status: 404, body: 'expired_url' };
  if (known.used >= RESPONSE_URL_USES) return { status: 404, body: 'used_url' };
  const said = parseJson(body);
  if (!isRecord(said)) return { status: 400, body: 'invalid_payload' };
  known.used += 1;
  const conversation = world.conversations.get(known.conversationId);
  if (conversation === undefined) return { status: 404, body: 'channel_not_found' };
  return respond(world, known, conversation, said);
}

function respond(world: World, url: ResponseUrl, conversation: Conversation, said: Json): ResponseUrlAnswer {
  const stray = Object.keys(said).find((key) => !KEYS.includes(key));
  if (stray !== undefined) return { status: 400, body: 'invalid_payload' };
  const source = url.sourceTs === undefined ? undefined : conversation.messages.get(url.sourceTs);
  if (said.delete_original === true) {
    if (source === undefined) return { status: 404, body: 'message_not_found' };
    removeMessage(world, conversation, source.ts);
    return { status: 200, body: 'ok' };
  }
  const content = readContent(said);
  if (content.kind === 'refused') return { status: 400, body: content.error };
  if (said.replace_original === true && url.sourceTs !== undefined) {
    if (source === undefined) return { status: 404, body: 'message_not_found' };
    // Who sees the original sees its replacement: an ephemeral stays one, whatever response_type says.
    editMessage(world, conversation, source, content.content);
    return { status: 200, body: 'ok' };
  }
  postAsBot(world, conversation, content.content, placeOf(said, url.userId, source));
  return { status: 200, body: 'ok' };
}

function placeOf(said: Json, userId: string, source?: Message): Pick<Message, 'threadTs' | 'ephemeralFor'> {
  const threadTs = textOf(said, 'thread_ts') ?? source?.threadTs;
  return {
    ...(threadTs !== undefined && { threadTs }),
    ...(textOf(said, 'response_type') !== 'in_channel' && { ephemeralFor: userId }),
  };
}

/** Shows what a slash command answered in its HTTP response. @returns the message, or why it cannot be shown */
export function showCommandAnswer(
  world: World,
  conversation: Conversation,
  userId: string,
  contentType: string,
  body: string,
):
  | { readonly kind: 'shown'; readonly message: Message }
  | { readonly kind: 'refused'; readonly error: string }
  | undefined {
  if (body.trim() === '') return undefined;
  const said = contentType.startsWith('application/json') ? parseJson(body) : { text: body };
  if (!isRecord(said) || Object.keys(said).some((key) => !KEYS.includes(key))) {
    return { kind: 'refused', error: 'invalid_command_response' };
  }
  const content = readContent(said);
  if (content.kind === 'refused') {
    return {
      kind: 'refused',
      error: `invalid_command_response: ${content.error} ${content.messages.join('; ')}`.trim(),
    };
  }
  return { kind: 'shown', message: postAsBot(world, conversation, content.content, placeOf(said, userId)) };
}
