import { randomInt } from 'node:crypto';
import type { Carrier, SentOutcome } from '../../common/deliver.ts';
import { type Json, parseJson } from '../../common/json.ts';
import { remember } from '../../common/log.ts';
import { encrypt, signRequest } from '../crypto.ts';
import { TIMES } from '../limits.ts';
import { mintId, type World } from '../world.ts';

/** Which of the product's two request URLs. */
export type Target = 'events' | 'cards';

/** A request that the platform sent to the product. */
export type SentRequest = {
  readonly id: string;
  readonly kind: 'event' | 'callback' | 'challenge' | 'raw';
  readonly target: Target;
  /** Milliseconds on the simulator's clock. */
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  /** As it went over the wire. */
  readonly body: string;
  /** What is encrypted in it. */
  readonly plain?: Json;
  /** The id of the event, the same in every repetition. */
  readonly eventId?: string;
  /** 1 to 4 for a repetition. */
  readonly retryNum?: number;
  outcome?: SentOutcome;
};

export type Answered = SentRequest & { readonly outcome: SentOutcome };

export type Signing = {
  /** Seconds; the simulator's clock when missing. */
  readonly timestamp?: number;
  readonly nonce?: string;
  /** Another key than the shared one makes a forgery. */
  readonly encryptKey?: string;
};

export type Parcel = Pick<SentRequest, 'kind' | 'target' | 'eventId' | 'retryNum'> & {
  /** Encrypted before it is sent. */
  readonly plain?: Json;
  /** Sent as it is, in the place of `plain`. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** null sends it without a signature. */
  readonly sign?: Signing | null;
};

/** The way from the platform to the product. */
export type Sender = {
  readonly send: (parcel: Parcel) => Promise<Answered>;
  /** Sends a logged request again: the very same bytes and headers, or with `fresh` signed anew for now. */
  readonly resend: (sent: SentRequest, fresh: boolean) => Promise<Answered>;
  readonly log: SentRequest[];
  readonly close: () => Promise<void>;
};

/** @param deadlineMs real milliseconds until the platform gives up on an answer */
export function createSender(world: World, carrier: Carrier, deadlineMs: number): Sender {
  const log: SentRequest[] = [];

  const send = async (sent: SentRequest): Promise<Answered> => {
    remember(log, sent);
    const patience = sent.kind === 'challenge' ? Math.min(deadlineMs, TIMES.challengeDeadline) : deadlineMs;
    const url = sent.target === 'events' ? world.address.events : world.address.cards;
    const outcome = await carrier.deliver(url, { ...sent, deadlineMs: patience });
    sent.outcome = outcome;
    world.changes.tell({ kind: 'request', requestId: sent.id });
    return Object.assign(sent, { outcome });
  };

  return {
    log,
    send: (parcel) => send(pack(world, parcel)),
    resend: (sent, fresh) => {
      const { outcome: _before, ...same } = sent;
      const copy = { ...same, id: mintId('req_') };
      if (!fresh) return send(copy);
      return send({
        ...copy,
        at: world.now(),
        headers: { ...sent.headers, ...signatureOf(world, sent.body, {}) },
      });
    },
    close: carrier.close,
  };
}

function pack(world: World, { plain, body, headers, sign, ...rest }: Parcel): SentRequest {
  const bytes =
    body ??
    JSON.stringify({ encrypt: encrypt(sign?.encryptKey ?? world.encryptKey, JSON.stringify(plain ?? {})) });
  return {
    ...rest,
    ...(plain !== undefined && { plain: parseJson(JSON.stringify(plain)) as Json }),
    id: mintId('req_'),
    at: world.now(),
    body: bytes,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(sign !== null && signatureOf(world, bytes, sign ?? {})),
      ...headers,
    },
  };
}

function signatureOf(world: World, body: string, sign: Signing): Record<string, string> {
  const timestamp = String(sign.timestamp ?? Math.floor(world.now() / 1_000));
  const nonce = sign.nonce ?? String(randomInt(1, 2 ** 31));
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signRequest(sign.encryptKey ?? world.encryptKey, timestamp, nonce, body),
  };
}
