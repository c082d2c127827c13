import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cutter, createCutter } from '../stage/cutter.ts';
import { createStage, type Stage } from '../stage/stage.ts';

/** The connection to PostgreSQL breaks when it hurts most. */
describe.each(['slack', 'feishu'] as const)('a lost database on %s', (platform) => {
  let cutter: Cutter;
  let stage: Stage;
  beforeAll(async () => {
    stage = await createStage({
      role: 'web',
      wire: async (url) => {
        cutter = await createCutter(url);
        return cutter.url;
      },
    });
    await chat().say('liWei', 'customer new Acme Corp');
    await chat().see('liWei', ['Acme Corp']);
  });
  afterAll(async () => {
    await stage.close();
    await cutter.close();
  });
  const chat = () => stage.on[platform];
  const db = () => stage.store.db;
  const countSeen = (words: string) =>
    chat()
      .read('liWei')
      .filter((text) => text.includes(words)).length;

  test('cut after one statement took effect, before its answer: done once, told once', async () => {
    const cut = cutter.cutAnswerTo('CUTHERE');
    const text = 'they would like to see the new plant soon CUTHERE';
    await chat().say('liWei', `followup Acme Corp ${text}`);
    await cut;
    await chat().see('liWei', ['CUTHERE', 'Acme Corp']);
    expect(await db().followUp.count({ where: { text } })).toBe(1);
    expect(countSeen('CUTHERE')).toBe(1);
  });

  test('cut after COMMIT was sent, before its answer: done once, told once', async () => {
    const cut = cutter.cutAnswerTo('COMMIT');
    await chat().say('liWei', 'order Acme Corp 5000 number=HT-2026-007');
    await cut;
    await chat().see('liWei', ['HT-2026-007', '5,000.00']);
    expect(await db().orderRevision.count({ where: { order: { number: 'HT-2026-007' } } })).toBe(1);
    expect(countSeen('HT-2026-007')).toBe(1);
    expect(await db().outboxEvent.count({ where: { kind: 'order.signed' } })).toBe(1);
  });

  test('away at a message: nothing half-written, the platform is made to repeat it, then it works', async () => {
    const before = await db().followUp.count();
    cutter.sever();
    await chat().say('liWei', 'followup Acme Corp said while it was away');
    const statusOf = () => {
      const outcome = (platform === 'slack' ? stage.slack : stage.feishu).requests.at(-1)?.outcome;
      return outcome?.kind === 'answered' ? outcome.status : 0;
    };
    expect(statusOf()).toBe(503);
    expect(await db().followUp.count()).toBe(before);
    cutter.restore();
    const simulator = platform === 'slack' ? stage.slack : stage.feishu;
    stage.clock.set(simulator.nextRetryAt() ?? 0);
    await simulator.fireDueRetries();
    await chat().see('liWei', ['said while it was away']);
    expect(await db().followUp.count()).toBe(before + 1);
    expect(countSeen('said while it was away')).toBe(1);
  });

  test('away at a press: an apology with an id, and the next press works', async () => {
    await chat().say('liWei', 'help daily');
    await chat().see('liWei', ['Every day', 'Open form']);
    cutter.sever();
    if (platform === 'feishu') {
      await chat()
        .press('liWei', 'Open form')
        .catch(() => {});
      const toast = stage.feishu.toasts(stage.company.members.liWei.feishuUser).at(-1);
      expect(JSON.stringify(toast)).toMatch(/[2-9A-HJ-NP-Z]{8}/);
    } else {
      const { slackUser } = stage.company.members.liWei;
      const sorry = await stage.slack.command(slackUser, stage.slack.dm(slackUser), '/crm', 'todo');
      expect(sorry.status).toBe(200);
      expect(sorry.body).toMatch(/[2-9A-HJ-NP-Z]{8}/);
    }
    cutter.restore();
    await chat().say('liWei', 'todo');
    await expect.poll(() => chat().read('liWei').at(-1)).toMatch(/Nothing|nothing|due/);
  });
});
