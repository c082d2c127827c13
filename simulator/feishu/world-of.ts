import { createChangeFeed } from '../common/changes.ts';
import type { FeishuSimulatorOptions } from './simulator.ts';
import { type Chat, openP2p, type Person, type World } from './world.ts';

/** The platform as it stands before anything has happened: every person has a private chat with the bot. */
export function createWorld(options: FeishuSimulatorOptions): World {
  if (!/^cli_[0-9a-fA-F]{16}$/u.test(options.appId)) throw new Error(`${options.appId} is no id of an app`);
  const { botOpenId, botName = 'CRM', eventsUrl } = options;
  const bot: Person = { openId: botOpenId, unionId: '', userId: '', name: botName, isBot: true };
  const world: World = {
    appId: options.appId,
    appSecret: options.appSecret,
    encryptKey: options.encryptKey,
    verificationToken: options.verificationToken,
    tenantKey: options.tenantKey,
    botOpenId,
    botName,
    now: options.now,
    linkRules: options.linkRules ?? [],
    users: new Map([bot, ...options.users].map((person) => [person.openId, person])),
    chats: new Map(options.chats.map((chat) => [chat.chatId, groupOf(chat)])),
    uuids: new Map(),
    tokens: new Map(),
    cardTokens: new Map(),
    slashCommands: new Map(),
    recalled: new Set(),
    posted: [],
    toasts: [],
    troubles: [],
    changes: createChangeFeed(),
    address: { domain: '', events: eventsUrl, cards: options.cardsUrl ?? eventsUrl },
  };
  for (const person of options.users) if (person.isBot !== true) openP2p(world, person.openId);
  return world;
}

function groupOf({ chatId, name, members }: FeishuSimulatorOptions['chats'][number]): Chat {
  return { chatId, kind: 'group', name, members: new Set(members), messages: new Map() };
}
