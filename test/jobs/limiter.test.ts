import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLimiter, rates } from '../../jobs/limiter.ts';
import { openQueue } from '../../jobs/open-queue.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import type { Address } from '../../src/chat/sender.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Limiter } from '../../src/pushes/ledger/limiter.ts';
import { createEmptyDatabase } from '../setup/database.ts';
import { redisUrl, uniquePrefix } from '../setup/redis.ts';
import { waitFor } from './child.ts';

describe.each(['postgres', 'redis'] as const)('rate limits counted on %s', (kind) => {
  const url = redisUrl();
  if (kind === 'redis' && url === null) return;
  let queue: JobQueue;
  let limiter: Limiter;
  let drop = async (): Promise<void> => {};
  // The counters' keys live side by side with those of other tests: a workspace of its own for each.
  let workspace: string;
  let open: boolean;

  beforeEach(async () => {
    workspace = uniquePrefix();
    open = true;
    if (kind === 'postgres') {
      const database = await createEmptyDatabase();
      drop = database.drop;
      queue = await openQueue({ kind, url: database.url }, silentLog);
    } else queue = await openQueue({ kind, url: url ?? '', prefix: workspace }, silentLog);
    limiter = createLimiter(queue.counters, silentLog);
  });
  afterEach(async () => {
    if (open) await queue.close();
    await drop();
  });

  const slack = (conversation: string): Address => ({ platform: 'slack', workspace, conversation });
  const feishu = (conversation: string): Address => ({ platform: 'feishu', workspace, conversation });

  it('lets one message a second into a Slack channel, and gives the others times one after the other', async () => {
    const turns = [];
    for (let count = 0; count < 4; count += 1) turns.push(await limiter.take(slack('C1')));
    expect(turns[0]).toEqual({ ok: true });
    const waits = turns.slice(1).map((turn) => (turn.ok ? 0 : turn.retryAfterMs));
    waits.forEach((wait, index) => {
      expect(wait).toBeGreaterThan(index * 1_000);
      expect(wait).toBeLessThanOrEqual((index + 1) * 1_000);
    });
    expect(await limiter.take(slack('C2'))).toEqual({ ok: true });
  });

  it('calls when the turn of a message that was refused has come', async () => {
    let calls = 0;
    const calling = createLimiter(queue.counters, silentLog, () => {
      calls += 1;
    });
    expect(await calling.take(slack('C1'))).toEqual({ ok: true });
    const refused = await calling.take(slack('C1'));
    const due = performance.now() + (refused.ok ? 0 : refused.retryAfterMs);
    expect(calls).toBe(0);
    await waitFor('the call', () => calls === 1);
    expect(performance.now()).toBeGreaterThanOrEqual(due);
  });

  it('counts for all processes together', async () => {
    const other = createLimiter(queue.counters, silentLog);
    expect(await limiter.take(slack('C1'))).toEqual({ ok: true });
    expect(await other.take(slack('C1'))).toMatchObject({ ok: false });
  });

  it('lets five a second into a Feishu chat', async () => {
    const turns = await Promise.all(Array.from({ length: 8 }, () => limiter.take(feishu('oc_1'))));
    expect(turns.filter(({ ok }) => ok)).toHaveLength(5);
  });

  it('keeps to the workspace’s limit over all its conversations', async () => {
    const most = rates.feishu.workspace[0]?.points ?? 0;
    const turns = await Promise.all(
      Array.from({ length: most + 10 }, (_, index) => limiter.take(feishu(`oc_${index}`))),
    );
    expect(turns.filter(({ ok }) => ok)).toHaveLength(most);
  });

  it('gives many looks into one Slack workspace their turns; Feishu needs none', async () => {
    const { points, seconds } = rates.slack.look ?? { points: 0, seconds: 0 };
    const turns = [];
    for (let count = 0; count < 2 * points + 1; count += 1)
      turns.push(await limiter.look(slack(`C${count}`)));
    expect(turns.filter(({ ok }) => ok)).toHaveLength(points);
    const waits = turns.slice(points).map((turn) => (turn.ok ? 0 : turn.retryAfterMs));
    expect(waits[0]).toBeLessThanOrEqual(seconds * 1_000);
    expect(waits.at(-1)).toBeGreaterThan(seconds * 1_000);
    for (let count = 0; count < 5; count += 1)
      expect(await limiter.look(feishu('oc_1'))).toEqual({ ok: true });
  });

  it('leaves a place alone for as long as the platform asked, and no other', async () => {
    await limiter.pause(slack('C1'), 'conversation', 30_000);
    const paused = await limiter.take(slack('C1'));
    expect(paused.ok ? 0 : paused.retryAfterMs).toBeGreaterThan(25_000);
    expect(await limiter.take(slack('C2'))).toEqual({ ok: true });
    await limiter.pause(slack('C2'), 'workspace', 30_000);
    expect(await limiter.take(slack('C3'))).toMatchObject({ ok: false });
    expect(await limiter.take(feishu('oc_1'))).toEqual({ ok: true });
  });

  it('counts on by itself while the server is away', async () => {
    await queue.close();
    open = false;
    expect(await limiter.take(slack('C9'))).toEqual({ ok: true });
    expect(await limiter.take(slack('C9'))).toMatchObject({ ok: false });
  });
});
