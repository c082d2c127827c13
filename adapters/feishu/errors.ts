import type { SendOutcome } from '../../src/chat/sender.ts';
import { FeishuRefusal } from './http.ts';

type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

/** No token was to be had, so the call itself was never made. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure';
  constructor(cause: unknown) {
    super('no tenant access token', { cause });
  }
}

const LIMITED: Readonly<Record<number, 'conversation' | 'workspace'>> = {
  99991400: 'workspace',
  11232: 'workspace',
  // The SDK's own channel takes these for a recalled message and for a lack of rights; the vendor's pages say otherwise.
  230020: 'conversation',
};

/** What a code says for good. Not listed: the message itself is at fault. */
const REFUSED: Readonly<Record<number, 'conversation' | 'workspace'>> = {
  // The bot is not in the chat, the chat is gone, the person cannot be reached, has left, or has stopped the bot.
  230002: 'conversation',
  230013: 'conversation',
  230018: 'conversation',
  230029: 'conversation',
  230034: 'conversation',
  230035: 'conversation',
  230038: 'conversation',
  230053: 'conversation',
  // The app has no bot, lacks a scope, is disabled, or its secret is wrong.
  230006: 'workspace',
  230027: 'workspace',
  10003: 'workspace',
  10014: 'workspace',
  99991662: 'workspace',
  99991672: 'workspace',
  99991673: 'workspace',
  99991679: 'workspace',
};
/** Codes of the chat API: no such chat, dissolved, not a member. */
const CHAT_CODES = [232_000, 232_999] as const;

/** The token is missing, wrong or over. */
const TOKEN_CODES = new Set([99991661, 99991663, 99991664, 99991668, 99991677]);
/** The message that was to be answered is recalled, deleted or out of sight. */
const MESSAGE_GONE = new Set([230011, 230019, 230050, 230110, 231003]);
const WRONG_PARAMETER = 230001;
/** The same message is just being sent. */
const BEING_SENT = 230049;
/** The connection was never made, so nothing can have been posted. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

const DEFAULT_WAIT_MS = 1_000;

/** What a failed call means for the message it was to post. One table, so that a new code is one line here. */
export function classifyFailure(error: unknown): Failure {
  if (error instanceof TokenFailure) return classifyTokenFailure(error);
  if (error instanceof FeishuRefusal) return classifyRefusal(error);
  const code = networkCode(error);
  return NEVER_SENT.has(code) ? { kind: 'failed', code } : { kind: 'unknown', code };
}

/** Whether the call may go well with a new token. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof FeishuRefusal && TOKEN_CODES.has(error.code);
}

/** Whether the message that was to be answered is no longer there. */
export function isMessageGone(error: unknown): boolean {
  if (!(error instanceof FeishuRefusal)) return false;
  // The code for a wrong parameter does not say which; the words do.
  const isWrongId = error.code === WRONG_PARAMETER && error.message.includes('message_id');
  return isWrongId || MESSAGE_GONE.has(error.code);
}

function classifyRefusal(refusal: FeishuRefusal): Failure {
  const code = refusal.code === 0 ? `http-${refusal.status}` : String(refusal.code);
  const limited = LIMITED[refusal.code] ?? (refusal.status === 429 ? 'workspace' : undefined);
  if (limited !== undefined)
    return { kind: 'limited', retryAfterMs: refusal.resetMs ?? DEFAULT_WAIT_MS, scope: limited };
  if (refusal.status >= 500 || refusal.code === BEING_SENT) return { kind: 'unknown', code };
  // A success without a body that can be read: it may well have been posted.
  if (refusal.status < 400 && refusal.code === 0) return { kind: 'unknown', code };
  const isChat = refusal.code >= CHAT_CODES[0] && refusal.code <= CHAT_CODES[1];
  const isToken = TOKEN_CODES.has(refusal.code);
  const about = REFUSED[refusal.code] ?? (isChat ? 'conversation' : isToken ? 'workspace' : 'content');
  return { kind: 'refused', code, about };
}

/** Whatever went wrong with the token, nothing was posted. */
function classifyTokenFailure({ cause }: TokenFailure): Failure {
  const failure = classifyFailure(cause);
  switch (failure.kind) {
    case 'limited':
      return { ...failure, scope: 'workspace' };
    case 'refused':
      return { ...failure, about: 'workspace' };
    case 'failed':
    case 'unknown':
      return { kind: 'failed', code: `token-${failure.code}` };
  }
}

function networkCode(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const found = code ?? cause?.code;
  return typeof found === 'string' ? found : 'network';
}
