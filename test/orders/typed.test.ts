import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDispatch } from '../../src/app/dispatch.ts';
import { actions, commands } from '../../src/app/registry.ts';
import type { ActionName } from '../../src/chat/actions.ts';
import type { Handle, Reply } from '../../src/chat/reply.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createStage, type Stage, show } from './stage.ts';

let stage: Stage;
let handle: Handle;

beforeAll(async () => {
  stage = await createStage();
  handle = createDispatch({
    store: stage.store,
    commands,
    actions,
    directory: { describe: () => Promise.reject(new Error('everybody is linked')) },
    sendAnswer: () => undefined,
    nudge: () => undefined,
    report: (fault) => {
      throw fault;
    },
  });
  await stage.addCustomer('华为', 'liWei');
  await stage.addCustomer('Acme Robotics', 'liWei');
});
afterAll(() => stage.close());

const say = async (who: Who, text: string): Promise<Reply> =>
  handle(speakAs(stage.store, stage.company, who, { text }).inbound);

const press = (who: Who, action: ActionName, target: string): Promise<Reply> =>
  handle(speakAs(stage.store, stage.company, who, { press: { action, target } }).inbound);

function targetOf(reply: Reply, action: ActionName, nth = 0): string {
  const found = [
    ...JSON.stringify(reply).matchAll(new RegExp(`"action":"${action}","target":"([^"]+)"`, 'g')),
  ];
  const target = found[nth]?.[1];
  if (target === undefined) throw new Error(`no button ${action} on: ${show(reply)}`);
  return target;
}

describe('as people type it', () => {
  it('signs, pays, chooses, and a second press changes nothing', async () => {
    expect(show(await say('liWei', '订单 华为 30万 50% 12月1日，余款 1月15日'))).toContain('HT-2026-001');
    const order = show(await say('liWei', '订单 查看 HT-2026-001'));
    expect(order).toContain('Tue 1 Dec 2026 · ¥150,000.00 · not due');
    expect(show(await say('chenJing', '回款 华为 8万 昨天'))).toContain('Received: Sun 22 Nov 2026');
    expect(show(await say('chenJing', 'payment ht-2026-001 20,000 received=2026-11-20'))).toContain(
      '¥20,000.00',
    );
    expect(show(await say('liWei', 'order show HT-2026-001'))).toContain('Open: ¥200,000.00');

    await say('liWei', 'order 华为 100k number=SO-12 signed=2026-11-20');
    const choice = await say('chenJing', '到款 华为 1万 2026-11-21');
    expect(show(choice)).toContain('Which order?');
    const target = targetOf(choice, 'draft.choose', 0);
    const chosen = await press('chenJing', 'draft.choose', target);
    expect(chosen.kind).toBe('replace');
    expect(show(chosen)).toContain('Payment of ¥10,000.00 is recorded');
    expect(show(chosen)).toContain('Order: SO-12');
    expect(show(chosen)).toContain('Received: Sat 21 Nov 2026');
    expect(await press('chenJing', 'draft.choose', target)).toEqual(chosen);
    expect(show(await say('liWei', '订单 查看 SO-12'))).toContain('Open: ¥90,000.00');
  });

  it('asks about too much, and records it once it is confirmed', async () => {
    await say('liWei', '订单 "Acme Robotics" 1万');
    const question = await say('chenJing', 'payment Acme Robotics 2万');
    expect(show(question)).toContain('¥20,000.00 is ¥10,000.00 more than the ¥10,000.00 still open');
    const done = await press('chenJing', 'draft.confirm', targetOf(question, 'draft.confirm'));
    expect(show(done)).toContain('Payment of ¥20,000.00 is recorded');
    expect(done.kind).toBe('replace');
  });

  it('shows the form for what is missing, and refuses who may not', async () => {
    const form = await say('chenJing', '回款 华为');
    expect(form.kind).toBe('form');
    expect(show(form)).toContain('Customer: 华为');
    expect(show(await say('sunYue', '回款 华为 8万'))).toContain('needs one of these roles');
    expect(show(await say('zhaoLei', 'order 华为 8万'))).toContain('needs one of these roles');
  });

  it('ranks by words in any order', async () => {
    expect(show(await say('wangFang', '/rank payments month'))).toContain('1 | Li Wei | ¥130,000.00 | new');
    expect(show(await say('wangFang', '排行 本月 回款'))).toContain('1 | Li Wei | ¥130,000.00 | new');
    expect(show(await say('wangFang', '排行榜'))).toContain('Ranking by payments');
    expect(show(await say('wangFang', 'rank signed last month'))).toContain('Oct 2026 (1–31 Oct 2026)');
    expect(show(await say('wangFang', '排行 East'))).toContain('Ranking by payments · East');
  });
});
