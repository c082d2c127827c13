import { messageToWire } from '../messages.ts';
import { mintResponseUrl } from '../response-urls.ts';
import { mintTrigger } from '../triggers.ts';
import { mintTs, type World } from '../world.ts';
import { commonPayload, conclude, errorOf, type Outcome, sendInteraction } from './gestures.ts';
import type { Sender } from './send.ts';
import { findConversation, findPerson, type MessageRef } from './talk.ts';

/**
 * Takes one of the app's shortcuts. One on a message tells the app that message, in channels too where the app is no member.
 * @throws Error when the app has no such shortcut, or the message is not on that person's screen
 */
export async function takeShortcut(
  world: World,
  sender: Sender,
  taken: { readonly userId: string; readonly callbackId: string; readonly ref: MessageRef | undefined },
): Promise<Outcome> {
  const person = findPerson(world, taken.userId);
  const wanted = taken.ref === undefined ? 'global' : 'message';
  const known = world.shortcuts.find(
    ({ callbackId, type }) => callbackId === taken.callbackId && type === wanted,
  );
  if (known === undefined) throw new Error(`the app has no ${wanted} shortcut ${taken.callbackId}`);
  const triggerId = mintTrigger(world, person.id);
  const common = {
    ...commonPayload(world, person),
    callback_id: known.callbackId,
    trigger_id: triggerId,
    action_ts: mintTs(world),
  };
  const payload =
    taken.ref === undefined
      ? { type: 'shortcut', ...common }
      : { type: 'message_action', ...common, ...describeMessage(world, person.id, taken.ref) };
  const sent = await sendInteraction(sender, payload, triggerId);
  return conclude(world, person.id, sent, errorOf(sent));
}

function describeMessage(world: World, userId: string, { conversationId, ts }: MessageRef) {
  const conversation = findConversation(world, conversationId);
  const message = conversation.messages.get(ts);
  const isSeen = message !== undefined && conversation.members.has(userId);
  // Slack's menu of an ephemeral message has no shortcuts of apps.
  if (!isSeen || message.ephemeralFor !== undefined) throw new Error(`${userId} sees no message ${ts}`);
  return {
    message_ts: ts,
    channel: { id: conversation.id, name: conversation.name },
    message: messageToWire(world, message),
    response_url: mintResponseUrl(world, conversation.id, userId),
  };
}
