import type { App } from '@slack/bolt';
import type { FastifyInstance } from 'fastify';
import type { SlackCredentials } from '../../src/chat/credentials.ts';
import type { Faces } from '../../src/chat/faces.ts';
import type { Handle } from '../../src/chat/reply.ts';
import type { Directory, Quotes, Sender } from '../../src/chat/sender.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { Log } from '../../src/kernel/log.ts';
import { createBoltApp } from './bolt.ts';
import { createClients } from './client.ts';
import { createDirectory } from './directory.ts';
import { createShowHome } from './home.ts';
import { createQuotes } from './quotes.ts';
import { registerReceiver } from './receiver.ts';
import { createResponder } from './respond.ts';
import { createSender } from './send.ts';
import { createUnfurl } from './unfurl.ts';

export interface SlackAdapterOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly handle: Handle;
  readonly faces: Faces;
  readonly credentials: SlackCredentials;
  /** Ends in a slash: `https://slack.com/api/`. */
  readonly apiUrl: string;
  readonly lateAfterMs?: number;
  readonly timeoutMs?: number;
}

export interface SlackAdapter {
  readonly platform: 'slack';
  readonly register: (server: FastifyInstance) => Promise<void>;
  readonly sender: Sender;
  readonly directory: Directory;
  readonly quotes: Quotes;
  readonly warm: () => Promise<void>;
}

/** Slack leaves 3 s; this leaves the network its part of them. */
const LATE_AFTER_MS = 2_200;
const TIMEOUT_MS = 5_000;

/** Slack, as the product sees it. Opens nothing and loads no SDK until it is used. */
export function createSlackAdapter(options: SlackAdapterOptions): SlackAdapter {
  const { clock, log, handle, faces, credentials } = options;
  const clients = createClients({
    apiUrl: options.apiUrl,
    credentials,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  });
  const respond = createResponder({ clients, log });
  const showHome = createShowHome({ clients, faces, log });
  const unfurl = createUnfurl({ clients, faces, log });
  let loading: Promise<App> | undefined;
  const app = (): Promise<App> => {
    const lateAfterMs = options.lateAfterMs ?? LATE_AFTER_MS;
    loading ??= createBoltApp({ handle, faces, respond, showHome, unfurl, log, lateAfterMs });
    return loading;
  };
  return {
    platform: 'slack',
    register: (server) => registerReceiver(server, { clock, credentials, app }),
    sender: createSender(clients),
    directory: createDirectory(clients),
    quotes: createQuotes(clients),
    warm: async () => void (await app()),
  };
}
