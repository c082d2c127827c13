import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { assignFields, buildVocabulary, parseLine } from '../../src/chat/parse.ts';
import { readValues } from '../../src/chat/read.ts';
import { pushActions, pushCommands } from '../../src/pushes/commands.ts';
import type { Done } from '../../src/store/commit.ts';
import { createCompany, type SpeakOptions, speakAs, type Who } from '../fixtures/company.ts';
import { createSettings, type Setting, type Settings, subscribeChannel } from './setting.ts';

const vocabulary = buildVocabulary(pushCommands);

let settings: Settings;
let setting: Setting;
beforeAll(async () => {
  settings = await createSettings();
});
afterAll(() => settings.close());
beforeEach(async () => {
  // A Monday, after the daily's time and before the ranking's.
  setting = await settings.open('2026-11-23T10:00:00+08:00');
});
afterEach(() => setting.close());

/** Of the test's own company. */
function own() {
  return { orgId: setting.company.orgId };
}

/** Types a line the way the dispatcher reads it. */
async function say(who: Who, text: string, options: SpeakOptions = { conversation: 'C1' }): Promise<Card> {
  const parsed = parseLine(text, vocabulary);
  if (parsed.kind !== 'command') throw new Error(`not a command: ${text}`);
  const assigned = assignFields(parsed.spec, parsed.line, 1);
  const moment = { now: setting.clock.now(), zone: 'Asia/Shanghai' };
  const raw = parsed.spec.refine?.(assigned, '2026-11-23', moment) ?? assigned;
  const context = speakAs(setting.store, setting.company, who, { ...options, text });
  const reading = readValues(parsed.spec, raw, {
    today: context.today,
    currency: 'CNY',
    fiscalStartMonth: 1,
  });
  expect(reading.errors).toEqual({});
  expect(reading.missing).toEqual([]);
  return cardOf(await parsed.spec.run(context, reading.values));
}

async function press(who: Who, action: string, target: string, conversation = 'C1'): Promise<Done> {
  const handler = pushActions.find((each) => each.action === action);
  if (handler === undefined) throw new Error(`no handler: ${action}`);
  const context = speakAs(setting.store, setting.company, who, { conversation, press: { action, target } });
  return handler.run(context, target, {});
}

function cardOf({ reply }: Done): Card {
  if (reply.kind !== 'card' && reply.kind !== 'replace') throw new Error(`no card: ${reply.kind}`);
  return reply.card;
}

/** All that a card says, on one line each. */
function wordsOf(card: Card): string {
  return JSON.stringify(card);
}

async function rows() {
  const all = await setting.store.db.subscription.findMany({ where: own(), orderBy: { id: 'asc' } });
  return all.map(({ kind, conversation, memberId, localTime, lang, groupId, minAmount, state }) => ({
    kind,
    conversation,
    memberId,
    localTime,
    lang,
    groupId,
    minAmount,
    state,
  }));
}

const channelRow = {
  conversation: 'C1',
  memberId: null,
  localTime: null,
  lang: 'en',
  groupId: null,
  minAmount: null,
  state: 'active',
};

