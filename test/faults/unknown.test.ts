import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../jobs/child.ts';
import { type Crew, startCrew } from './crew.ts';
import { printFigures } from './reckoning.ts';
import { quick, scale } from './scale.ts';
import { createFaultStage, type FaultStage, posting, signOrder } from './stage.ts';

const MINUTE = 60_000;

describe('a message of which nobody knows whether it was posted', () => {
  let stage: FaultStage;
  let crew: Crew;
  beforeEach(async () => {
    const made = await createFaultStage({ queue: 'postgres', conversations: 1 });
    stage = { ...made, orders: { ...made.orders, ...quick } };
    crew = startCrew(stage, 1);
  }, 60_000);
  afterEach(async () => {
    await crew.stop();
    await stage.close();
  }, 60_000);

  it(
    'is sent again on Slack, in so many words, and left to an admin on Feishu, when nothing can tell any more',
    async () => {
      const { slack, feishu } = stage;
      // Both have posted it and never say so, and Slack does not let its history be read.
      slack.fault({ kind: 'error', error: 'missing_scope' }, { method: 'conversations.history' });
      const hangs = [
        slack.fault({ kind: 'hang', accepted: true }, { method: posting.slack, times: 1 }),
        feishu.fault({ kind: 'hang', accepted: true }, { method: posting.feishu, times: 1 }),
      ];
      await signOrder(stage);
      await waitFor('both calls', () => hangs.every(({ hits }) => hits() > 0), scale.patience);
      // Nobody looks after them for an hour.
      await crew.stop();
      stage.travel(56 * MINUTE);
      crew = startCrew(stage, 1);
      const read = () =>
        stage.store.db.delivery.findMany({
          where: { kind: { not: 'canary' } },
          orderBy: { address: 'asc' },
          select: { state: true, lastError: true, address: true },
        });
      await waitFor(
        'both ends',
        async () => {
          const rows = await read().catch(() => []);
          return rows.some(({ state }) => state === 'sent') && rows.some(({ state }) => state === 'held');
        },
        scale.patience,
      );
      const rows = await read();
      const about = (platform: string) =>
        rows.find(({ address }) => (address as { platform?: unknown }).platform === platform);
      const [onSlack, onFeishu] = [about('slack'), about('feishu')];
      printFigures(2, 'when nothing can tell whether it was posted', {
        'Slack says': `${onSlack?.state} (${onSlack?.lastError})`,
        'shown on Slack': slack.posted().length,
        'Feishu says': `${onFeishu?.state} (${onFeishu?.lastError})`,
        'shown on Feishu': feishu.posted().length,
      });
      expect(onSlack).toMatchObject({ state: 'sent', lastError: 'sent-again-unread-missing_scope' });
      expect(onFeishu).toMatchObject({ state: 'held', lastError: 'unsettled-uuid-no-longer-protects' });
      expect(slack.posted()).toHaveLength(2);
      expect(feishu.posted()).toHaveLength(1);
    },
    scale.patience,
  );
});
