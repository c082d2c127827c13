import { describe, expect, it } from 'vitest';
import {
  type AttemptFacts,
  decideAfterFind,
  decideAfterSend,
  decideAside,
  decideFirst,
  deferLimited,
} from '../../../src/pushes/ledger/rules.ts';
import {
  attemptTimes,
  leaseMillisOf,
  maxAttempts,
  retryDelays,
} from '../../../src/pushes/ledger/schedule.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const ref = { platform: 'slack', workspace: 'T1', conversation: 'C1', message: '1.2' } as const;

function facts(changes: Partial<AttemptFacts> = {}): AttemptFacts {
  // The id ends in zeros, so that nothing is added to spread messages.
  const deliveryId = '019ab000-0000-7000-8000-000000000000';
  return {
    deliveryId,
    platform: 'slack',
    attempts: 1,
    doubtful: false,
    firstAttemptAt: NOW,
    now: NOW,
    ...changes,
  };
}

describe('after an attempt', () => {
  it('is sent when the platform said so', () => {
    expect(decideAfterSend(facts(), { kind: 'sent', ref }, attemptTimes)).toEqual({ kind: 'sent', ref });
  });

  it('follows the published schedule when nothing was posted, and ends in a dead letter', () => {
    retryDelays.forEach((delay, index) => {
      const next = decideAfterSend(
        facts({ attempts: index + 1 }),
        { kind: 'failed', code: 'ECONNREFUSED' },
        attemptTimes,
      );
      expect(next).toEqual({
        kind: 'wait',
        state: 'pending',
        notBefore: NOW + delay,
        error: 'ECONNREFUSED',
      });
    });
    const last = decideAfterSend(
      facts({ attempts: maxAttempts }),
      { kind: 'failed', code: 'ECONNREFUSED' },
      attemptTimes,
    );
    expect(last).toEqual({ kind: 'dead', error: 'ECONNREFUSED' });
  });

  it.each([
    ['asks for less than the schedule', 500, 2_000],
    ['asks for more', 45_000, 45_000],
    ['asks for an absurd time', 30 * 86_400_000, 3_600_000],
    ['sends something that is no number', Number.NaN, 2_000],
  ])('waits as long as is sensible when a limited platform %s', (_name, retryAfterMs, wait) => {
    const outcome = { kind: 'limited', retryAfterMs, scope: 'conversation' } as const;
    expect(decideAfterSend(facts(), outcome, attemptTimes)).toMatchObject({
      state: 'held',
      notBefore: NOW + wait,
    });
  });

  it('lets Slack settle before a look, and sends to Feishu again soon', () => {
    const outcome = { kind: 'unknown', code: 'timeout' } as const;
    const slack = decideAfterSend(facts(), outcome, attemptTimes);
    const feishu = decideAfterSend(facts({ platform: 'feishu' }), outcome, attemptTimes);
    expect(slack).toMatchObject({ state: 'unknown', notBefore: NOW + attemptTimes.settle });
    expect(feishu).toMatchObject({ state: 'unknown', notBefore: NOW + 2_000 });
  });

  it('stays in doubt when a second try was certainly not posted but the first may have been', () => {
    const doubtful = facts({ platform: 'feishu', attempts: 2, doubtful: true });
    const failed = decideAfterSend(doubtful, { kind: 'failed', code: 'x' }, attemptTimes);
    const limited = decideAfterSend(
      doubtful,
      { kind: 'limited', retryAfterMs: 1, scope: 'workspace' },
      attemptTimes,
    );
    expect([failed, limited]).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }]);
    expect(deferLimited(doubtful, 700)).toEqual({ kind: 'rest', state: 'unknown', milliseconds: 700 });
  });

  it.each(['conversation', 'workspace'] as const)('is dead and says so when the %s is gone', (about) => {
    const next = decideAfterSend(facts(), { kind: 'refused', code: 'x', about }, attemptTimes);
    expect(next).toEqual({ kind: 'dead', error: 'x', gone: about });
  });

  it('is dead without blaming the place when the content is refused', () => {
    const next = decideAfterSend(
      facts(),
      { kind: 'refused', code: 'invalid_blocks', about: 'content' },
      attemptTimes,
    );
    expect(next).toEqual({ kind: 'dead', error: 'invalid_blocks' });
  });

  it('spreads messages that failed together, by at most a tenth', () => {
    const waits = ['0000', '8000', 'ffff'].map((end) => {
      const deliveryId = `019ab000-0000-7000-8000-00000000${end}`;
      const next = decideAfterSend(
        facts({ deliveryId, attempts: 3 }),
        { kind: 'failed', code: 'x' },
        attemptTimes,
      );
      return next.kind === 'wait' ? next.notBefore - NOW : 0;
    });
    expect(waits[0]).toBe(30_000);
    expect(new Set(waits).size).toBe(3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(33_000);
  });
});

