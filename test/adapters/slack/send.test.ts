import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { createSlackSimulator, type SlackSimulator } from '../../../simulator/slack/index.ts';
import type { Address, Doubt, Sender } from '../../../src/chat/sender.ts';
import { createManualClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { noFaces } from '../../fixtures/faces.ts';

const START = Date.UTC(2026, 10, 23, 10);
const MINUTE = 60_000;
const TOKEN = 'xoxb-of-tests';
const channel: Address = { platform: 'slack', workspace: 'T1', conversation: 'C1' };
const message = { kind: 'card', card: { title: 'Hello', tone: 'plain', blocks: [] } } as const;

const clock = createManualClock(START);
let slack: SlackSimulator;
let sender: Sender;

beforeEach(async () => {
  clock.set(START);
  slack = createSlackSimulator({
    now: clock.now,
    limits: 'off',
    signingSecret: 'a-signing-secret-of-tests',
    team: { id: 'T1', name: 'Acme', domain: 'acme' },
    appId: 'A1',
    botUserId: 'UBOT',
    botToken: TOKEN,
    users: [{ id: 'UANN', name: 'ann', realName: 'Ann Li' }],
    channels: [{ id: 'C1', name: 'sales', members: ['UANN', 'UBOT'] }],
    slashCommands: ['/crm'],
  });
  await slack.start();
  sender = createSlackAdapter({
    clock,
    log: silentLog,
    handle: async () => ({ kind: 'nothing' }),
    faces: noFaces,
    apiUrl: slack.apiUrl,
    credentials: { signingSecrets: () => [], botToken: async (team) => (team === 'T1' ? TOKEN : undefined) },
    timeoutMs: 2_000,
  }).sender;
});
afterEach(() => slack.stop());

const post = (deliveryId: string, to = channel) => sender.send({ deliveryId, to, message });

/** Some at once: what counts is how many they are. */
async function postMany(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 50) {
    clock.advance(1);
    await Promise.all(
      Array.from({ length: Math.min(left, 50) }, (_, index) => post(`other${left}-${index}`)),
    );
  }
}

const doubt = (deliveryId: string, attemptedAt: number): Doubt => ({ deliveryId, attemptedAt });
const find = async (doubts: readonly Doubt[], to = channel) =>
  Object.fromEntries(await sender.find(to, doubts, clock.now()));
const historyCalls = () => slack.calls.filter(({ method }) => method === 'conversations.history').length;

describe('a look for messages in doubt', () => {
  it('tells about all of a channel from one call', async () => {
    await post('m0');
    clock.advance(1_000);
    await post('m2');
    const outcomes = await find([doubt('m0', START), doubt('m2', START + 1_000), doubt('lost', START)]);
    expect(outcomes).toMatchObject({
      m0: { kind: 'found', ref: { platform: 'slack', workspace: 'T1', conversation: 'C1' } },
      m2: { kind: 'found' },
      lost: { kind: 'absent' },
    });
    const [m0, m2] = [outcomes.m0, outcomes.m2].map((found) =>
      found?.kind === 'found' ? found.ref.message : '',
    );
    expect(Number(m0)).toBeLessThan(Number(m2));
    expect(historyCalls()).toBe(1);
  });

  it('turns pages until it has seen every one of them', async () => {
    await post('first');
    await postMany(250);
    expect(await find([doubt('first', START)])).toMatchObject({ first: { kind: 'found' } });
    expect(historyCalls()).toBe(2);
  });

  it('does not call a message unreadable because another is too old', async () => {
    clock.set(START - 10 * MINUTE);
    await post('old');
    await postMany(1_000);
    clock.set(START);
    await post('young');
    const doubts = [doubt('old', START - 10 * MINUTE), doubt('young', START), doubt('lost', START)];
    expect(await find(doubts)).toMatchObject({
      old: { kind: 'unreadable', code: 'history-too-long' },
      young: { kind: 'found' },
      lost: { kind: 'absent' },
    });
    expect(historyCalls()).toBe(5);
  });

  it('keeps what it found before reading failed, and tells why of the rest', async () => {
    await post('early');
    await postMany(250);
    await post('late');
    const { reached, release } = slack.barrier('conversations.history');
    const finding = find([doubt('early', START), doubt('late', START), doubt('lost', START)]);
    await reached;
    slack.fault({ kind: 'html', status: 502 }, { method: 'conversations.history', times: 1 });
    release();
    expect(await finding).toMatchObject({
      late: { kind: 'found' },
      early: { kind: 'unreadable', code: 'http-502' },
      lost: { kind: 'unreadable', code: 'http-502' },
    });
    slack.fault({ kind: 'rate-limited', retryAfter: 7 }, { method: 'conversations.history', times: 1 });
    expect(await find([doubt('lost', START)])).toEqual({ lost: { kind: 'unreadable', code: 'limited' } });
    expect(await find([doubt('early', START)], { ...channel, workspace: 'T9' })).toEqual({
      early: { kind: 'unreadable', code: 'not-connected' },
    });
  });

  it('reads a private chat and a thread where they are', async () => {
    const person: Address = { platform: 'slack', workspace: 'T1', user: 'UANN' };
    await post('private', person);
    const root = await post('root');
    const thread = { ...channel, replyTo: root.kind === 'sent' ? root.ref.message : '' };
    await post('reply', thread);
    expect(await find([doubt('private', START)], person)).toMatchObject({ private: { kind: 'found' } });
    const doubts = [doubt('reply', START), doubt('lost', START)];
    expect(await find(doubts, thread)).toMatchObject({ reply: { kind: 'found' }, lost: { kind: 'absent' } });
  });
});

describe('a call whose time has passed', () => {
  it('is given up unsent', async () => {
    const late = { deliveryId: 'late', to: channel, message, until: performance.now() - 1 };
    expect(await sender.send(late)).toEqual({ kind: 'failed', code: 'too-late' });
    expect(slack.posted()).toEqual([]);
    expect(await sender.send({ ...late, until: performance.now() + MINUTE })).toMatchObject({ kind: 'sent' });
    expect(await post('free')).toMatchObject({ kind: 'sent' });
  });

  it('is not written to a connection that became free too late', async () => {
    const { reached, release } = slack.barrier('chat.postMessage');
    // They take all connections, and hold them.
    const before = Array.from({ length: 32 }, (_, index) => post(`m${index}`));
    await reached;
    const until = performance.now() + 300;
    const late = sender.send({ deliveryId: 'late', to: channel, message, until });
    while (performance.now() <= until) await new Promise((resolve) => setTimeout(resolve, 20));
    release();
    expect(await late).toEqual({ kind: 'failed', code: 'too-late' });
    await Promise.all(before);
    expect(slack.posted()).toHaveLength(32);
  });
});
