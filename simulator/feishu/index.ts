import { createCarrier } from '../common/deliver.ts';
import { createFaults } from '../common/faults.ts';
import { close, listen } from '../common/http.ts';
import { isRecord, parseJson } from '../common/json.ts';
import { TIMES } from './limits.ts';
import { createEventQueue } from './people/events.ts';
import { press } from './people/press.ts';
import { createSender, type Sender } from './people/send.ts';
import { createTalk } from './people/talk.ts';
import { createRateLimits, PLATFORM_RATES } from './rate-limits.ts';
import { checkName } from './routes.ts';
import { createScreen } from './screen.ts';
import { type Call, createPlatformServer, type Refusal } from './server.ts';
import type { FeishuSimulator, FeishuSimulatorOptions } from './simulator.ts';
import { findChat, findPerson, mintId, openP2p, type World } from './world.ts';
import { createWorld } from './world-of.ts';

export type { Barrier, FaultScope, FaultSwitch } from '../common/faults.ts';
export { type JudgedCard, judgeCard } from './cards/judge.ts';
export type { Change } from './changes.ts';
export { decrypt, encrypt, signRequest } from './crypto.ts';
export type { Which } from './people/components.ts';
export type { Outcome, PressOptions } from './people/press.ts';
export type { Answered, SentRequest } from './people/send.ts';
export type { Said, SayOptions } from './people/talk.ts';
export type { Entry } from './people/values.ts';
export type { RateSettings } from './rate-limits.ts';
export type { Call, Fault } from './server.ts';
export type {
  Challenged,
  ConversationView,
  FeishuSimulator,
  FeishuSimulatorOptions,
  RawRequest,
} from './simulator.ts';
export type { Message, Person, Toast, Trouble } from './world.ts';

/** Makes a Feishu that lives on loopback and takes nothing that the real one would refuse. */
export function createFeishuSimulator(options: FeishuSimulatorOptions): FeishuSimulator {
  const world = createWorld(options);
  const faults = createFaults<Call, Refusal>();
  const calls: Call[] = [];
  const rates = options.limits === 'off' ? 'off' : { ...PLATFORM_RATES, ...options.limits };
  const limits = createRateLimits(options.now, rates);
  const server = createPlatformServer({ world, faults, limits, calls });
  const sender = createSender(world, createCarrier(), options.deadlineMs ?? TIMES.deadline);
  const events = createEventQueue(world, sender);

  return {
    ...createTalk(world, { events, sender }, options.botMenu),
    ...createScreen(world),
    ...createRequests(world, sender),
    ...moderate(world),
    start: async () => {
      const port = await listen(server, options.port ?? 0);
      world.address.domain = `http://127.0.0.1:${port}`;
    },
    stop: async () => {
      faults.clear();
      await sender.close();
      await close(server);
    },
    get domain() {
      if (world.address.domain === '') throw new Error('the simulator is not started');
      return world.address.domain;
    },
    connect: ({ eventsUrl, cardsUrl = eventsUrl }) => {
      world.address.events = eventsUrl;
      world.address.cards = cardsUrl;
    },
    press: (openId, messageId, which, pressed) => press(world, sender, openId, messageId, which, pressed),
    fireDueRetries: events.fireDue,
    nextRetryAt: events.nextAt,
    requests: sender.log,
    calls,
    botMenu: options.botMenu ?? [],
    troubles: world.troubles,
    fault: (fault, scope = {}) => {
      if (scope.method !== undefined) checkName(scope.method);
      return faults.add(fault, scope);
    },
    barrier: (path, scope = {}) => {
      checkName(path);
      return faults.barrier({ ...scope, method: path });
    },
    clearFaults: faults.clear,
  };
}

/** Requests that no person makes. */
function createRequests(
  world: World,
  sender: Sender,
): Pick<FeishuSimulator, 'challenge' | 'sendRaw' | 'replay'> {
  return {
    challenge: async (target = 'events') => {
      const challenge = mintId('');
      const plain = { challenge, token: world.verificationToken, type: 'url_verification' };
      const { id, outcome } = await sender.send({ kind: 'challenge', target, plain, sign: null });
      if (outcome.kind !== 'answered') return { ok: false, requestId: id, body: '' };
      const { status, body } = outcome;
      const said = parseJson(body);
      const ok = status === 200 && isRecord(said) && said.challenge === challenge;
      return { ok, requestId: id, status, body };
    },
    sendRaw: ({ target = 'events', ...rest }) => sender.send({ kind: 'raw', target, ...rest }),
    replay: (requestId, times = 1, { fresh = false } = {}) => {
      const sent = sender.log.find(({ id }) => id === requestId);
      if (sent === undefined) throw new Error(`no request ${requestId} was sent`);
      return Promise.all(Array.from({ length: times }, () => sender.resend(sent, fresh)));
    },
  };
}

/** Who is where. */
function moderate(world: World): Pick<FeishuSimulator, 'addPerson' | 'invite' | 'remove'> {
  const changed = (): void => world.changes.tell({ kind: 'people' });
  return {
    addPerson: (person) => {
      world.users.set(person.openId, person);
      if (person.isBot !== true) openP2p(world, person.openId);
      changed();
    },
    invite: (chatId, openId) => {
      findChat(world, chatId).members.add(findPerson(world, openId).openId);
      changed();
    },
    remove: (chatId, openId) => {
      findChat(world, chatId).members.delete(openId);
      changed();
    },
  };
}
