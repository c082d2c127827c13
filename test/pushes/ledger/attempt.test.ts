import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptDelivery } from '../../../src/pushes/ledger/attempt.ts';
import { retryDeliveries } from '../../../src/pushes/ledger/letters.ts';
import { unlimited } from '../../../src/pushes/ledger/limiter.ts';
import { maxAttempts } from '../../../src/pushes/ledger/schedule.ts';
import { createStage, endLeases, START, type Stage, slackChannel } from './stage.ts';

const ref = { platform: 'slack', workspace: 'T1', conversation: 'C1', message: '9.9' } as const;

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.clock.set(START);
  for (const list of [stage.sender.sent, stage.sender.looks, stage.sender.script, stage.sender.findings]) {
    list.length = 0;
  }
});

const attempt = (id: string) => attemptDelivery(stage.deps, stage.orgId, id);

describe('a message of the ledger', () => {
  it('is sent once, with the ledger id as its key, and kept with where it went', async () => {
    const id = await stage.put();
    expect(await attempt(id)).toBe('sent');
    expect(await attempt(id)).toBeUndefined();
    expect(stage.sender.sent.map(({ deliveryId }) => deliveryId)).toEqual([id]);
    const leaseLeft = (stage.sender.sent[0]?.until ?? 0) - performance.now();
    expect(leaseLeft).toBeGreaterThan(0);
    expect(leaseLeft).toBeLessThanOrEqual(stage.deps.times.start);
    expect(await stage.read(id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      messageRef: { message: 'm1', conversation: 'C1' },
      leaseToken: null,
      lastError: null,
    });
  });

  it('is taken by one of twenty that try at once', async () => {
    const id = await stage.put();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => attempt(id)));
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(stage.sender.sent).toHaveLength(1);
  });

  it('waits for its time by the clock', async () => {
    const id = await stage.put({ notBefore: new Date(START + 1_000) });
    expect(await attempt(id)).toBeUndefined();
    stage.clock.advance(1_000);
    expect(await attempt(id)).toBe('sent');
  });

  it('comes back after a failure, and forgets attempts that certainly posted nothing', async () => {
    const id = await stage.put();
    stage.sender.script.push({ kind: 'failed', code: 'ECONNREFUSED' });
    expect(await attempt(id)).toBe('wait');
    expect(await stage.read(id)).toMatchObject({
      state: 'pending',
      lastError: 'ECONNREFUSED',
      firstAttemptAt: null,
    });
    expect(await attempt(id)).toBeUndefined();
    stage.clock.advance(3_000);
    expect(await attempt(id)).toBe('sent');
    expect(stage.sender.looks).toEqual([]);
  });

  it('is a dead letter in the end, which an admin sees and can send again', async () => {
    const id = await stage.put({ attempts: maxAttempts - 1 });
    stage.sender.script.push({ kind: 'failed', code: 'ECONNREFUSED' });
    expect(await attempt(id)).toBe('dead');
    const acting = { ...stage.store, orgId: stage.orgId, memberId: null, origin: 'cli' };
    expect(await stage.read(id)).toMatchObject({ state: 'dead', lastError: 'ECONNREFUSED' });
    const troubles = await stage.store.db.deliveryTrouble.findMany({ where: { deliveryId: id } });
    expect(troubles).toMatchObject([{ attempt: maxAttempts, outcome: 'dead', code: 'ECONNREFUSED' }]);
    expect(await retryDeliveries(acting, [id])).toEqual([id]);
    expect(await retryDeliveries(acting, [id])).toEqual([]);
    expect(await attempt(id)).toBe('sent');
  });

  it('has nothing to say any more', async () => {
    const id = await stage.put();
    const deps = { ...stage.deps, render: async () => ({ kind: 'skip', reason: 'done-already' }) as const };
    expect(await attemptDelivery(deps, stage.orgId, id)).toBe('skipped');
    expect(await stage.read(id)).toMatchObject({ state: 'skipped', lastError: 'done-already' });
  });

  it('comes back when it could not be made', async () => {
    const id = await stage.put();
    const render = async () => {
      throw new Error('no such row');
    };
    expect(await attemptDelivery({ ...stage.deps, render }, stage.orgId, id)).toBe('wait');
    expect(await stage.read(id)).toMatchObject({ state: 'pending', lastError: 'render-failed' });
  });

  it('is given back unsent when making it took too long for its lease', async () => {
    const id = await stage.put();
    const deps = { ...stage.deps, times: { ...stage.deps.times, start: -1 } };
    expect(await attemptDelivery(deps, stage.orgId, id)).toBe('wait');
    expect(await stage.read(id)).toMatchObject({ state: 'pending', lastError: 'too-late' });
    expect(stage.sender.sent).toEqual([]);
  });

  it('gives its turn back to a limited place without counting an attempt', async () => {
    const id = await stage.put();
    const limiter = {
      ...unlimited,
      take: async () => ({ ok: false, retryAfterMs: 60_000 }) as const,
      pause: async () => {},
    };
    expect(await attemptDelivery({ ...stage.deps, limiter }, stage.orgId, id)).toBe('rest');
    const row = await stage.read(id);
    expect(row).toMatchObject({
      state: 'held',
      attempts: 0,
      notBefore: new Date(START),
      lastError: 'limited-here',
    });
    const [rest] = await stage.store.db.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM lease_until - now())::float8 AS seconds FROM deliveries WHERE id = ${id}::uuid`;
    expect(rest?.seconds).toBeGreaterThan(30);
    expect(rest?.seconds).toBeLessThanOrEqual(60);
  });

  it('tells the limiter when the platform itself says no', async () => {
    const id = await stage.put();
    const pauses: unknown[] = [];
    const limiter = {
      ...unlimited,
      take: async () => ({ ok: true }) as const,
      pause: async (...pause: unknown[]) => void pauses.push(pause.slice(1)),
    };
    stage.sender.script.push({ kind: 'limited', retryAfterMs: 30_000, scope: 'workspace' });
    expect(await attemptDelivery({ ...stage.deps, limiter }, stage.orgId, id)).toBe('wait');
    expect(pauses).toEqual([['workspace', 10_000]]);
  });
});

describe('a message that was posted, perhaps', () => {
  it('is looked for when its answer was lost, and not sent again if it is there', async () => {
    const id = await stage.put();
    stage.sender.script.push({ kind: 'unknown', code: 'timeout' });
    stage.sender.findings.push(() => ({ kind: 'found', ref }));
    expect(await attempt(id)).toBe('wait');
    expect(await stage.read(id)).toMatchObject({ state: 'unknown', firstAttemptAt: new Date(START) });
    stage.clock.advance(29_000);
    expect(await attempt(id)).toBeUndefined();
    stage.clock.advance(5_000);
    expect(await attempt(id)).toBe('sent');
    expect(stage.sender.looks).toEqual([[{ deliveryId: id, attemptedAt: START }]]);
    expect(stage.sender.sent).toHaveLength(1);
    expect(await stage.read(id)).toMatchObject({ state: 'sent', messageRef: ref });
  });

  it('waits for its turn to be looked for, without counting an attempt', async () => {
    const id = await stage.put({ state: 'unknown', attempts: 3, firstAttemptAt: new Date(START) });
    const limiter = { ...unlimited, look: async () => ({ ok: false, retryAfterMs: 9_000 }) as const };
    expect(await attemptDelivery({ ...stage.deps, limiter }, stage.orgId, id)).toBe('rest');
    expect(stage.sender.looks).toEqual([]);
    const resting = { state: 'unknown', attempts: 3, firstAttemptAt: new Date(START) };
    expect(await stage.read(id)).toMatchObject(resting);
    // Until then nobody asks again, and one that looks into the same place takes it along.
    expect(await attempt(id)).toBeUndefined();
    const other = await stage.put(resting);
    stage.sender.findings.push(() => ({ kind: 'found', ref }));
    expect(await attempt(other)).toBe('sent');
    expect(await stage.read(id)).toMatchObject({ state: 'sent' });
  });

  it('is told by one look, with all the others of its place whose time has come', async () => {
    const doubt = { state: 'unknown', attempts: 2, firstAttemptAt: new Date(START - 90_000) };
    const own = await stage.put({ ...doubt, firstAttemptAt: new Date(START) });
    const seen = await stage.put({
      ...doubt,
      lastError: 'interrupted',
      leaseUntil: new Date(Date.now() + 60_000),
    });
    const missing = await stage.put({ ...doubt, address: { ...slackChannel, user: 'U1' } });
    const orphan = await stage.put({ ...doubt, state: 'sending', leaseUntil: new Date(Date.now() - 1_000) });
    const aside = await Promise.all([
      stage.put({ ...doubt, notBefore: new Date(START + 1) }),
      stage.put({ ...doubt, state: 'sending', leaseUntil: new Date(Date.now() + 60_000) }),
      stage.put({ ...doubt, state: 'pending' }),
      stage.put({ ...doubt, state: 'held' }),
      stage.put({ ...doubt, address: { ...slackChannel, conversation: 'C2' } }),
      stage.put({ ...doubt, address: { ...slackChannel, workspace: 'T2' } }),
      stage.put({ ...doubt, address: { ...slackChannel, replyTo: '1.1' } }),
      stage.put({ ...doubt, address: { platform: 'feishu', workspace: 'T1', conversation: 'C1' } }),
    ]);
    const before = await Promise.all(aside.map(stage.read));
    stage.sender.findings.push((id) => (id === missing ? { kind: 'absent' } : { kind: 'found', ref }));
    expect(await attempt(own)).toBe('sent');
    expect(stage.sender.looks.map((doubts) => new Set(doubts))).toEqual([
      new Set([
        { deliveryId: own, attemptedAt: START },
        ...[seen, missing, orphan].map((id) => ({ deliveryId: id, attemptedAt: START - 90_000 })),
      ]),
    ]);
    for (const id of [own, seen, orphan])
      expect(await stage.read(id)).toMatchObject({ state: 'sent', messageRef: ref });
    // It was no attempt, and from now on it is like one that was never tried.
    const cleared = {
      state: 'pending',
      attempts: 2,
      firstAttemptAt: null,
      leaseToken: null,
      leaseUntil: null,
    };
    expect(await stage.read(missing)).toMatchObject(cleared);
    expect(await Promise.all(aside.map(stage.read))).toEqual(before);
    expect(stage.sender.sent).toEqual([]);
    expect(await attempt(missing)).toBe('sent');
    expect(stage.sender.looks).toHaveLength(1);
  });

  it('is looked for once, by few of twenty that come at once', async () => {
    const address = { ...slackChannel, conversation: 'C-crowd' };
    const doubt = { state: 'unknown', attempts: 1, firstAttemptAt: new Date(START), address };
    const ids = await Promise.all(Array.from({ length: 20 }, () => stage.put(doubt)));
    for (const _ of ids) stage.sender.findings.push(() => ({ kind: 'found', ref }));
    await Promise.all(ids.map(attempt));
    const looked = stage.sender.looks.flat().map(({ deliveryId }) => deliveryId);
    expect(looked.toSorted()).toEqual(ids.toSorted());
    // As many as the database is asked by at once.
    expect(stage.sender.looks.length).toBeLessThanOrEqual(4);
    expect(stage.sender.sent).toEqual([]);
    for (const id of ids) expect(await stage.read(id)).toMatchObject({ state: 'sent' });
  });

  it('is left to itself when the history of its place cannot be read', async () => {
    const address = { ...slackChannel, conversation: 'C-closed' };
    const doubt = { state: 'unknown', attempts: 4, address };
    const own = await stage.put({ ...doubt, firstAttemptAt: new Date(START - 120_000) });
    const late = await stage.put({ ...doubt, firstAttemptAt: new Date(START - 120_000) });
    const early = await stage.put({ ...doubt, firstAttemptAt: new Date(START - 60_000) });
    stage.sender.findings.push(() => ({ kind: 'unreadable', code: 'missing_scope' }));
    expect(await attempt(own)).toBe('sent');
    expect(await stage.read(own)).toMatchObject({ lastError: 'sent-again-unread-missing_scope' });
    const kept = {
      state: 'unknown',
      attempts: 4,
      firstAttemptAt: new Date(START - 120_000),
      leaseUntil: null,
    };
    expect(await stage.read(late)).toMatchObject(kept);
    const waits = { state: 'unknown', attempts: 5, lastError: 'unread-missing_scope' };
    expect(await stage.read(early)).toMatchObject(waits);
    expect(stage.sender.sent.map(({ deliveryId }) => deliveryId)).toEqual([own]);
  });

  it('keeps its end when its lease passed to somebody else while it was looked for', async () => {
    const address = { ...slackChannel, conversation: 'C-slow' };
    const doubt = { state: 'unknown', attempts: 1, firstAttemptAt: new Date(START), address };
    const [own, other] = [await stage.put(doubt), await stage.put(doubt)];
    const { find } = stage.sender;
    const slow = async (...asked: Parameters<typeof find>) => {
      const findings = await find(...asked);
      await endLeases(stage);
      stage.sender.findings.push(() => ({ kind: 'found', ref }));
      expect(await attemptDelivery(stage.deps, stage.orgId, other)).toBe('sent');
      return findings;
    };
    const deps = { ...stage.deps, sender: { ...stage.sender, find: slow } };
    await attemptDelivery(deps, stage.orgId, own);
    expect(await stage.read(own)).toMatchObject({ state: 'sent', messageRef: ref });
    expect(await stage.read(other)).toMatchObject({ state: 'sent', messageRef: ref });
  });

  it('is sent again if it is not there', async () => {
    const id = await stage.put();
    stage.sender.script.push({ kind: 'unknown', code: 'timeout' });
    await attempt(id);
    stage.clock.advance(34_000);
    expect(await attempt(id)).toBe('sent');
    expect(stage.sender.sent).toHaveLength(2);
  });

  it('belongs to nobody else while its lease lasts, and is looked for after a process died with it', async () => {
    const id = await stage.put({ state: 'sending', attempts: 1, leaseUntil: new Date(Date.now() + 60_000) });
    expect(await attempt(id)).toBeUndefined();
    await endLeases(stage);
    stage.sender.findings.push(() => ({ kind: 'found', ref }));
    expect(await attempt(id)).toBe('sent');
    expect(stage.sender.sent).toEqual([]);
  });

  it('keeps the word of whoever took it over', async () => {
    const id = await stage.put();
    stage.sender.script.push(async () => {
      await endLeases(stage);
      expect(await attempt(id)).toBe('sent');
      return { kind: 'failed', code: 'late' };
    });
    await attempt(id);
    expect(await stage.read(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('waits for an admin on Feishu when its key is no longer known there', async () => {
    const address = { platform: 'feishu', workspace: 'cli_1/t1', conversation: 'oc_1' } as const;
    const id = await stage.put({ state: 'unknown', attempts: 8, address, firstAttemptAt: new Date(START) });
    stage.sender.findings.push(() => ({ kind: 'unreadable', code: 'uuid-expired' }));
    expect(await attempt(id)).toBe('ask');
    stage.clock.advance(400 * 86_400_000);
    expect(await attempt(id)).toBeUndefined();
    const acting = { ...stage.store, orgId: stage.orgId, memberId: null, origin: 'cli' };
    expect(await retryDeliveries(acting, [id])).toEqual([id]);
    expect(await attempt(id)).toBe('sent');
  });

  it('counts as posted, perhaps, when a sender throws', async () => {
    const id = await stage.put();
    stage.sender.script.push(async () => {
      throw new Error('adapter bug');
    });
    expect(await attempt(id)).toBe('wait');
    expect(await stage.read(id)).toMatchObject({ state: 'unknown' });
  });
});