describe('an admin in a group conversation', () => {
  it('subscribes it, and is told what was set', async () => {
    const card = await say('sunYue', 'subscribe sales min=10万');
    expect(await rows()).toEqual([{ ...channelRow, kind: 'sales', minAmount: 10_000_000n }]);
    expect(card).toMatchObject({ title: 'Subscribed · Sales notification', tone: 'good' });
    expect(wordsOf(card)).toContain('Sales notification · whole company · from ¥100,000.00');
    expect(wordsOf(card)).toContain('as soon as it happens');
  });

  it('is told when the next one comes', async () => {
    expect(wordsOf(await say('sunYue', 'subscribe ranking'))).toContain('Mon 23 Nov 2026 18:00');
    expect(wordsOf(await say('sunYue', 'subscribe daily'))).toContain('Tue 24 Nov 2026 09:00');
    expect(wordsOf(await say('sunYue', '订阅 排行榜 9:30'))).toContain('Tue 24 Nov 2026 09:30');
  });

  it('names group, time and language; the same again sets it anew', async () => {
    const { east } = setting.company.groups;
    await say('sunYue', 'subscribe daily 09:00 group=east lang=zh');
    await say('sunYue', '订阅日报 08:30 分组=East 语言=zh');
    const row = { ...channelRow, kind: 'daily', groupId: east, lang: 'zh', localTime: '08:30' };
    expect(await rows()).toEqual([row]);
    await say('sunYue', 'subscribe daily');
    expect(await rows()).toHaveLength(2);
  });

  it('is asked which group is meant', async () => {
    const card = await say('sunYue', 'subscribe daily group=West');
    expect(wordsOf(card)).toContain('There is no group called “West”.');
    expect(wordsOf(card)).toContain('Acme, East, South');
    expect(await rows()).toEqual([]);
  });

  it('writes down who set what', async () => {
    await say('sunYue', 'subscribe sales');
    const [entry] = await setting.store.db.auditEntry.findMany({ where: own() });
    expect(entry).toMatchObject({ action: 'subscription.set', actorId: setting.company.members.sunYue.id });
  });
});

describe('a manager in a group conversation', () => {
  it('subscribes it to their own group without naming it', async () => {
    await say('zhangMin', 'subscribe sales');
    expect(await rows()).toMatchObject([{ kind: 'sales', groupId: setting.company.groups.east }]);
  });

  it('is refused another group and the company, and the refusal is written down', async () => {
    expect(await say('zhangMin', 'subscribe sales group=South')).toMatchObject({ tone: 'warn' });
    expect(await say('zhangMin', 'subscribe sales group=Acme')).toMatchObject({ tone: 'warn' });
    expect(await rows()).toEqual([]);
    expect(
      await setting.store.db.auditEntry.count({ where: { ...own(), action: 'subscription.refused' } }),
    ).toBe(2);
  });

  it('is asked which one if they manage several', async () => {
    const { orgId, groups, members } = setting.company;
    const data = { orgId, groupId: groups.south, memberId: members.zhangMin.id };
    await setting.store.db.groupManager.create({ data });
    expect(wordsOf(await say('zhangMin', 'subscribe sales'))).toContain('East, South');
    expect(await rows()).toEqual([]);
  });
});

describe('others in a group conversation', () => {
  it.each(['liWei', 'chenJing', 'zhaoLei', 'huangLi'] as const)('%s is refused kindly', async (who) => {
    const card = await say(who, 'subscribe ranking');
    expect(wordsOf(card)).toContain('decided by an admin');
    expect(await rows()).toEqual([]);
  });
});

describe('in private', () => {
  it.each([
    ['liWei', 'ranking', true],
    ['liWei', 'daily', false],
    ['liWei', 'sales', false],
    ['zhangMin', 'daily', true],
    ['zhangMin', 'sales', true],
    ['chenJing', 'sales', true],
    ['zhaoLei', 'daily', true],
    ['huangLi', 'daily', true],
    ['huangLi', 'sales', false],
    ['sunYue', 'sales', true],
  ] as const)('%s and %s: %s', async (who, kind, allowed) => {
    const card = await say(who, `subscribe ${kind}`, {});
    expect(card.tone).toBe(allowed ? 'good' : 'warn');
    const memberId = setting.company.members[who].id;
    expect(await rows()).toMatchObject(allowed ? [{ kind, memberId, conversation: null }] : []);
  });

  it('a manager gets their groups, not another one', async () => {
    expect(wordsOf(await say('zhangMin', 'subscribe daily', {}))).toContain('your groups');
    expect(await say('zhangMin', 'subscribe daily group=South', {})).toMatchObject({ tone: 'warn' });
    expect(await rows()).toHaveLength(1);
  });
});

