import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localTimeOf } from '../../src/kernel/zones.ts';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { printFigures } from './reckoning.ts';
import { scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

const CONVERSATIONS = 3;
const ORDERS = 3;
const HOUR = 3_600_000;

describe('messages that quiet hours hold back', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeAll(async () => {
    stage = await createFaultStage({ queue: 'postgres', conversations: CONVERSATIONS });
    await keepQuiet(stage);
    crew = startCrew(stage, 2);
  }, 60_000);
  afterAll(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'come as one in each conversation, though every worker dies between its post and our note',
    async () => {
      const { store, slack, feishu, places } = stage;
      const parts = { bearerId: { not: null } };
      for (let order = 0; order < ORDERS; order += 1) {
        await signOrder(stage);
        await crew.killAll();
      }
      const isHeld = async () =>
        (await store.db.delivery.count({ where: { ...parts, state: 'held' } })) === ORDERS * places;
      await waitFor('all to be held', isHeld, scale.patience);
      expect([slack.posted().length, feishu.posted().length]).toEqual([0, 0]);

      const barriers = Array.from({ length: CONVERSATIONS }, (_, index) => [
        slack.barrier(posting.slack, { conversation: `C${index + 1}` }),
        feishu.barrier(posting.feishu, { conversation: `oc_${index + 1}` }),
      ]).flat();
      stage.travel(2 * HOUR);
      await crew.killAll();
      await Promise.all(barriers.map(({ reached }) => reached));
      await crew.killAll();
      for (const { release } of barriers) release();
      const isSent = async () =>
        (await store.db.delivery.count({ where: { ...parts, state: 'sent' } })) === ORDERS * places;
      await waitFor('all to be sent', isSent, scale.patience);

      expect(slack.posted().length + feishu.posted().length).toBe(places);
      const bearers = await store.db.delivery.findMany({ where: { kind: 'gathered' } });
      expect(bearers.map(({ state }) => state)).toEqual(Array.from({ length: places }, () => 'sent'));
      expect(bearers.every(({ attempts }) => attempts > 1)).toBe(true);
      const left = { kind: { not: 'canary' }, state: { notIn: ['sent'] } };
      const unsettled = await store.db.delivery.count({ where: left });
      printFigures(2, 'held back for quiet hours, killed between the answer and the note', {
        notifications: ORDERS * places,
        messagesShown: slack.posted().length + feishu.posted().length,
        unsettled,
        kills: crew.kills(),
      });
      expect(unsettled).toBe(0);
    },
    scale.patience,
  );
});

/** From an hour ago until an hour from now. */
async function keepQuiet({ store, company, clock }: FaultStage): Promise<void> {
  const at = (instant: number) => localTimeOf(instant, company.org.zone);
  const now = clock.now();
  await store.db.attentionSetting.create({
    data: {
      orgId: company.orgId,
      id: store.ids.uuid(),
      scope: 'channels',
      quiet: `${at(now - HOUR)}-${at(now + HOUR)}`,
      changedAt: new Date(now),
    },
  });
}
