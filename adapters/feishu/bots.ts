import type { Clock } from '../../src/kernel/clock.ts';
import type { FeishuClients } from './client.ts';
import { textAt } from './json.ts';

/** After a failure the platform is left alone for this long; mentions are then read without knowing the bot's id. */
const RETRY_AFTER_MS = 60_000;

/** Knows the open id of each app's bot, which is asked for once, when the first message that mentions somebody comes. */
export interface Bots {
  readonly idOf: (appId: string) => Promise<string | undefined>;
}

interface Entry {
  readonly id: Promise<string | undefined>;
  readonly askedAt: number;
}

export function createBots(clients: FeishuClients, clock: Clock): Bots {
  const entries = new Map<string, Entry>();
  async function ask(appId: string): Promise<string | undefined> {
    const caller = clients.of(appId);
    if (caller === undefined) return undefined;
    try {
      const answer: unknown = await caller((client) =>
        client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }),
      );
      return textAt(answer, 'bot', 'open_id') || undefined;
    } catch {
      return undefined;
    }
  }
  return {
    idOf: async (appId) => {
      const known = entries.get(appId);
      if (known !== undefined) {
        const id = await known.id;
        if (id !== undefined || clock.now() - known.askedAt < RETRY_AFTER_MS) return id;
        const newer = entries.get(appId);
        if (newer !== undefined && newer !== known) return newer.id;
      }
      const entry = { id: ask(appId), askedAt: clock.now() };
      entries.set(appId, entry);
      return entry.id;
    },
  };
}
