import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectText } from '../stage/chat.ts';
import { createStage, type Stage } from '../stage/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  for (const [name, who] of [
    ['Acme Corp', 'liWei'],
    ['华为技术有限公司', 'liWei'],
    ['Globex', 'wangFang'],
    ['Initech', 'liWei'],
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
    expect(await suggest(user, 'customer', 'huawei')).toEqual(['华为技术有限公司', '“huawei”, as typed']);
    expect(await suggest(user, 'customer', 'Globex')).toEqual(['“Globex”, as typed']);
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

/** The words of the home tab of a person on Slack. */
function readHome(user: string): string {
  return collectText(stage.slack.home(user)?.blocks ?? []);
}

/** Presses the first button of the home tab that has this label. */
async function pressHome(user: string, label: string): Promise<void> {
  const view = stage.slack.home(user);
  const blocks = (view?.blocks ?? []) as readonly {
    readonly block_id: string;
    readonly elements?: readonly {
      readonly action_id?: string;
      readonly text?: { readonly text?: string };
    }[];
  }[];
  const block = blocks.find(({ elements = [] }) => elements.some(({ text }) => text?.text === label));
  const button = block?.elements?.find(({ text }) => text?.text === label);
  const ref = { viewId: view?.id ?? '' };
  await stage.slack.press(user, ref, button?.action_id ?? '', { blockId: block?.block_id ?? '' });
}

describe('the home tab on Slack', () => {
  const user = () => stage.company.members.liWei.slackUser;

  test('shows the day and the customers, and is shown anew after a press and after a form', async () => {
    await stage.on.slack.say('liWei', 'followup Acme Corp call back next=2026-11-23');
    await stage.on.slack.see('liWei', ['call back']);
    await stage.slack.openHome(user());
    expect(readHome(user())).toMatch(/Li Wei[\s\S]*To do today: 1[\s\S]*Acme Corp[\s\S]*My customers/);
    await pressHome(user(), 'Done');
    await stage.slack.waitFor(() => readHome(user()).includes('Nothing is due today'), { what: 'the home' });
    await pressHome(user(), 'Show');
    await stage.slack.waitFor(() => readHome(user()).includes('Lately'), { what: 'the customer' });
    await pressHome(user(), 'Close');
    await stage.slack.waitFor(() => !readHome(user()).includes('Lately'), { what: 'the home alone' });
    await pressHome(user(), 'Log a follow-up');
    await stage.on.slack.submit('liWei', { customer: 'Acme', text: 'asked again', next: '2026-11-23' });
    await stage.slack.waitFor(() => readHome(user()).includes('To do today: 1'), { what: 'what is due' });
    await stage.on.slack.see('liWei', ['asked again']);
  });

  test('tells a stranger how to become known, and shows finance nothing to sell', async () => {
    stage.slack.addPerson({ id: 'USTRANGER', name: 'x', realName: 'X', email: 'x@elsewhere.test' });
    await stage.slack.openHome('USTRANGER');
    expect(readHome('USTRANGER')).toContain('we have not met yet');
    const finance = stage.company.members.chenJing.slackUser;
    await stage.slack.openHome(finance);
    expect(readHome(finance)).not.toContain('My customers');
  });
});

test('a message on Slack is logged from its menu, with what it says filled in', async () => {
  const user = stage.company.members.liWei.slackUser;
  const said = await stage.slack.say(user, 'CSALES', 'Acme Corp called, quoted 300k, call back next wed');
  await stage.slack.shortcut(user, 'log_followup', { conversationId: 'CSALES', ts: said.message.ts });
  const view = await stage.slack.waitFor(
    () => stage.slack.views(user).find(({ content }) => JSON.stringify(content).includes('quoted 300k')),
    { what: 'the form' },
  );
  const form = JSON.stringify(view.content);
  expect(form).toContain('"initial_date":"2026-12-02"');
  await stage.slack.submit(user, view.id);
  await stage.on.slack.see('liWei', ['Follow-up logged: Acme Corp', '300,000.00']);
});

