import type { Json } from '../common/json.ts';
import { recordsOf } from '../common/json.ts';
import { createWaitFor } from '../common/waiting.ts';
import { statesOf } from './people/inputs.ts';
import { findConversation } from './people/talk.ts';
import type { SlackSimulator } from './simulator.ts';
import { dmIdOf, type Message, type World } from './world.ts';

type Screen = Pick<
  SlackSimulator,
  | 'people'
  | 'conversations'
  | 'messages'
  | 'views'
  | 'home'
  | 'inputsOf'
  | 'dm'
  | 'posted'
  | 'onChange'
  | 'waitFor'
>;

/** The workspace as its people see it. */
export function createScreen(world: World): Screen {
  return {
    people: () => [...world.users.values()],
    conversations: (userId) =>
      [...world.conversations.values()]
        .filter(({ members }) => members.has(userId))
        .map(({ id, kind, name }) => ({ id, kind, name })),
    messages: (conversationId, options = {}) =>
      [...findConversation(world, conversationId).messages.values()].filter(
        ({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === options.as,
      ),
    views: (userId) =>
      (world.stacks.get(userId) ?? []).flatMap((id) => {
        const view = world.views.get(id);
        return view === undefined ? [] : [view];
      }),
    home: (userId) => world.views.get(world.homes.get(userId) ?? ''),
    inputsOf: (userId, ref) => {
      if ('viewId' in ref)
        return statesOf(world, ref.viewId, userId, world.views.get(ref.viewId)?.blocks ?? []);
      const message = findConversation(world, ref.conversationId).messages.get(ref.ts);
      return statesOf(world, ref.ts, userId, message === undefined ? [] : allBlocks(message));
    },
    dm: dmIdOf,
    posted: (filter = {}) =>
      world.posted.filter(
        (message) =>
          (filter.conversationId === undefined || message.conversationId === filter.conversationId) &&
          (filter.deliveryId === undefined || carries(message, filter.deliveryId)),
      ),
    onChange: world.changes.listen,
    waitFor: createWaitFor(world.changes),
  };
}

function allBlocks(message: Message): readonly Json[] {
  return [...message.blocks, ...message.attachments.flatMap((part) => recordsOf(part, 'blocks'))];
}

/** Whether a message's metadata has this id among its values. */
function carries(message: Message, deliveryId: string): boolean {
  return Object.values(message.metadata?.event_payload ?? {}).includes(deliveryId);
}
