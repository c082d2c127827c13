import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  for (const [name, who] of [
    ['Acme Corp', 'liWei'],
    ['华为技术有限公司', 'liWei'],
    ['Globex', 'wangFang'],
  ] as const) {
    await stage.on.slack.say(who, `customer new ${name}`);
    await stage.on.slack.see(who, [name]);
  }
  await stage.on.slack.say('liWei', 'order Acme Corp 80000 number=HT-7');
  await stage.on.slack.see('liWei', ['HT-7']);
});
afterAll(() => stage.close());

/** The labels of what a menu of the topmost modal offers. */
async function suggest(user: string, field: string, typed: string): Promise<readonly string[]> {
  const view = stage.slack.views(user).at(-1);
  const { options } = await stage.slack.suggest(user, { viewId: view?.id ?? '' }, field, typed);
  return (options as readonly { readonly text: { readonly text: string } }[]).map(({ text }) => text.text);
}

describe('options on Slack', () => {
  test('are the person’s own before anything is typed, and follow what is typed by rights', async () => {
    const user = stage.company.members.liWei.slackUser;
    await stage.slack.command(user, stage.slack.dm(user), '/crm', 'followup');
    expect(await suggest(user, 'customer', '')).toEqual(
      expect.arrayContaining(['Acme Corp', '华为技术有限公司']),
    );
    expect(await suggest(user, 'customer', 'huawei')).toEqual(['华为技术有限公司', '“huawei” as typed']);
    expect(await suggest(user, 'customer', 'Globex')).toEqual(['“Globex” as typed']);
    await stage.on.slack.submit('liWei', { customer: 'huawei', text: 'met them' });
    await stage.on.slack.see('liWei', ['华为技术有限公司', 'met them']);
  });

  test('offer colleagues and orders', async () => {
    const user = stage.company.members.zhangMin.slackUser;
    await stage.slack.command(user, stage.slack.dm(user), '/crm', 'transfer');
    expect(await suggest(user, 'to', 'wang')).toEqual(['Wang Fang']);
    await stage.slack.command(user, stage.slack.dm(user), '/crm', 'order show');
    expect(await suggest(user, 'order', 'acme')).toEqual([expect.stringContaining('HT-7 · Acme Corp')]);
    const stranger = stage.company.members.wangFang.slackUser;
    await stage.slack.command(stranger, stage.slack.dm(stranger), '/crm', 'order show');
    expect(await suggest(stranger, 'order', 'HT')).toEqual([]);
  });
});

describe('the same on Feishu', () => {
  test('a form carries the likely customers, and a name can be typed beside them', async () => {
    const { feishu, company } = stage;
    await feishu.say(company.members.liWei.feishuUser, feishu.p2p(company.members.liWei.feishuUser), '跟进');
    const [customer] = await stage.store.db.customer.findMany({ where: { name: 'Acme Corp' } });
    await stage.on.feishu.submit('liWei', {
      customer_picked: `#${customer?.id} Acme Corp`,
      text: '电话沟通',
    });
    await stage.on.feishu.see('liWei', ['Acme Corp', '电话沟通']);
  });

  test('colleagues are picked with the person selector', async () => {
    const { feishu, company } = stage;
    const { zhangMin, liWei } = company.members;
    await feishu.say(zhangMin.feishuUser, feishu.p2p(zhangMin.feishuUser), '转移 Acme Corp');
    const form = await feishu.waitFor(
      () =>
        feishu
          .messages(feishu.p2p(zhangMin.feishuUser), { as: zhangMin.feishuUser })
          .findLast(({ card }) => JSON.stringify(card ?? {}).includes('select_person')),
      { what: 'a person selector' },
    );
    expect(JSON.stringify(form.card)).toContain(liWei.feishuUser);
    await stage.on.feishu.submit('zhangMin', { to: zhangMin.feishuUser });
    await stage.on.feishu.see('zhangMin', ['Acme Corp', 'Zhang Min']);
  });
});
