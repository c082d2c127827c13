import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from './crew.ts';
import { allOnce, printFigures, reckon, waitUntilSettled } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, signOrder } from './stage.ts';

/** One more within minutes would be gathered as a burst. */
const ORDERS = 4;
const SIZES = scale.name === 'small' ? [4] : [2, 4, 8];

describe.each(SIZES)('%d workers', (size) => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'redis', conversations: 40 });
    crew = startCrew(stage, size);
  }, 60_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'share the work between them, and nothing is doubled',
    async () => {
      const began = performance.now();
      for (let order = 0; order < ORDERS; order += 1) await signOrder(stage);
      const expected = ORDERS * stage.places;
      await waitUntilSettled(stage, expected, scale.patience);
      const seconds = Math.round((performance.now() - began) / 1_000);
      const reckoning = await reckon(stage, expected);
      const shares = crew.ended();
      printFigures(1, `${size} workers share the work`, { ...reckoning, shares: shares.join(' '), seconds });
      expect(reckoning).toEqual(allOnce(expected));
      expect(shares).toHaveLength(size);
      for (const share of shares) expect(share).toBeGreaterThan(0);
    },
    scale.patience,
  );
});
