import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCanary } from '../../jobs/canary.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { createStage, type Stage } from '../pushes/ledger/stage.ts';
import { waitFor } from './child.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

it('raises the alarm when nobody works its canary off, and is calm again when somebody does', async () => {
  const { db } = stage.store;
  let sent = 0;
  const canary = createCanary(stage.store, silentLog, () => void sent++, 300);
  canary.start();
  await waitFor('the canary to leave', () => sent === 1);
  await waitFor('the alarm', () => canary.silence() >= 300);
  await expect(canary.check()).rejects.toThrow(/no canary has come through/);

  const { sentAt } = (await db.outboxEvent.findFirstOrThrow()).payload as { sentAt: number };
  await stage.put({
    key: `canary|${sentAt}`,
    kind: 'canary',
    state: 'skipped',
    settledAt: new Date(),
  } as never);
  await waitFor('the canary to be heard', () => canary.silence() < 300);
  await canary.stop();
  expect(await db.delivery.count()).toBe(0);
});
