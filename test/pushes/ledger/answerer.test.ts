import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answerer, createAnswerer } from '../../../src/pushes/ledger/answerer.ts';
import type { LeasedAnswer } from '../../../src/store/answers.ts';
import { waitFor } from '../../jobs/child.ts';
import { card, createStage, type Stage, slackChannel } from './stage.ts';

let stage: Stage;
let answerer: Answerer;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.sender.sent.length = 0;
  stage.sender.script.length = 0;
  const { store, sender, deps } = stage;
  answerer = createAnswerer({ store, sender, log: deps.log });
});

/** An answer as a request commits it: leased to this process for its first attempt. */
async function commitAnswer(): Promise<LeasedAnswer> {
  const leaseToken = stage.store.ids.uuid();
  const leaseUntil = new Date(Date.now() + 45_000);
  const firstAttemptAt = new Date(stage.clock.now());
  const deliveryId = await stage.put({
    state: 'sending',
    attempts: 1,
    leaseToken,
    leaseUntil,
    firstAttemptAt,
  });
  return { orgId: stage.orgId, leaseToken, outgoing: { deliveryId, to: slackChannel, message: card } };
}

describe('an answer to a person', () => {
  it('is sent at once and marked together with others', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, commitAnswer));
    for (const answer of answers) answerer.send(answer);
    await answerer.close();
    expect(stage.sender.sent).toHaveLength(30);
    const sent = await stage.store.db.delivery.findMany({
      where: { id: { in: answers.map(({ outgoing }) => outgoing.deliveryId) } },
    });
    for (const row of sent) expect(row).toMatchObject({ state: 'sent', leaseToken: null, leaseUntil: null });
    expect(new Set(sent.map(({ messageRef }) => JSON.stringify(messageRef))).size).toBe(30);
  });

  it('is marked within a moment when it is the only one', async () => {
    const answer = await commitAnswer();
    answerer.send(answer);
    const read = async () => (await stage.read(answer.outgoing.deliveryId)).state;
    await waitFor('the mark', async () => (await read()) === 'sent', 2_000);
    await answerer.close();
  });

  it.each([
    [{ kind: 'limited', retryAfterMs: 1_000, scope: 'conversation' }, 'held'],
    [{ kind: 'failed', code: 'ECONNREFUSED' }, 'pending'],
    [{ kind: 'unknown', code: 'timeout' }, 'unknown'],
    [{ kind: 'refused', code: 'channel_not_found', about: 'conversation' }, 'dead'],
  ] as const)('is left to the workers after %o', async (outcome, state) => {
    const answer = await commitAnswer();
    stage.sender.script.push(outcome);
    answerer.send(answer);
    await answerer.close();
    expect(await stage.read(answer.outgoing.deliveryId)).toMatchObject({ state, attempts: 1 });
  });

  it('is in doubt when its sender throws, and nobody hears of it here', async () => {
    const answer = await commitAnswer();
    stage.sender.script.push(async () => {
      throw new Error('adapter bug');
    });
    answerer.send(answer);
    await answerer.close();
    expect(await stage.read(answer.outgoing.deliveryId)).toMatchObject({ state: 'unknown' });
  });

  it('is not marked any more when somebody else has taken it over and settled it', async () => {
    const answer = await commitAnswer();
    const other = stage.store.ids.uuid();
    stage.sender.script.push(async () => {
      const id = answer.outgoing.deliveryId;
      await stage.store.db
        .$executeRaw`UPDATE deliveries SET lease_token = ${other}::uuid WHERE id = ${id}::uuid`;
      return {
        kind: 'sent',
        ref: { platform: 'slack', workspace: 'T1', conversation: 'C1', message: 'late' },
      };
    });
    answerer.send(answer);
    await answerer.close();
    expect(await stage.read(answer.outgoing.deliveryId)).toMatchObject({
      state: 'sending',
      leaseToken: other,
    });
  });
});
