import type { Json } from './json.ts';
import { recordsOf } from './json.ts';
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
    waitFor: (look, options = {}) => waitFor(world, look, options),
  };
}

function allBlocks(message: Message): readonly Json[] {
  return [...message.blocks, ...message.attachments.flatMap((part) => recordsOf(part, 'blocks'))];
}

/** Whether a message's metadata has this id among its values. */
function carries(message: Message, deliveryId: string): boolean {
  return Object.values(message.metadata?.event_payload ?? {}).includes(deliveryId);
}

/** How often a look is taken besides after every change, in real milliseconds: it may depend on more than the screen. */
const LOOK_EVERY = 20;

async function waitFor<T>(
  world: World,
  look: () => T | undefined | false | null,
  options: { readonly timeoutMs?: number; readonly what?: string },
): Promise<T> {
  const { timeoutMs = 5_000, what = 'what was waited for' } = options;
  const until = performance.now() + timeoutMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (performance.now() > until) throw new Error(`${what} did not come within ${timeoutMs} ms`);
    await nextChange(world);
  }
}

function nextChange(world: World): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(wake, LOOK_EVERY);
    const stop = world.changes.listen(wake);
  });
}
