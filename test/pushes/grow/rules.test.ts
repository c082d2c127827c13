import { describe, expect, it } from 'vitest';
import { decideGrowth, growTimes, type Sibling, waitForOther } from '../../../src/pushes/grow/rules.ts';

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;
const own = { id: 'own', createdAt: NOW, now: NOW, mayWait: true };
const ref = (message: string) =>
  ({ platform: 'slack', workspace: 'T1', conversation: 'C1', message }) as const;

function sibling(changes: Partial<Sibling>): Sibling {
  return {
    id: 'other',
    state: 'pending',
    createdAt: NOW - MINUTE,
    bearerId: null,
    isStuck: false,
    ref: null,
    settledAt: null,
    ...changes,
  };
}
const sent = (message: string, at: number, changes: Partial<Sibling> = {}) =>
  sibling({ id: message, state: 'sent', ref: ref(message), createdAt: at, settledAt: at, ...changes });

describe('a message with siblings', () => {
  it.each([
    ['none', [], { kind: 'alone' }],
    ['one not sent yet', [sibling({})], { kind: 'grow', claim: ['other'] }],
    ['one that comes later', [sibling({ createdAt: NOW + MINUTE })], { kind: 'grow', claim: ['other'] }],
    ['one that our limit holds', [sibling({ state: 'held' })], { kind: 'grow', claim: ['other'] }],
    ['one that an admin decides on', [sibling({ state: 'held', isStuck: true })], { kind: 'alone' }],
    ['one that another carries', [sibling({ state: 'held', bearerId: 'third' })], { kind: 'alone' }],
    [
      'one that it carries already',
      [sibling({ state: 'held', bearerId: 'own' })],
      { kind: 'grow', claim: [] },
    ],
    ['one under way', [sibling({ state: 'sending' })], { kind: 'wait' }],
    [
      'one in doubt beside one unsent',
      [sibling({ state: 'unknown' }), sibling({ id: 'x' })],
      { kind: 'wait' },
    ],
    ['one sent', [sent('m1', NOW - MINUTE)], { kind: 'grow', claim: [], card: ref('m1') }],
    ['one sent too long ago', [sent('m1', NOW - growTimes.nextMs - 1)], { kind: 'alone' }],
    [
      'one sent and one not',
      [sent('m1', NOW - MINUTE), sibling({})],
      { kind: 'grow', claim: ['other'], card: ref('m1') },
    ],
    [
      'two cards, of which the newest grows',
      [sent('m1', NOW - 3 * MINUTE), sent('m2', NOW - MINUTE)],
      { kind: 'grow', claim: [], card: ref('m2') },
    ],
    [
      'a card that began too long ago',
      [sent('m1', NOW - growTimes.allMs - 1), sent('m2', NOW - MINUTE, { ref: ref('m1') })],
      { kind: 'alone' },
    ],
  ] as const)('%s', (_, siblings, growth) => {
    expect(decideGrowth(own, siblings)).toEqual(growth);
  });

  it('waits no longer than its patience lasts', () => {
    const busy = [sibling({ state: 'unknown', createdAt: NOW })];
    expect(decideGrowth({ ...own, now: NOW + growTimes.patienceMs - 1 }, busy)).toEqual({ kind: 'wait' });
    expect(decideGrowth({ ...own, now: NOW + growTimes.patienceMs }, busy)).toEqual({ kind: 'alone' });
  });

  it('goes on where it may have been posted itself', () => {
    const busy = [sibling({ state: 'sending' }), sibling({ id: 'x' })];
    expect(decideGrowth({ ...own, mayWait: false }, busy)).toEqual({ kind: 'grow', claim: ['x'] });
  });

  it('is asked again ever more seldom', () => {
    expect([0, 4_000, 20_000, 900_000].map(waitForOther)).toEqual([1_000, 1_000, 5_000, 30_000]);
  });
});