describe('the list', () => {
  it('says that nothing is sent here yet, and how to change that', async () => {
    expect(wordsOf(await say('liWei', 'subscribe list'))).toContain('Nothing is sent here yet');
    expect(wordsOf(await say('liWei', '我的订阅', {}))).toContain('reminders always reach you');
  });

  it('shows what this conversation gets, with buttons for who may press them', async () => {
    await say('sunYue', 'subscribe ranking');
    await say('sunYue', 'subscribe sales', { conversation: 'C2' });
    const mine = wordsOf(await say('sunYue', 'subscribe list'));
    expect(mine).toContain('Ranking · whole company');
    expect(mine).not.toContain('Sales notification');
    expect(mine).toContain('subscription.pause');
    expect(wordsOf(await say('liWei', 'subscribe list'))).not.toContain('subscription.pause');
  });
});

describe('pause, resume and remove', () => {
  it('take effect once and answer with the list as it is then', async () => {
    const id = await subscribeChannel(setting, { kind: 'ranking' });
    const paused = await press('sunYue', 'subscription.pause', id);
    expect(paused.reply).toMatchObject({ kind: 'replace', notice: 'Paused.' });
    expect(wordsOf(cardOf(paused))).toContain('paused');
    await press('sunYue', 'subscription.pause', id);
    expect(
      await setting.store.db.auditEntry.count({ where: { ...own(), action: 'subscription.paused' } }),
    ).toBe(1);

    setting.clock.advance(3_600_000);
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.resume', id)))).toContain('18:00');
    const row = await setting.store.db.subscription.findFirstOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'active', startsAt: new Date(setting.clock.now()) });

    expect(wordsOf(cardOf(await press('sunYue', 'subscription.remove', id)))).toContain(
      'Nothing is sent here yet',
    );
    expect(await rows()).toMatchObject([{ state: 'removed' }]);
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.resume', id)))).toContain(
      'Nothing is sent here yet',
    );
    expect(await rows()).toMatchObject([{ state: 'removed' }]);
  });

  it('are refused to who may not, with the rights of this moment', async () => {
    const { company, store } = setting;
    const east = await subscribeChannel(setting, { kind: 'ranking', groupId: company.groups.east });
    const whole = await subscribeChannel(setting, { kind: 'ranking' });
    for (const [who, target] of [
      ['liWei', east],
      ['zhangMin', whole],
    ] as const) {
      const { reply } = await press(who, 'subscription.remove', target);
      expect(reply).toMatchObject({ kind: 'card', audience: 'asker', card: { tone: 'warn' } });
    }
    await store.db.groupManager.deleteMany({ where: own() });
    expect((await press('zhangMin', 'subscription.remove', east)).reply).toMatchObject({ kind: 'card' });
    expect((await rows()).map(({ state }) => state)).toEqual(['active', 'active']);
    expect(await store.db.auditEntry.count({ where: { ...own(), action: 'subscription.refused' } })).toBe(3);
  });

  it('of something unknown, or of another company, change nothing', async () => {
    const id = await subscribeChannel(setting, { kind: 'ranking' });
    const other = await createCompany(setting.store, { suffix: 'other' });
    const handler = pushActions.find(({ action }) => action === 'subscription.remove');
    const context = speakAs(setting.store, other, 'sunYue', { conversation: 'C1' });
    await handler?.run(context, id, {});
    await press('sunYue', 'subscription.remove', 'not-an-id');
    await press('sunYue', 'subscription.remove', setting.store.ids.uuid());
    expect(await rows()).toMatchObject([{ state: 'active' }]);
  });

  it('work by command too', async () => {
    await say('sunYue', 'subscribe ranking');
    expect(wordsOf(await say('sunYue', 'subscribe off daily'))).toContain('no such subscription');
    await say('sunYue', '取消订阅排行榜');
    expect(await rows()).toMatchObject([{ state: 'removed' }]);
    await say('sunYue', 'subscribe ranking');
    expect((await rows()).map(({ state }) => state)).toEqual(['removed', 'active']);
  });
});