describe('before an attempt', () => {
  it('looks first when the last one has no known end', () => {
    expect(decideFirst(facts({ doubtful: true, attempts: 2 }))).toEqual({ kind: 'look' });
    expect(decideFirst(facts())).toEqual({ kind: 'send', doubtful: false });
  });

  it('sends again what is not there, and marks what is', () => {
    const doubtful = facts({ doubtful: true, attempts: 2 });
    expect(decideAfterFind(doubtful, { kind: 'absent' })).toEqual({ kind: 'send', doubtful: false });
    expect(decideAfterFind(doubtful, { kind: 'resend-is-safe' })).toEqual({ kind: 'send', doubtful: true });
    expect(decideAfterFind(doubtful, { kind: 'found', ref })).toEqual({ kind: 'sent', ref });
  });

  it('lets one that was looked for along with another go its own way again', () => {
    const doubtful = facts({ doubtful: true, attempts: 2, firstAttemptAt: NOW - 120_000 });
    const unreadable = { kind: 'unreadable', code: 'missing_scope' } as const;
    expect(decideAside(doubtful, { kind: 'found', ref })).toEqual({ kind: 'sent', ref });
    expect(decideAside(doubtful, { kind: 'absent' })).toEqual({ kind: 'release', state: 'pending' });
    expect(decideAside(doubtful, unreadable)).toEqual({ kind: 'release', state: 'unknown' });
    expect(decideAside({ ...doubtful, firstAttemptAt: NOW }, unreadable)).toMatchObject({ kind: 'wait' });
    expect(decideAside({ ...doubtful, attempts: 99 }, { kind: 'absent' })).toMatchObject({ kind: 'dead' });
  });

  it('tries an unreadable history for two minutes, then sends and says so', () => {
    const early = facts({ doubtful: true, attempts: 2, firstAttemptAt: NOW - 60_000 });
    const late = facts({ doubtful: true, attempts: 5, firstAttemptAt: NOW - 120_000 });
    const outcome = { kind: 'unreadable', code: 'missing_scope' } as const;
    expect(decideAfterFind(early, outcome)).toMatchObject({ kind: 'wait', state: 'unknown' });
    expect(decideAfterFind(late, outcome)).toEqual({
      kind: 'send',
      doubtful: true,
      note: 'sent-again-unread-missing_scope',
    });
  });

  it('leaves a Feishu message that can no longer be sent safely to an admin', () => {
    const late = facts({
      platform: 'feishu',
      doubtful: true,
      attempts: 9,
      firstAttemptAt: NOW - 56 * 60_000,
    });
    const next = decideAfterFind(late, { kind: 'unreadable', code: 'uuid-expired' });
    expect(next).toEqual({ kind: 'ask', error: 'unsettled-uuid-expired' });
  });

  it('gives up what never came to an end, but still believes its own eyes', () => {
    const worn = facts({ attempts: maxAttempts + 1, doubtful: true });
    expect(decideFirst({ ...worn, doubtful: false })).toMatchObject({ kind: 'dead' });
    expect(decideAfterFind(worn, { kind: 'absent' })).toMatchObject({
      kind: 'dead',
      error: 'too-many-attempts',
    });
    expect(decideAfterFind(worn, { kind: 'found', ref })).toMatchObject({ kind: 'sent' });
  });
});

describe('times', () => {
  it('leave a late call its time, and the platform its own, before anybody takes over', () => {
    expect(leaseMillisOf(attemptTimes)).toBe(45_000);
    expect(attemptTimes.settle).toBeGreaterThanOrEqual(30_000);
  });

  it('try a message seven times while Feishu still knows its key', () => {
    expect(retryDelays.slice(0, 7).reduce((sum, delay) => sum + delay * 1.1, 0)).toBeLessThan(59 * 60_000);
  });
});
