import { createCarrier } from '../common/deliver.ts';
import { createFaults } from '../common/faults.ts';
import { close, listen } from '../common/http.ts';
import { TIMES } from './limits.ts';
import { createEventQueue } from './people/events.ts';
import { giveCommand } from './people/gestures.ts';
import { closeView, submit } from './people/modals.ts';
import { fill, press, suggest } from './people/press.ts';
import { createSender, type Sender } from './people/send.ts';
import { takeShortcut } from './people/shortcuts.ts';
import { createTalk, findConversation } from './people/talk.ts';
import { createRateLimits, PLATFORM_RATES } from './rate-limits.ts';
import { createScreen } from './screen.ts';
import { type Call, createPlatformServer, type Refusal } from './server.ts';
import { signRequest } from './sign.ts';
import type { Answered, SlackSimulator, SlackSimulatorOptions } from './simulator.ts';
import { openDm, type World } from './world.ts';
import { createWorld } from './world-of.ts';

export type { Barrier, FaultScope, FaultSwitch } from '../common/faults.ts';
export type { Change } from './changes.ts';
export type { Outcome } from './people/gestures.ts';
export type { Choice } from './people/inputs.ts';
export type { Submission, Values } from './people/modals.ts';
export type { PressOptions, ViewRef } from './people/press.ts';
export type { SentRequest } from './people/send.ts';
export type { MessageRef, Said } from './people/talk.ts';
export type { RateSettings } from './rate-limits.ts';
export type { Call, Fault } from './server.ts';
export { signRequest } from './sign.ts';
export type {
  ConversationView,
  RawRequest,
  SlackSimulator,
  SlackSimulatorOptions,
} from './simulator.ts';
export type { Message, Metadata, Person, Shortcut, Trouble, View } from './world.ts';

/** Makes a Slack workspace that lives on loopback and takes nothing that the real one would refuse. */
export function createSlackSimulator(options: SlackSimulatorOptions): SlackSimulator {
  const world = createWorld(options);
  const faults = createFaults<Call, Refusal>();
  const calls: Call[] = [];
  const rates = options.limits === 'off' ? 'off' : { ...PLATFORM_RATES, ...options.limits };
  const limits = createRateLimits(options.now, rates);
  const server = createPlatformServer({ world, faults, limits, calls });
  const sender = createSender(world, createCarrier(), options.deadlineMs ?? TIMES.deadline);
  const events = createEventQueue(world, sender);

  return {
    ...createTalk(world, events),
    ...createScreen(world),
    ...createGestures(world, sender),
    ...moderate(world),
    start: async () => {
      const port = await listen(server, options.port ?? 0);
      world.address.api = `http://127.0.0.1:${port}/api/`;
    },
    stop: async () => {
      faults.clear();
      await sender.close();
      await close(server);
    },
    get apiUrl() {
      if (world.address.api === '') throw new Error('the simulator is not started');
      return world.address.api;
    },
    connect: (url) => {
      world.address.events = url;
    },
    fireDueRetries: events.fireDue,
    nextRetryAt: events.nextAt,
    slashCommands: options.slashCommands,
    shortcuts: world.shortcuts,
    requests: sender.log,
    calls,
    troubles: world.troubles,
    fault: faults.add,
    barrier: (method, scope = {}) => faults.barrier({ ...scope, method }),
    clearFaults: faults.clear,
  };
}

type Gestures = Pick<
  SlackSimulator,
  'command' | 'shortcut' | 'press' | 'fill' | 'suggest' | 'submit' | 'closeView' | 'sendRaw' | 'replay'
>;

function createGestures(world: World, sender: Sender): Gestures {
  return {
    command: (userId, conversationId, command, text) =>
      giveCommand(world, sender, { userId, conversationId, command, text }),
    shortcut: (userId, callbackId, ref) => takeShortcut(world, sender, { userId, callbackId, ref }),
    press: (userId, ref, name, pressed) => press(world, sender, userId, ref, name, pressed),
    fill: (userId, ref, name, choice) => fill(world, userId, ref, name, choice),
    suggest: (userId, ref, name, typed) => suggest(world, sender, userId, ref, name, typed),
    submit: (userId, viewId, values) => submit(world, sender, userId, viewId, values),
    closeView: (userId, viewId, all) => closeView(world, sender, userId, viewId, all),
    sendRaw: ({ body, contentType = 'application/json', headers, sign }) =>
      sender.send({
        kind: 'raw',
        body,
        contentType,
        ...(headers !== undefined && { headers }),
        ...(sign !== undefined && { sign }),
      }),
    replay: (requestId, times = 1, { fresh = false } = {}) => replay(world, sender, requestId, times, fresh),
  };
}

function replay(
  world: World,
  sender: Sender,
  requestId: string,
  times: number,
  fresh: boolean,
): Promise<readonly Answered[]> {
  const sent = sender.log.find(({ id }) => id === requestId);
  if (sent === undefined) throw new Error(`no request ${requestId} was sent`);
  const timestamp = String(Math.floor(world.now() / 1_000));
  const signature = signRequest(world.signingSecret, timestamp, sent.body);
  const headers = { ...sent.headers, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  const copy = fresh ? { ...sent, at: world.now(), headers } : sent;
  return Promise.all(Array.from({ length: times }, () => sender.resend(copy)));
}

/** Who is where. */
function moderate(world: World): Pick<SlackSimulator, 'addPerson' | 'invite' | 'remove' | 'archive'> {
  const changed = (): void => world.changes.tell({ kind: 'people' });
  return {
    addPerson: (person) => {
      world.users.set(person.id, person);
      if (person.isBot !== true) openDm(world, person.id);
      changed();
    },
    invite: (conversationId, userId) => {
      findConversation(world, conversationId).members.add(userId);
      changed();
    },
    remove: (conversationId, userId) => {
      findConversation(world, conversationId).members.delete(userId);
      changed();
    },
    archive: (conversationId) => {
      findConversation(world, conversationId).isArchived = true;
      changed();
    },
  };
}