describe('a schedule of its own', () => {
  const schedules = () =>
    setting.store.db.subscription.findMany({
      where: own(),
      select: { localTime: true, days: true, zone: true },
    });

  it('has days and a zone, in whichever order they are typed', async () => {
    const card = await say('sunYue', 'subscribe ranking fri 17:30 zone=London');
    expect(await schedules()).toEqual([{ localTime: '17:30', days: 'fri', zone: 'Europe/London' }]);
    expect(wordsOf(card)).toContain('17:30 on Fridays (London time)');
    expect(wordsOf(card)).toContain('Fri 27 Nov 2026 17:30');
    await say('sunYue', '订阅 排行榜 每天 8点 时区=纽约');
    expect(await schedules()).toEqual([{ localTime: '08:00', days: 'every-day', zone: 'America/New_York' }]);
  });

  it('is changed by command and by form, and only what is named', async () => {
    await say('sunYue', 'subscribe ranking fri 17:30 lang=zh');
    await say('sunYue', 'subscribe edit ranking 16:00');
    expect(await schedules()).toEqual([{ localTime: '16:00', days: 'fri', zone: 'Asia/Shanghai' }]);
    expect((await rows())[0]).toMatchObject({ lang: 'zh' });
    const [row] = await setting.store.db.subscription.findMany({ where: own() });
    const form = await press('sunYue', 'subscription.edit', row?.id ?? '');
    expect(form.reply).toMatchObject({ kind: 'form' });
    expect(JSON.stringify(form.reply)).toContain('"value":"16:00"');
    expect(JSON.stringify(form.reply)).not.toContain('"name":"min"');
    const before = await setting.store.db.auditEntry.count({ where: own() });
    await say('sunYue', 'subscribe edit ranking 16:00');
    expect(await setting.store.db.auditEntry.count({ where: own() })).toBe(before);
  });
});

describe('for others', () => {
  it('an admin subscribes a person, in their language, and a channel from elsewhere', async () => {
    const { liWei } = setting.company.members;
    const card = await say('sunYue', `subscribe ranking for=${liWei.id}`, {});
    expect(wordsOf(card)).toContain('Li Wei');
    await say('sunYue', 'subscribe sales to=https://acme.slack.com/archives/C0123ABCD', {});
    expect(await rows()).toMatchObject([
      { kind: 'ranking', memberId: liWei.id },
      { kind: 'sales', conversation: 'C0123ABCD' },
    ]);
    // What they may not see they are not subscribed to.
    expect(await say('sunYue', `subscribe sales for=${liWei.id}`, {})).toMatchObject({ tone: 'warn' });
    expect(wordsOf(await say('sunYue', 'subscribe sales to=#sales', {}))).toContain('link or id');
    expect(await rows()).toHaveLength(2);
  });

  it('nobody else does', async () => {
    const { liWei } = setting.company.members;
    for (const rest of [`for=${liWei.id}`, 'to=C0123ABCD'])
      expect(wordsOf(await say('zhangMin', `subscribe ranking ${rest}`, {}))).toContain('Only an admin');
    expect(await rows()).toEqual([]);
  });
});

describe('the card of a subscription', () => {
  it('previews to the asker alone, and sends today’s once', async () => {
    const id = await subscribeChannel(setting, { kind: 'ranking' });
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.show', id)))).toContain('subscription.preview');
    const preview = await press('sunYue', 'subscription.preview', id);
    expect(preview.reply).toMatchObject({ kind: 'card', audience: 'asker' });
    expect(wordsOf(cardOf(preview))).toContain('A preview');
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.now', id)))).toContain('on its way');
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.now', id)))).toContain('went out already');
    expect(await setting.store.db.scheduleSlot.count({ where: { ...own(), reason: 'by-hand' } })).toBe(1);
    const sales = await subscribeChannel(setting, { kind: 'sales' });
    expect(wordsOf(cardOf(await press('sunYue', 'subscription.preview', sales)))).toContain(
      'nothing to show yet',
    );
  });
});
