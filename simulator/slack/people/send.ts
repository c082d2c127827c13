import type { Carrier, SentOutcome } from '../../common/deliver.ts';
import { remember } from '../../common/log.ts';
import { signRequest } from '../sign.ts';
import { mintId, type World } from '../world.ts';

/** A request that the platform sent to the product. */
export type SentRequest = {
  readonly id: string;
  readonly kind: 'event' | 'command' | 'interaction' | 'raw';
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The id of the event, the same in every repetition. */
  readonly eventId?: string;
  readonly triggerId?: string;
  /** 1 to 3 for a repetition. */
  readonly retryNum?: number;
  outcome?: SentOutcome;
};

export type Signing = {
  /** Seconds; the simulator's clock when missing. */
  readonly timestamp?: number;
  /** Another secret than the shared one makes a forgery. */
  readonly secret?: string;
};

export type Parcel = Pick<SentRequest, 'kind' | 'body' | 'eventId' | 'triggerId' | 'retryNum'> & {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends it without a signature. */
  readonly sign?: Signing | null;
};

/** The way from the platform to the product. */
export type Sender = {
  readonly send: (parcel: Parcel) => Promise<SentRequest & { readonly outcome: SentOutcome }>;
  /** Sends the very same bytes and headers again. */
  readonly resend: (sent: SentRequest) => Promise<SentRequest & { readonly outcome: SentOutcome }>;
  readonly log: SentRequest[];
  readonly close: () => Promise<void>;
};

/** @param deadlineMs real milliseconds until the platform gives up on an answer */
export function createSender(world: World, carrier: Carrier, deadlineMs: number): Sender {
  const log: SentRequest[] = [];

  const post = async (sent: SentRequest): Promise<SentRequest & { readonly outcome: SentOutcome }> => {
    remember(log, sent);
    const outcome = await carrier.deliver(world.address.events, { ...sent, deadlineMs });
    sent.outcome = outcome;
    world.changes.tell({ kind: 'request', requestId: sent.id });
    return Object.assign(sent, { outcome });
  };

  return {
    log,
    send: (parcel) => post(pack(world, parcel)),
    resend: (sent) => {
      const { outcome: _before, ...same } = sent;
      return post({ ...same, id: mintId('Q') });
    },
    close: carrier.close,
  };
}

function pack(world: World, parcel: Parcel): SentRequest {
  const { contentType, headers, sign, ...rest } = parcel;
  const timestamp = String(sign?.timestamp ?? Math.floor(world.now() / 1_000));
  const signature = signRequest(sign?.secret ?? world.signingSecret, timestamp, parcel.body);
  return {
    ...rest,
    id: mintId('Q'),
    at: world.now(),
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...(sign !== null && { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature }),
      ...headers,
    },
  };
}
