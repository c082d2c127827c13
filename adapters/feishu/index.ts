import type { FastifyInstance } from 'fastify';
import type { FeishuCredentials } from '../../src/chat/credentials.ts';
import type { Faces } from '../../src/chat/faces.ts';
import type { NativeCommand } from '../../src/chat/native-command.ts';
import type { Handle } from '../../src/chat/reply.ts';
import type { Directory, Quotes, Sender } from '../../src/chat/sender.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Log } from '../../src/kernel/log.ts';
import { createBots } from './bots.ts';
import { createClients } from './client.ts';
import { createDirectory } from './directory.ts';
import { createDispatcher, type Dispatch } from './dispatcher.ts';
import { createLinkPreview } from './link-preview.ts';
import { createQuotes } from './quotes.ts';
import { registerReceiver } from './receiver.ts';
import { createSender } from './send.ts';
import { syncSlashCommands } from './slash-commands.ts';
import { createStrangers } from './strangers.ts';
import { createUpdateCard } from './update-card.ts';

export interface FeishuAdapterOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly handle: Handle;
  /** What is shown beside conversations; absent: links have no preview. */
  readonly faces?: Faces;
  /** What Feishu is to complete by itself; nothing is registered where it is absent. */
  readonly nativeCommands?: readonly NativeCommand[];
  readonly credentials: FeishuCredentials;
  /** `https://open.feishu.cn`, `https://open.larksuite.com` or another base address. */
  readonly domain: string;
  readonly lateAfterMs?: number;
  readonly timeoutMs?: number;
}

export interface FeishuAdapter {
  readonly platform: 'feishu';
  readonly register: (server: FastifyInstance) => Promise<void>;
  readonly sender: Sender;
  readonly directory: Directory;
  readonly quotes: Quotes;
  readonly warm: () => Promise<void>;
}

/** Feishu leaves 3 s; this leaves the network its part of them. */
const LATE_AFTER_MS = 2_200;
const TIMEOUT_MS = 5_000;

/** Feishu and Lark, as the product sees them. Opens nothing and loads no SDK until it is used. */
export function createFeishuAdapter(options: FeishuAdapterOptions): FeishuAdapter {
  const { clock, log, handle, credentials, faces } = options;
  const clients = createClients({
    domain: options.domain.replace(/\/+$/, ''),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    credentials,
    clock,
  });
  const strangers = createStrangers();
  const bots = createBots(clients, clock);
  const sender = createSender(clients, log);
  const updateCard = createUpdateCard(clients, log);
  /** Beside everything else: people can type every command without it. */
  const register = (appId: string): void => {
    const call = clients.of(appId);
    if (call === undefined || options.nativeCommands === undefined) return;
    syncSlashCommands(call, options.nativeCommands).catch((error: unknown) =>
      log.info({ err: error, appId }, 'Slash commands could not be registered'),
    );
  };
  let loaded: Dispatch | undefined;
  const dispatcher = (): Dispatch => {
    loaded ??= createDispatcher(bots, strangers);
    return loaded;
  };
  return {
    platform: 'feishu',
    register: (server) =>
      registerReceiver(server, {
        clock,
        credentials,
        handle,
        dispatcher,
        sender,
        updateCard,
        previewLink: faces === undefined ? async () => ({}) : createLinkPreview({ clients, faces, log }),
        lateAfterMs: options.lateAfterMs ?? LATE_AFTER_MS,
      }),
    sender,
    directory: createDirectory(clients, strangers),
    quotes: createQuotes(clients),
    // Where no app is connected the SDK would be 35 MB for nothing.
    warm: async () => {
      const apps = credentials.apps();
      if (apps.length > 0) dispatcher();
      for (const app of apps) register(app.appId);
    },
  };
}
