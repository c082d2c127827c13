import { isRecord, type Json, recordsOf, textOf } from '../../common/json.ts';
import { readContent } from '../content.ts';
import type { Conversation, Message, SharedLinks, World } from '../world.ts';
import { type Answer, type Args, type Handler, refuseCall } from './answer.ts';

/** The message that is meant, by its place or by the id that came with its links. */
function findShared(world: World, args: Args): SharedLinks | Answer {
  const id = textOf(args, 'unfurl_id');
  const all = [...world.links.values()];
  if (id !== undefined) {
    const source = textOf(args, 'source');
    if (source === undefined) return refuseCall('missing_source');
    if (source !== 'composer' && source !== 'conversations_history') return refuseCall('invalid_source');
    return all.find(({ unfurlId }) => unfurlId === id) ?? refuseCall('invalid_unfurl_id');
  }
  const [channel, ts] = [textOf(args, 'channel'), textOf(args, 'ts')];
  if (channel === undefined) return refuseCall('missing_channel');
  if (ts === undefined) return refuseCall('missing_ts');
  if (!world.conversations.has(channel)) return refuseCall('cannot_find_channel');
  return (
    all.find((each) => each.conversationId === channel && each.ts === ts) ?? refuseCall('cannot_find_message')
  );
}

const unfurl: Handler = (world, args) => {
  const shared = findShared(world, args);
  if ('ok' in shared) return shared;
  if (!isRecord(args.unfurls)) return refuseCall('invalid_unfurls_format');
  const conversation = world.conversations.get(shared.conversationId);
  const message = conversation?.messages.get(shared.ts);
  if (conversation === undefined || message === undefined) return refuseCall('cannot_find_message');
  const parts: Json[] = [];
  for (const [url, part] of Object.entries(args.unfurls)) {
    if (!shared.urls.includes(url)) return refuseCall('cannot_unfurl_url');
    const reading = readContent({ attachments: [part] });
    if (reading.kind === 'refused') return refuseCall('cannot_parse_attachment', reading.messages);
    parts.push(
      ...reading.content.attachments.map((each) => ({ ...each, from_url: url, is_app_unfurl: true })),
    );
  }
  attach(world, conversation, message, parts);
  return { ok: true };
};

/** Puts the previews under the message; one of the same link gives way to the new one. */
function attach(world: World, conversation: Conversation, message: Message, parts: readonly Json[]): void {
  const urls = parts.map(({ from_url: url }) => url);
  const others = message.attachments.filter(({ from_url: url }) => !urls.includes(url));
  const shown = { ...message, attachments: [...others, ...parts] };
  conversation.messages.set(message.ts, shown);
  world.changes.tell({ kind: 'message', conversationId: conversation.id, ts: message.ts });
}

/** Whether these blocks stand in the preview of a link. */
export function isInUnfurl(message: Message, blockId: string): boolean {
  return message.attachments.some(
    (part) =>
      part.is_app_unfurl === true && recordsOf(part, 'blocks').some((block) => block.block_id === blockId),
  );
}

export const UNFURL: Readonly<Record<string, Handler>> = { 'chat.unfurl': unfurl };
