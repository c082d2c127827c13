import { createWaitFor } from '../common/waiting.ts';
import type { FeishuSimulator } from './simulator.ts';
import { findChat, findPerson, p2pIdOf, type World } from './world.ts';

type Screen = Pick<
  FeishuSimulator,
  | 'people'
  | 'slashCommands'
  | 'conversations'
  | 'messages'
  | 'toasts'
  | 'p2p'
  | 'posted'
  | 'onChange'
  | 'waitFor'
>;

/** The chats as people see them. */
export function createScreen(world: World): Screen {
  return {
    slashCommands: () => [...world.slashCommands.values()],
    people: () => [...world.users.values()],
    conversations: (openId) =>
      [...world.chats.values()]
        .filter(({ members }) => members.has(openId))
        .map(({ chatId, kind, name }) => ({ id: chatId, kind, name: kind === 'p2p' ? world.botName : name })),
    messages: (chatId, { as } = {}) =>
      [...findChat(world, chatId).messages.values()].filter(
        ({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === as,
      ),
    toasts: (openId) => world.toasts.filter((toast) => toast.openId === openId),
    p2p: (openId) => p2pIdOf(world, findPerson(world, openId).openId),
    posted: ({ uuid, chatId } = {}) =>
      world.posted.filter(
        (message) =>
          (uuid === undefined || message.uuid === uuid) &&
          (chatId === undefined || message.chatId === chatId),
      ),
    onChange: world.changes.listen,
    waitFor: createWaitFor(world.changes),
  };
}
