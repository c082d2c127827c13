import type { FastifyInstance } from 'fastify';
import type { Platform } from '../chat/inbound.ts';
import type { Directory, Quotes, Sender } from '../chat/sender.ts';

/** What the product needs of a platform, whichever it is. A new platform is one folder under adapters/ and one of these. */
export interface Adapter {
  readonly platform: Platform;
  /** Adds the platform's routes. */
  readonly register: (server: FastifyInstance) => Promise<void>;
  readonly sender: Sender;
  readonly directory: Directory;
  readonly quotes: Quotes;
  /** Loads what the platform's SDK needs, so that the first person does not wait for it. */
  readonly warm: () => Promise<void>;
}

/** One sender for all platforms: the address says which. */
export function routeSender(adapters: () => readonly Adapter[]): Sender {
  const senderOf = (platform: Platform) =>
    adapters().find((adapter) => adapter.platform === platform)?.sender;
  const gone = { kind: 'refused', code: 'platform-not-connected', about: 'workspace' } as const;
  return {
    send: async (outgoing) => (await senderOf(outgoing.to.platform)?.send(outgoing)) ?? gone,
    find: async (to, doubts, now) => {
      const unreadable = { kind: 'unreadable', code: gone.code } as const;
      return (
        (await senderOf(to.platform)?.find(to, doubts, now)) ??
        new Map(doubts.map(({ deliveryId }) => [deliveryId, unreadable]))
      );
    },
    update: async (ref, message) => (await senderOf(ref.platform)?.update(ref, message)) ?? gone,
  };
}

/** One reader of quoted messages for all platforms. */
export function routeQuotes(adapters: () => readonly Adapter[]): Quotes {
  return {
    read: async (ref) =>
      adapters()
        .find(({ platform }) => platform === ref.platform)
        ?.quotes.read(ref),
  };
}

/** One directory for all platforms. */
export function routeDirectory(adapters: () => readonly Adapter[]): Directory {
  return {
    describe: async (platform, workspace, user) =>
      (await adapters()
        .find((adapter) => adapter.platform === platform)
        ?.directory.describe(platform, workspace, user)) ?? {
        kind: 'unavailable',
        code: 'platform-not-connected',
      },
  };
}
