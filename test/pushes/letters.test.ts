import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, commands } from '../../src/app/registry.ts';
import { cardToText } from '../../src/chat/card-text.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { listIdsLike, listLetterGroups, openLetter } from '../../src/pushes/letters/store.ts';
import { tellLetters } from '../../src/pushes/letters/tell.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { createTalk, type Talk } from '../fixtures/talk.ts';
import { createSetting, type Setting } from './setting.ts';

let setting: Setting;
let talk: Talk;
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00Z');
  talk = createTalk({ store: setting.store, company: setting.company, commands, actions });
});
afterAll(() => setting.close());

interface Put {
  readonly error: string;
  readonly state?: 'dead' | 'held' | 'pending';
  readonly conversation?: string;
  readonly user?: string;
  readonly content?: object;
  readonly address?: object;
  readonly posted?: boolean;
}

async function put({
  error,
  state = 'dead',
  conversation,
  user,
  content,
  address,
  posted,
}: Put): Promise<string> {
  const { store, company } = setting;
  const id = store.ids.uuid();
  const now = new Date(store.clock.now());
  const to = { platform: 'slack', workspace: company.slack.workspace };
  await store.db.delivery.create({
    data: {
      orgId: company.orgId,
      id,
      key: id,
      kind: 'reminder',
      address: address ?? { ...to, ...(conversation ? { conversation } : {}), ...(user ? { user } : {}) },
      content: content ?? { kind: 'push', push: 'canary', sentAt: 0 },
      state,
      attempts: 12,
      lastError: error,
      notBefore: state === 'held' ? new Date('9999-12-31T00:00:00Z') : now,
      createdAt: now,
      settledAt: state === 'dead' ? now : null,
      firstAttemptAt: posted ? now : null,
    },
  });
  return id;
}

const textOf = (reply: Reply): string =>
  reply.kind === 'card' || reply.kind === 'replace' ? cardToText(reply.card) : JSON.stringify(reply);
const stateOf = async (id: string) =>
  (await setting.store.db.delivery.findFirstOrThrow({ where: { id } })).state;
const sizes = async () =>
  (await listLetterGroups(setting.store.db, setting.company.orgId, { limit: 50 })).map(
    ({ sample, count }) => [sample.error, count],
  );