test.each(['slack', 'feishu'] as const)(
  'who answers a message on %s with `log` logs what it says',
  async (platform) => {
    const { liWei, wangFang } = stage.company.members;
    if (platform === 'slack') {
      const { message } = await stage.slack.say(
        wangFang.slackUser,
        'CSALES',
        'Acme Corp asked for the new catalogue',
      );
      await stage.slack.say(liWei.slackUser, 'CSALES', '<@UBOT> log', { threadTs: message.ts });
      await stage.on.slack.see('liWei', ['asked for the new catalogue']);
      await stage.on.slack.press('liWei', 'Fill in the form');
      await stage.slack.waitFor(() => stage.slack.views(liWei.slackUser).length > 0, { what: 'the form' });
    } else {
      const { message } = await stage.feishu.say(
        wangFang.feishuUser,
        'oc_sales',
        '华为技术有限公司 想看新目录',
      );
      const options = { mentionBot: true, replyTo: message.messageId };
      await stage.feishu.say(liWei.feishuUser, 'oc_sales', '跟进', options);
      await stage.on.feishu.see('liWei', ['Log a follow-up', 'What happened']);
    }
    await stage.on[platform].submit('liWei', {});
    const name = platform === 'slack' ? 'Acme Corp' : '华为技术有限公司';
    await stage.on[platform].see('liWei', [
      'Follow-up logged',
      name,
      platform === 'slack' ? 'catalogue' : '新目录',
    ]);
  },
);

describe('the address of a record in a channel on Slack', () => {
  const shown = (channel: string, ts: string) =>
    collectText(stage.slack.messages(channel).find((message) => message.ts === ts)?.attachments ?? []);
  const share = async (channel: string) => {
    const acme = await stage.store.db.customer.findFirst({ where: { name: 'Acme Corp' } });
    const said = await stage.slack.say(
      stage.company.members.liWei.slackUser,
      channel,
      `see https://crm.acme.test/r/${acme?.id}`,
    );
    await stage.slack.waitFor(() => shown(channel, said.message.ts) !== '', { what: 'the preview' });
    return said.message.ts;
  };

  test('says nothing about it where somebody may not see it, and shows it to whoever may', async () => {
    const ts = await share('CSALES');
    expect(shown('CSALES', ts)).toContain('Dealbell: a customer');
    expect(shown('CSALES', ts)).not.toMatch(/Acme|Li Wei/);
    const { zhangMin, wangFang } = stage.company.members;
    const pressed = { conversationId: 'CSALES', ts };
    await stage.slack.press(zhangMin.slackUser, pressed, 'record.show 0');
    await stage.on.slack.see('zhangMin', ['Acme Corp', 'Lately'], 'channel');
    await stage.slack.press(wangFang.slackUser, pressed, 'record.show 0');
    await stage.on.slack.see('wangFang', ['That customer is taken', 'Li Wei'], 'channel');
    expect(stage.on.slack.read('wangFang', 'channel').join()).not.toContain('Lately');
  });

  test('says what it is where all may see it', async () => {
    const own = stage.slack.dm(stage.company.members.liWei.slackUser);
    expect(shown(own, await share(own))).toMatch(/Acme Corp[\s\S]*Li Wei/);
  });
});

describe('the address of a record in a chat on Feishu', () => {
  const share = async (chat: string) => {
    const acme = await stage.store.db.customer.findFirst({ where: { name: 'Acme Corp' } });
    const { feishuUser } = stage.company.members.liWei;
    const { message } = await stage.feishu.say(feishuUser, chat, `看 https://crm.acme.test/r/${acme?.id}`);
    const shown = stage.feishu.messages(chat === 'p2p' ? stage.feishu.p2p(feishuUser) : chat);
    const previews = shown.find(({ messageId }) => messageId === message.messageId)?.previews ?? [];
    return {
      id: message.messageId,
      text: previews.map(({ title, card }) => title + collectText(card)).join(),
    };
  };

  test('says nothing about it where somebody may not see it, and shows it to whoever may', async () => {
    const { id, text } = await share('oc_sales');
    expect(text).toContain('Dealbell: a customer');
    expect(text).not.toMatch(/Acme|Li Wei/);
    const { zhangMin, wangFang } = stage.company.members;
    await stage.feishu.press(zhangMin.feishuUser, id, { text: 'Show me' });
    await stage.on.feishu.see('zhangMin', ['Acme Corp', 'Lately']);
    await stage.feishu.press(wangFang.feishuUser, id, { text: 'Show me' });
    await stage.on.feishu.see('wangFang', ['That customer is taken', 'Li Wei']);
  });

  test('says what it is where all may see it, and nothing of what nobody knows', async () => {
    expect((await share('p2p')).text).toMatch(/Acme Corp[\s\S]*Li Wei/);
    const { feishuUser } = stage.company.members.liWei;
    const stranger = `https://crm.acme.test/r/${stage.company.members.liWei.id}`;
    const { message } = await stage.feishu.say(feishuUser, 'p2p', stranger);
    expect(message.previews).toBeUndefined();
    expect(stage.feishu.troubles.filter(({ reason }) => reason.startsWith('preview'))).toEqual([]);
  });
});

