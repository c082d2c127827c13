import type { FastifyInstance } from 'fastify';
import type { Platform } from '../chat/inbound.ts';
import type { Directory, Quotes, Sender, SendOutcome } from '../chat/sender.ts';

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

/** A workspace whose credentials do not open may be served again once the key is mended: its messages wait for that. */
function waitForKey(
  outcome: SendOutcome,
  { platform, workspace }: { readonly platform: Platform; readonly workspace: string },
  unreadable: readonly { readonly platform: Platform; readonly workspace: string }[],
): SendOutcome {
  if (outcome.kind !== 'refused' || outcome.code !== 'not-connected') return outcome;
  const isUnreadable = unreadable.some((each) => each.platform === platform && each.workspace === workspace);
  return isUnreadable ? { kind: 'failed', code: 'credentials-unreadable' } : outcome;
}

/** One sender for all platforms: the address says which. `unreadable`: the workspaces whose credentials do not open. */
export function routeSender(
  adapters: () => readonly Adapter[],
  unreadable: () => readonly { readonly platform: Platform; readonly workspace: string }[] = () => [],
): Sender {
  const senderOf = (platform: Platform) =>
    adapters().find((adapter) => adapter.platform === platform)?.sender;
  const gone = { kind: 'refused', code: 'platform-not-connected', about: 'workspace' } as const;
  return {
    send: async (outgoing) => {
      const outcome = (await senderOf(outgoing.to.platform)?.send(outgoing)) ?? gone;
      return waitForKey(outcome, outgoing.to, unreadable());
    },
    find: async (to, doubts, now) => {
      const unreadable = { kind: 'unreadable', code: gone.code } as const;
      return (
        (await senderOf(to.platform)?.find(to, doubts, now)) ??
        new Map(doubts.map(({ deliveryId }) => [deliveryId, unreadable]))
      );
    },
    update: async (ref, message) => {
      const outcome = (await senderOf(ref.platform)?.update(ref, message)) ?? gone;
      return waitForKey(outcome, ref, unreadable());
    },
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
