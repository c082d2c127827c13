import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushActions } from '../../src/pushes/commands.ts';
import { expandEvent } from '../../src/pushes/expand.ts';
import { renderDelivery } from '../../src/pushes/render.ts';
import { noteActed } from '../../src/pushes/review/note-acted.ts';
import { tickReviews } from '../../src/pushes/review/plan.ts';
import { isActing, isIgnored, nextHour } from '../../src/pushes/review/rules.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createSetting, type Setting, subscribeChannel, subscribeMember } from './setting.ts';

describe('the rules', () => {
  it.each([
    ['ranking', 14, 0, true],
    ['ranking', 13, 0, false],
    ['ranking', 23, 1, false],
    ['clear-day', 6, 0, true],
    ['sales', 9, 0, false],
  ] as const)('%s: %i sent, %i acted on: %s', (kind, sent, acted, ignored) => {
    expect(isIgnored({ kind, sent, acted })).toBe(ignored);
  });

  it.each([
    ['2026-11-23T10:00:00+08:00', 'Asia/Shanghai', '2026-11-23T10:00:00+08:00'],
    ['2026-11-23T09:30:00+08:00', 'America/New_York', '2026-11-23T09:30:00-05:00'],
    ['2026-11-23T20:00:00+08:00', 'Asia/Shanghai', '2026-11-24T09:30:00+08:00'],
  ])('at %s in %s it comes at %s', (now, zone, then) => {
    expect(nextHour(Date.parse(now), zone)).toBe(Date.parse(then));
  });

  it('take shutting up for no use of a message', () => {
    expect(['reminder.done', 'delivery.open', 'push.mute', 'push.why', 'review.keep'].map(isActing)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('an organization', () => {
  let setting: Setting;
  let channel: string;
  let own: string;
  beforeAll(async () => {
    setting = await createSetting('2026-11-23T09:00:00+08:00');
    const { sunYue, liWei } = setting.company.members;
    channel = await subscribeChannel(setting, { kind: 'ranking', createdBy: sunYue.id });
    own = await subscribeMember(setting, liWei.id, { kind: 'clear-day' });
    await send(channel, 'ranking', 20, 'C1');
    await send(own, 'clear-day', 6, 'D1');
  });
  afterAll(() => setting.close());

  /** Messages of the last days, which all arrived. */
  async function send(subscriptionId: string, kind: string, count: number, conversation: string) {
    const { store, company, clock } = setting;
    const { workspace } = company.slack;
    await store.db.delivery.createMany({
      data: Array.from({ length: count }, (_, place) => {
        const at = new Date(clock.now() - (place + 1) * 86_400_000);
        const ref = { platform: 'slack', workspace, conversation, message: `${kind} ${place}` };
        const address = { platform: 'slack', workspace, conversation };
        const row = {
          orgId: company.orgId,
          id: store.ids.uuid(),
          key: `${kind} ${place}`,
          kind,
          subscriptionId,
        };
        const times = { notBefore: at, createdAt: at, settledAt: at };
        return { ...row, ...times, address, content: {}, state: 'sent', messageRef: ref };
      }),
    });
  }

  async function listNotes() {
    const { store } = setting;
    const events = await store.db.outboxEvent.findMany({ where: { kind: 'review.due', doneAt: null } });
    for (const { orgId, id } of events) await expandEvent(store, { orgId, id });
    return store.db.delivery.findMany({ where: { kind: 'review' }, orderBy: { createdAt: 'asc' } });
  }

  async function press(who: Who, action: string, target: string) {
    const handler = pushActions.find((each) => each.action === action);
    const context = speakAs(setting.store, setting.company, who, { press: { action, target } });
    return JSON.stringify((await handler?.run(context, target, {}))?.reply);
  }

  it('is asked nothing before its morning', async () => {
    await tickReviews(setting.store);
    expect(await listNotes()).toEqual([]);
  });

  it('is asked once: each about their own, whoever made it about a channel’s', async () => {
    setting.clock.advance(3_600_000);
    await tickReviews(setting.store);
    await tickReviews(setting.store);
    const notes = await listNotes();
    const { sunYue, liWei } = setting.company.members;
    expect(notes.map(({ content }) => content)).toMatchObject([
      { memberId: expect.any(String), subscriptionIds: [expect.any(String)] },
      { memberId: expect.any(String), subscriptionIds: [expect.any(String)] },
    ]);
    const asked = new Map(
      notes.map(({ content }) => {
        const { memberId, subscriptionIds } = content as { memberId: string; subscriptionIds: string[] };
        return [memberId, subscriptionIds];
      }),
    );
    expect(asked.get(sunYue.id)).toEqual([channel]);
    expect(asked.get(liWei.id)).toEqual([own]);
  });

  it('is told how often it came, switches it off with one tap and on again', async () => {
    const notes = await listNotes();
    const note = notes.find(({ content }) => JSON.stringify(content).includes(channel));
    if (note === undefined) throw new Error('no note');
    const words = JSON.stringify(await renderDelivery(setting.store, note));
    expect(words).toContain('came 20 times in four weeks, none acted on');
    expect(words).toContain('Who only reads, I cannot see');
    const target = `${note.id}.${channel}`;
    expect(await press('liWei', 'review.off', target)).toContain('Only an admin');
    expect(await press('sunYue', 'review.off', target)).toContain('switched off');
    expect(await press('sunYue', 'review.on', target)).toContain('review.keep');
    expect(await press('sunYue', 'review.keep', target)).toContain('three months');
  });

  it('is not asked again: what was kept for a quarter, what was let stand for four weeks', async () => {
    const later = async (days: number) => {
      setting.clock.advance(days * 86_400_000);
      const { store } = setting;
      await store.db.delivery.updateMany({
        where: { kind: { not: 'review' } },
        data: { createdAt: new Date(setting.clock.now() - 86_400_000) },
      });
      await tickReviews(store);
      return (await listNotes()).length;
    };
    expect(await later(7)).toBe(2);
    expect(await later(21)).toBe(3);
    expect(await later(63)).toBe(5);
  });

  it('is not asked about what somebody acted on', async () => {
    const { store, company, clock } = setting;
    const inbound = speakAs(store, company, 'liWei', {
      press: { action: 'followup.start', target: 'x' },
    }).inbound;
    const source = { ...inbound.source, conversation: 'D1' };
    const pressed = { ...inbound, source, messageId: 'clear-day 3' } as typeof inbound;
    await noteActed(store.db, company.orgId, pressed, clock.now());
    await noteActed(store.db, company.orgId, pressed, clock.now() + 1);
    const acted = await store.db.delivery.findMany({ where: { actedAt: { not: null } } });
    expect(acted).toMatchObject([{ key: 'clear-day 3', actedAt: new Date(clock.now()) }]);
  });
});