test('Feishu completes the commands by itself, each registered once', async () => {
  const known = stage.feishu.slashCommands().map(({ command }) => command);
  expect(known).toEqual(expect.arrayContaining(['home', 'followup', 'customer', 'rank', 'help']));
  const made = stage.feishu.calls.filter(({ method }) => method.startsWith('POST /application/v7/app_slash'));
  expect(made).toHaveLength(known.length);
});

test('on Feishu the same day is a card, from the bot’s menu', async () => {
  const { feishuUser } = stage.company.members.liWei;
  await stage.feishu.menu(feishuUser, 'home');
  await stage.on.feishu.see('liWei', ['Li Wei', 'To do today', 'My customers', 'Acme Corp']);
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
    await feishu.say(zhangMin.feishuUser, feishu.p2p(zhangMin.feishuUser), '转移 Initech');
    const form = await feishu.waitFor(
      () =>
        feishu
          .messages(feishu.p2p(zhangMin.feishuUser), { as: zhangMin.feishuUser })
          .findLast(({ card }) => JSON.stringify(card ?? {}).includes('select_person')),
      { what: 'a person selector' },
    );
    expect(JSON.stringify(form.card)).toContain(liWei.feishuUser);
    await stage.on.feishu.submit('zhangMin', { to: zhangMin.feishuUser });
    await stage.on.feishu.see('zhangMin', ['Initech', 'Zhang Min']);
  });
});

describe.each(['slack', 'feishu'] as const)('help on %s', (platform) => {
  const chat = () => stage.on[platform];

  test('is one short card of groups, whose buttons turn its page', async () => {
    await chat().say('liWei', 'help');
    const groups = await chat().see('liWei', ['What you can do', 'Orders and payments', 'Claim a customer']);
    expect(groups).not.toContain('Settings');
    const before = chat().read('liWei').length;
    await chat().press('liWei', 'Customers');
    await chat().see('liWei', ['customer claim Silverline', 'All groups']);
    expect(chat().read('liWei')).toHaveLength(before);
  });

  test('a misspelt command is offered as it would be right', async () => {
    await chat().say('liWei', 'folowup Acme Corp sent the samples');
    await chat().see('liWei', ['followup Acme Corp sent the samples']);
    await chat().press('liWei', 'Send like this');
    await chat().see('liWei', ['Follow-up logged: Acme Corp', 'sent the samples']);
  });

  test('a line without a command becomes a follow-up, or finds whom it names', async () => {
    await chat().say('liWei', '华为');
    await chat().see('liWei', ['Customers by that name', '华为技术有限公司']);
    await chat().say('liWei', 'They want the whole price list by Friday, and a visit next week');
    await chat().see('liWei', ['I did not understand that', 'whole price list']);
    await chat().press('liWei', 'Log it as a follow-up');
    await chat().submit('liWei', { customer: 'Acme Corp' });
    const logged = await chat().see('liWei', ['Acme Corp', 'whole price list']);
    expect(logged).not.toContain('Other');
  });

  test('an unknown customer is searched for where there is nothing to create', async () => {
    await chat().say('liWei', 'claim Nobody Knows Ltd');
    const answer = await chat().see('liWei', ['No such customer yet', 'Search for']);
    expect(answer).not.toContain('Create');
  });
});