describe('messages that wait for an admin', () => {
  it('stand together by what mends them, with why and what to do', async () => {
    const { company } = setting;
    const inOne = [];
    for (let each = 0; each < 3; each += 1)
      inOne.push(await put({ error: 'not_in_channel', conversation: 'C1' }));
    await put({ error: 'not_in_channel', conversation: 'C2' });
    for (const conversation of ['C1', 'C2']) await put({ error: 'token_revoked', conversation });
    await put({ error: 'nobody_knows_this', conversation: 'C1' });
    expect(await sizes()).toEqual([
      ['not_in_channel', 3],
      ['token_revoked', 2],
      ['nobody_knows_this', 1],
      ['not_in_channel', 1],
    ]);
    const text = textOf(await talk.say('sunYue', 'deliveries'));
    expect(text).toContain('3 messages');
    expect(text).toContain('I am not in the channel.');
    expect(text).toContain('/invite @dealbell');
    expect(text).toContain('nobody_knows_this');
    expect(await listIdsLike(setting.store.db, company.orgId, inOne[1] ?? '', 10)).toEqual(inOne);
  });

  it('are sent again one by one, or all of one cause, each written down', async () => {
    const { store, company } = setting;
    const ids = await listIdsLike(store.db, company.orgId, (await newest('not_in_channel', 'C1')).id, 10);
    const [first = '', ...others] = ids;
    await talk.press('sunYue', { action: 'delivery.retry', target: first });
    expect(await stateOf(first)).toBe('pending');
    const reply = await talk.press('sunYue', { action: 'delivery.retry-like', target: others[0] ?? '' });
    expect(reply).toMatchObject({ kind: 'replace', notice: '2 are on their way again.' });
    expect(await Promise.all(ids.map(stateOf))).toEqual(['pending', 'pending', 'pending']);
    expect(await store.db.auditEntry.count({ where: { action: 'delivery.retried' } })).toBe(3);
  });

  it('are opened with all that happened, by name', async () => {
    const { store, company } = setting;
    const customer = await store.db.customer.create({
      data: {
        orgId: company.orgId,
        id: store.ids.uuid(),
        name: 'Blue Harbor',
        nameKey: 'blueharbor',
        createdAt: new Date(store.clock.now()),
      } as never,
    });
    const { id: memberId, slackUser } = company.members.liWei;
    const content = { kind: 'push', push: 'same-city', customerId: customer.id, memberId };
    const id = await put({ error: 'user_disabled', user: slackUser, content });
    await store.db.deliveryTrouble.create({
      data: {
        orgId: company.orgId,
        deliveryId: id,
        at: new Date(store.clock.now()),
        attempt: 1,
        outcome: 'pending',
        code: 'ECONNREFUSED',
      },
    });
    const text = textOf(await talk.say('sunYue', `deliveries show ${id}`));
    for (const word of ['Blue Harbor', 'Li Wei', 'attempt 1: ECONNREFUSED', 'user_disabled', id])
      expect(text).toContain(word);
    const chinese = textOf(await talk.say('sunYue', `投递 详情 ${id}`));
    expect(chinese).toContain('Blue Harbor');
    expect(textOf(await talk.say('sunYue', 'deliveries show nothing'))).toContain('No such message');
  });

  it('are dropped with a reason that stands in their history', async () => {
    const { id } = await newest('nobody_knows_this', 'C1');
    expect(await talk.say('sunYue', `deliveries drop ${id}`)).toMatchObject({ kind: 'form' });
    expect(textOf(await talk.say('sunYue', `deliveries drop ${id} the group is dissolved`))).toContain(
      'Dropped',
    );
    expect(await stateOf(id)).toBe('skipped');
    const { store, company } = setting;
    const opened = await openLetter(store.db, company.orgId, id);
    expect(opened).toMatchObject({ waits: false, error: 'dropped' });
    expect(opened?.history).toMatchObject([
      { kind: 'dropped', word: 'the group is dissolved', by: 'Sun Yue' },
    ]);
    expect(textOf(await talk.say('sunYue', `deliveries drop ${id} again`))).toContain('does not wait');
  });

  it('of which nobody can tell whether they are out are decided by who looks', async () => {
    const feishu = { platform: 'feishu', workspace: setting.company.feishu.workspace, conversation: 'oc_1' };
    const put1 = () =>
      put({ error: 'unsettled-uuid-no-longer-protects', state: 'held', address: feishu, posted: true });
    const [there, gone] = [await put1(), await put1()];
    const opened = textOf(await talk.say('sunYue', `deliveries show ${there}`));
    expect(opened).toContain('It is there');
    await talk.press('sunYue', { action: 'delivery.there', target: there });
    expect(await stateOf(there)).toBe('sent');
    await talk.press('sunYue', { action: 'delivery.retry', target: gone });
    expect(await stateOf(gone)).toBe('pending');
    // What was certainly never posted cannot be said to be there.
    const never = await put({ error: 'msg_too_long', conversation: 'C3' });
    await talk.press('sunYue', { action: 'delivery.there', target: never });
    expect(await stateOf(never)).toBe('dead');
  });

  it('concern admins alone, and only those of the organization', async () => {
    const { id } = await newest('msg_too_long', 'C3');
    for (const action of [
      'delivery.retry',
      'delivery.retry-like',
      'delivery.there',
      'delivery.page',
    ] as const)
      await talk.press('liWei', { action, target: action === 'delivery.page' ? `l.${id}.0` : id });
    expect(await stateOf(id)).toBe('dead');
    expect(await setting.store.db.auditEntry.count({ where: { action: 'delivery.refused' } })).toBe(4);
    expect(await openLetter(setting.store.db, setting.store.ids.uuid(), id)).toBeUndefined();
  });

  it('turn pages', async () => {
    for (let each = 0; each < 10; each += 1) await put({ error: 'is_archived', conversation: 'C9' });
    const { id } = await newest('is_archived', 'C9');
    const page = async (target: string) =>
      textOf(await talk.press('sunYue', { action: 'delivery.page', target }));
    expect((await page(`l.${id}.0`)).match(/Send again/g)).toHaveLength(8);
    expect((await page(`l.${id}.1`)).match(/Send again/g)).toHaveLength(2);
    expect(await page('g.99')).toContain('Deliveries');
    expect(await page('nonsense')).toContain('Deliveries');
  });
});

async function newest(lastError: string, conversation: string): Promise<{ readonly id: string }> {
  const rows = await setting.store.db.delivery.findMany({ where: { lastError }, orderBy: { id: 'desc' } });
  const found = rows.find(
    ({ address }) => (address as { conversation?: string }).conversation === conversation,
  );
  if (found === undefined) throw new Error(`nothing failed with ${lastError}`);
  return found;
}

describe('the admins', () => {
  const told = () => setting.store.db.delivery.findMany({ where: { kind: 'letters' } });

  it('are told of each new cause once, minutes after the first, all of it as one', async () => {
    const { store, clock, company } = setting;
    await store.db.delivery.deleteMany({ where: { state: { in: ['dead', 'held'] } } });
    await put({ error: 'not_in_channel', conversation: 'C1' });
    await put({ error: 'no-account', address: {} });
    expect(await tellLetters(store)).toBe(0);
    clock.advance(5 * 60_000);
    const made = await Promise.all([tellLetters(store), tellLetters(setting.join())]);
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1);
    // More of a cause that was told is no news.
    clock.advance(3 * 3_600_000);
    await put({ error: 'not_in_channel', conversation: 'C1' });
    clock.advance(3_600_000);
    expect(await tellLetters(store)).toBe(0);
    await put({ error: 'token_revoked', conversation: 'C1' });
    clock.advance(3_600_000);
    expect(await tellLetters(store)).toBe(1);
    const [first, second] = await told();
    expect(first?.address).toMatchObject({ platform: 'slack', user: company.members.sunYue.slackUser });
    // Slack is what is broken now: they hear of it on Feishu.
    expect(second?.address).toMatchObject({ platform: 'feishu', user: company.members.sunYue.feishuUser });
    const rendered = await renderDelivery(store, {
      orgId: company.orgId,
      id: first?.id ?? '',
      subscriptionId: null,
      content: first?.content,
    } as never);
    expect(JSON.stringify(rendered)).toContain('4 messages could not be sent');
    expect(JSON.stringify(rendered)).toContain('/invite @dealbell');
  });
});
