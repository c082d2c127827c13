import { expect, it } from 'vitest';
import { createLoop } from '../../jobs/loop.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { waitFor } from './child.ts';

const NEVER_MS = 3_600_000;

it('goes one round at a time, and a nudge during a round means one more', async () => {
  let rounds = 0;
  let atOnce = 0;
  let most = 0;
  const loop = createLoop({ name: 'test', everyMs: NEVER_MS, log: silentLog }, async () => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 20));
    atOnce -= 1;
    rounds += 1;
  });
  loop.start();
  for (let nudge = 0; nudge < 5; nudge += 1) loop.nudge();
  await waitFor('two rounds', () => rounds === 2);
  loop.nudge();
  await waitFor('a third one', () => rounds === 3);
  await loop.stop();
  expect(most).toBe(1);
  loop.nudge();
  expect(rounds).toBe(3);
});

it('goes on after a failure and says so once', async () => {
  const said: string[] = [];
  const log = {
    ...silentLog,
    error: (_facts: object, message: string) => void said.push(message),
    info: (_facts: object, message: string) => void said.push(message),
  };
  let rounds = 0;
  const loop = createLoop({ name: 'test', everyMs: 5, log }, async () => {
    rounds += 1;
    if (rounds < 4) throw new Error('away');
  });
  loop.start();
  await waitFor('five rounds', () => rounds >= 5);
  await loop.stop();
  expect(said).toEqual(['A round failed; it is tried again', 'Works again']);
});
