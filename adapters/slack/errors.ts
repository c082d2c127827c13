import type { SendOutcome } from '../../src/chat/sender.ts';

/** What the SDK throws, as far as it is read. */
interface SlackFailure {
  readonly code?: string;
  readonly data?: { readonly error?: string };
  readonly retryAfter?: number;
  readonly statusCode?: number;
  readonly original?: { readonly code?: string; readonly cause?: { readonly code?: string } };
  readonly cause?: { readonly code?: string; readonly cause?: { readonly code?: string } };
}

type Failure = Exclude<SendOutcome, { kind: 'sent' }>;

const CONVERSATION_GONE = new Set([
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'user_not_found',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'restricted_action_read_only_channel',
  'user_disabled',
]);
const WORKSPACE_GONE = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'no_permission',
  'missing_scope',
]);
/** Slack broke after it may have accepted the message. */
const UNCERTAIN = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);
/** The connection was never made or the call never begun, so nothing can have been posted. */
const NEVER_SENT = new Set([
  'too-late',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
]);

/** What a failed call means for the message it was to post. One table, so that a new error is one word here. */
export function classifyFailure(error: unknown): Failure {
  const failure = error as SlackFailure;
  switch (failure.code) {
    case 'slack_webapi_rate_limited_error':
      return { kind: 'limited', retryAfterMs: (failure.retryAfter ?? 1) * 1_000, scope: 'conversation' };
    case 'slack_webapi_platform_error':
      return classifyWord(failure.data?.error ?? 'unknown_error');
    case 'slack_webapi_http_error':
      if (failure.statusCode === 429) return { kind: 'limited', retryAfterMs: 1_000, scope: 'conversation' };
      return { kind: 'unknown', code: `http-${failure.statusCode ?? 0}` };
    default: {
      const code = networkCode(failure);
      return NEVER_SENT.has(code) ? { kind: 'failed', code } : { kind: 'unknown', code };
    }
  }
}

function classifyWord(word: string): Failure {
  if (word === 'ratelimited' || word === 'rate_limited')
    return { kind: 'limited', retryAfterMs: 1_000, scope: 'conversation' };
  if (CONVERSATION_GONE.has(word)) return { kind: 'refused', code: word, about: 'conversation' };
  if (WORKSPACE_GONE.has(word)) return { kind: 'refused', code: word, about: 'workspace' };
  if (UNCERTAIN.has(word)) return { kind: 'unknown', code: word };
  return { kind: 'refused', code: word, about: 'content' };
}

function networkCode(failure: SlackFailure): string {
  return (
    failure.original?.cause?.code ??
    failure.original?.code ??
    failure.cause?.cause?.code ??
    failure.cause?.code ??
    failure.code ??
    'network'
  );
}
