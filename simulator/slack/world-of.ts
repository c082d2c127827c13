import { createChangeFeed } from '../common/changes.ts';
import type { SlackSimulatorOptions } from './simulator.ts';
import { type Conversation, openDm, type Person, type World } from './world.ts';

/** The workspace as it stands before anything has happened: every person has a private conversation with the bot. */
export function createWorld(options: SlackSimulatorOptions): World {
  const bot: Person = { id: options.botUserId, name: 'bot', realName: options.botName ?? 'Bot', isBot: true };
  const world: World = {
    team: options.team,
    appId: options.appId,
    botUserId: options.botUserId,
    botId: `B${options.botUserId.slice(1)}`,
    botToken: options.botToken,
    signingSecret: options.signingSecret,
    slashCommands: options.slashCommands,
    shortcuts: options.shortcuts ?? [],
    now: options.now,
    users: new Map([bot, ...options.users].map((person) => [person.id, person])),
    conversations: new Map(options.channels.map((channel) => [channel.id, channelOf(channel)])),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    inputs: new Map(),
    unfurlDomains: options.unfurlDomains ?? [],
    links: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    posted: [],
    troubles: [],
    changes: createChangeFeed(),
    clockwork: { lastMicros: 0 },
    address: { api: '', events: options.eventsUrl },
  };
  for (const person of options.users) {
    if (person.isBot !== true && person.deleted !== true) openDm(world, person.id);
  }
  return world;
}

function channelOf(channel: SlackSimulatorOptions['channels'][number]): Conversation {
  return {
    id: channel.id,
    kind: 'channel',
    name: channel.name,
    members: new Set(channel.members),
    isArchived: false,
    messages: new Map(),
  };
}
