import type { Platform } from '../../chat/inbound.ts';
import type { FindOutcome, MessageRef, SendOutcome } from '../../chat/sender.ts';
import {
  type AttemptTimes,
  doubtRules,
  lookForMillis,
  maxAttempts,
  retryAfterBounds,
  retryDelays,
} from './schedule.ts';

/** A message and its history, as far as the next step depends on them. Instants are epoch ms of the one clock. */
export interface AttemptFacts {
  readonly deliveryId: string;
  readonly platform: Platform;
  /** Attempts begun, with this one. */
  readonly attempts: number;
  /** An earlier attempt may have been posted. */
  readonly doubtful: boolean;
  /** When the first attempt began that may have been posted. */
  readonly firstAttemptAt: number;
  readonly now: number;
}

/** What becomes of a message after an attempt. */
export type Next =
  /** `note`: what an admin should know although it went well. */
  | { readonly kind: 'sent'; readonly ref: MessageRef; readonly note?: string }
  | {
      readonly kind: 'wait';
      /** `pending`: was not posted; `held`: not posted and limited; `unknown`: may have been posted. */
      readonly state: 'pending' | 'held' | 'unknown';
      readonly notBefore: number;
      readonly error: string;
    }
  /** Our own limiter said no. That is about real seconds, also where the one clock stands; and it was no attempt. */
  | { readonly kind: 'rest'; readonly state: 'held' | 'unknown'; readonly milliseconds: number }
  /**
   * It was looked for along with another message and goes its own way again, at once; that was no attempt. `pending`: it
   * is certain that it was not posted.
   */
  | { readonly kind: 'release'; readonly state: 'pending' | 'unknown' }
  /** Only an admin can know whether it may be sent again. */
  | { readonly kind: 'ask'; readonly error: string }
  /** `gone`: the place itself cannot be reached, so nothing else should be sent there either. */
  | { readonly kind: 'dead'; readonly error: string; readonly gone?: 'conversation' | 'workspace' }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Send it now; `doubtful` is what is left of the doubt, `note` goes into the ledger. */
export interface GoAhead {
  readonly kind: 'send';
  readonly doubtful: boolean;
  readonly note?: string;
}

/** What an attempt at sending means for the message. */
export function decideAfterSend(
  facts: AttemptFacts,
  outcome: SendOutcome,
  times: AttemptTimes,
  note?: string,
): Next {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', ref: outcome.ref, ...(note === undefined ? {} : { note }) };
    case 'limited':
      return waitLonger(
        facts,
        facts.doubtful ? 'unknown' : 'held',
        'limited',
        clampRetryAfter(outcome.retryAfterMs),
      );
    case 'failed':
      return waitLonger(facts, facts.doubtful ? 'unknown' : 'pending', outcome.code, 0);
    case 'unknown':
      return waitLonger(facts, 'unknown', outcome.code, doubtRules[facts.platform].settle(times));
    case 'refused':
      return outcome.about === 'content'
        ? { kind: 'dead', error: outcome.code }
        : { kind: 'dead', error: outcome.code, gone: outcome.about };
  }
}

/** What a look for a message that may have been posted means for it. */
export function decideAfterFind(facts: AttemptFacts, outcome: FindOutcome): Next | GoAhead {
  switch (outcome.kind) {
    case 'found':
      return { kind: 'sent', ref: outcome.ref };
    case 'absent':
      return giveUp(facts) ?? { kind: 'send', doubtful: false };
    case 'resend-is-safe':
      return giveUp(facts) ?? { kind: 'send', doubtful: true };
    case 'unreadable':
      return giveUp(facts) ?? decideUnread(facts, outcome.code);
  }
}

/** What a look that was made for another message of the same place means for one. */
export function decideAside(facts: AttemptFacts, outcome: FindOutcome): Next {
  const next = decideAfterFind(facts, outcome);
  return next.kind === 'send' ? { kind: 'release', state: next.doubtful ? 'unknown' : 'pending' } : next;
}

/** What to do first with a message that was taken: look for it, send it, or neither because it was tried too often. */
export function decideFirst(facts: AttemptFacts): { readonly kind: 'look' } | GoAhead | Next {
  if (facts.doubtful) return { kind: 'look' };
  return giveUp(facts) ?? { kind: 'send', doubtful: false };
}

/** The limiter of our own said no: the message rests so long. */
export function deferLimited(facts: AttemptFacts, milliseconds: number): Next {
  return { kind: 'rest', state: facts.doubtful ? 'unknown' : 'held', milliseconds };
}

/** It could not be rendered, or not in time: nothing was sent. */
export function decideUnstarted(facts: AttemptFacts, code: string): Next {
  return waitLonger(facts, facts.doubtful ? 'unknown' : 'pending', code, 0);
}

function decideUnread(facts: AttemptFacts, code: string): Next | GoAhead {
  if (doubtRules[facts.platform].unreadable === 'hold') return { kind: 'ask', error: `unsettled-${code}` };
  // A platform that only asks for patience can be read later.
  const early = code === 'limited' || facts.now - facts.firstAttemptAt < lookForMillis;
  if (early) return waitLonger(facts, 'unknown', `unread-${code}`, 0);
  return { kind: 'send', doubtful: true, note: `sent-again-unread-${code}` };
}

function giveUp(facts: AttemptFacts): Next | undefined {
  return facts.attempts > maxAttempts ? { kind: 'dead', error: 'too-many-attempts' } : undefined;
}

function waitLonger(
  facts: AttemptFacts,
  state: 'pending' | 'held' | 'unknown',
  error: string,
  least: number,
): Next {
  const delay = retryDelays[facts.attempts - 1];
  if (delay === undefined && state !== 'unknown') return { kind: 'dead', error };
  // After the last attempt one more look tells whether it was posted after all.
  const wait = Math.max(least, delay ?? 0);
  return {
    kind: 'wait',
    state,
    notBefore: facts.now + wait + spread(facts.deliveryId, wait),
    error,
  };
}

function clampRetryAfter(milliseconds: number): number {
  const { least, most } = retryAfterBounds;
  return Math.min(Math.max(Number.isFinite(milliseconds) ? milliseconds : least, least), most);
}

/** Up to a tenth more, by the message's id: what failed together does not come back together. */
function spread(deliveryId: string, wait: number): number {
  const place = Number.parseInt(deliveryId.slice(-4), 16) / 0xffff;
  return Math.floor((Number.isNaN(place) ? 0 : place) * wait * 0.1);
}
