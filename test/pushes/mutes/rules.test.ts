import { describe, expect, it } from 'vitest';
import {
  heedMute,
  isMutable,
  readSnoozeTarget,
  snoozeEnd,
  writeSnoozeTarget,
} from '../../../src/pushes/mutes/rules.ts';

const at = (text: string) => Date.parse(text);
const now = at('2026-11-23T10:00:00+08:00');

describe('the end of a snooze', () => {
  it.each([
    ['day', '2026-11-23T10:00:00+08:00', 'Asia/Shanghai', '2026-11-24T08:00:00+08:00'],
    ['week', '2026-11-23T10:00:00+08:00', 'Asia/Shanghai', '2026-11-30T08:00:00+08:00'],
    // Deep in the night it is still the morning of the next day.
    ['day', '2026-11-23T02:00:00+08:00', 'Asia/Shanghai', '2026-11-24T08:00:00+08:00'],
    ['day', '2026-11-23T10:00:00+08:00', 'America/New_York', '2026-11-23T08:00:00-05:00'],
    // Over the end of daylight saving.
    ['week', '2026-10-28T10:00:00-04:00', 'America/New_York', '2026-11-04T08:00:00-05:00'],
  ] as const)('%s from %s in %s is %s', (length, from, zone, end) => {
    expect(snoozeEnd(length, at(from), zone)).toBe(at(end));
  });
});

describe('what becomes of a push', () => {
  const later = now + 1;
  it.each([
    ['nothing is muted', 'sales', undefined, undefined],
    ['it is muted', 'sales', { until: null }, { kind: 'skip', reason: 'muted' }],
    ['it is snoozed', 'reminder', { until: later }, { kind: 'hold', until: later, reason: 'snoozed' }],
    ['the snooze is over', 'reminder', { until: now }, undefined],
    ['the next one covers it', 'daily', { until: later }, { kind: 'skip', reason: 'snoozed-covered' }],
    ['the next one covers it', 'ranking', { until: later }, { kind: 'skip', reason: 'snoozed-covered' }],
    ['it is about pay', 'bonus', { until: null }, undefined],
    ['it is about an appraisal', 'appraisal', { until: later }, undefined],
  ] as const)('if %s (%s)', (_, kind, quiet, verdict) => {
    expect(heedMute(kind, quiet, now)).toEqual(verdict);
  });

  it('an answer is no push', () => {
    expect(['answer', 'canary', 'stale'].map(isMutable)).toEqual([false, false, true]);
  });
});

describe('the target of a menu entry', () => {
  it('comes back as it went', () => {
    expect(readSnoozeTarget(writeSnoozeTarget('some-id', 'week'))).toEqual({ id: 'some-id', length: 'week' });
  });
  it.each(['', 'some-id', 'some-id.year', 'some-id.day.week', '.'])('%s is none', (target) => {
    expect(readSnoozeTarget(target)).toBeUndefined();
  });
});
