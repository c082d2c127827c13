import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.close());

describe.each(['slack', 'feishu'] as const)('on %s', (platform) => {
  test('whoever snoozes is told until when and how to undo it; the message keeps what it told', async () => {
    const chat = stage.on[platform];
    await chat.say('sunYue', 'subscribe sales', 'channel');
    await chat.see('sunYue', ['Sales notification'], 'channel');
    await chat.say('liWei', `customer new ${platform} Works`);
    await chat.see('liWei', [`${platform} Works`]);
    await chat.say('liWei', `order ${platform} Works 800,000 signed=2026-11-20`);
    await chat.see('liWei', ['800,000.00', `${platform} Works`], 'channel');

    const before = chat.read('liWei', 'channel');
    await chat.press('sunYue', 'Snooze for a week', 'channel');
    const aside = platform === 'slack' ? 'channel' : 'private';
    await chat.see('sunYue', ['snoozed for the channel until'], aside);
    expect(chat.read('liWei', 'channel')).toEqual(before);
    expect(await stage.store.db.pushMute.count()).toBe(1);
    await chat.press('sunYue', 'Undo', aside);
    await vi.waitFor(async () => expect(await stage.store.db.pushMute.count()).toBe(0));
  });
});
