import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { declareYear } from '../../src/people/calendar/store.ts';
import { tick } from '../../src/pushes/tick.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel, subscribeMember } from './setting.ts';

const MONDAY = '2026-11-23T08:00:00+08:00';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let setting: Setting;
beforeEach(async () => {
  setting = await createSetting(MONDAY);
  // Managers get a daily summary of their own accord; here only what a test subscribes counts.
  await setting.store.db.groupManager.deleteMany();
  await muteOwnWork(setting);
});
afterEach(() => setting.close());

async function slotsOf(subscriptionId: string): Promise<readonly string[]> {
  const rows = await setting.store.db.scheduleSlot.findMany({
    where: { subscriptionId },
    orderBy: { day: 'asc' },
  });
  return rows.map(({ day, outcome, reason }) =>
    `${day.toISOString().slice(0, 10)} ${outcome} ${reason}`.trim(),
  );
}

async function eventsOf(kind: string): Promise<readonly unknown[]> {
  const rows = await setting.store.db.outboxEvent.findMany({ where: { kind }, orderBy: { id: 'asc' } });
  return rows.map(({ payload }) => payload);
}

describe('a slot', () => {
  it('falls due by the clock, once, together with its event', async () => {
    const id = await subscribeChannel(setting);
    expect(await tick(setting.store)).toEqual({ queued: 0, skipped: 0, reminders: 0 });
    setting.clock.advance(HOUR);
    expect(await tick(setting.store)).toEqual({ queued: 1, skipped: 0, reminders: 0 });
    expect(await tick(setting.store)).toEqual({ queued: 0, skipped: 0, reminders: 0 });
    expect(await slotsOf(id)).toEqual(['2026-11-23 queued']);
    expect(await eventsOf('slot.due')).toEqual([{ subscriptionId: id, day: '2026-11-23' }]);
  });

  it.each([
    [1, ['2026-11-23 skipped superseded:2026-11-24', '2026-11-24 queued']],
    [
      3,
      [
        '2026-11-23 skipped superseded:2026-11-26',
        '2026-11-24 skipped superseded:2026-11-26',
        '2026-11-25 skipped superseded:2026-11-26',
        '2026-11-26 queued',
      ],
    ],
  ])('after %d days away: the latest digest, the others with the reason', async (days, expected) => {
    const id = await subscribeChannel(setting);
    setting.clock.advance(days * DAY + HOUR);
    await tick(setting.store);
    expect(await slotsOf(id)).toEqual(expected);
    expect(await eventsOf('slot.due')).toHaveLength(1);
  });

  it('after 40 days away, over the end of a month and a year: no workday is left out', async () => {
    const digest = await subscribeChannel(setting);
    const ranking = await subscribeChannel(setting, { kind: 'ranking' });
    setting.clock.advance(40 * DAY + HOUR);
    await tick(setting.store);
    const [digests, rankings] = [await slotsOf(digest), await slotsOf(ranking)];
    // It is Saturday, 2 January 2027, 09:00: the last workday was Friday, 15 hours ago for a ranking at 18:00.
    expect(digests).toHaveLength(30);
    expect(digests.at(-1)).toBe('2027-01-01 queued late');
    expect(digests.slice(0, -1).every((line) => line.endsWith('skipped superseded:2027-01-01'))).toBe(true);
    expect(rankings).toHaveLength(30);
    expect(rankings.every((line) => line.endsWith('skipped too-late'))).toBe(true);
    expect(await eventsOf('slot.due')).toEqual([{ subscriptionId: digest, day: '2027-01-01' }]);
  });

  it('is decided once by four processes at the same time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        subscribeChannel(setting, {
          kind: index % 2 === 0 ? 'daily' : 'ranking',
          home: { kind: 'conversation', workspaceId: setting.company.slack.id, conversation: `C${index}` },
        }),
      ),
    );
    const stores = [setting.store, setting.join(), setting.join(), setting.join()];
    setting.clock.advance(3 * DAY + 12 * HOUR);
    const reports = await Promise.all(stores.map((store) => tick(store)));
    expect(reports.reduce((sum, { queued }) => sum + queued, 0)).toBe(20);
    expect(reports.reduce((sum, { skipped }) => sum + skipped, 0)).toBe(60);
    expect(await setting.store.db.scheduleSlot.count()).toBe(80);
    const alone = (await eventsOf('slot.due')) as { subscriptionId: string }[];
    const together = (await eventsOf('slots.due')) as { slots: { subscriptionId: string }[] }[];
    const events = [...alone, ...together.flatMap(({ slots }) => slots)];
    expect(events.map(({ subscriptionId }) => subscriptionId).toSorted()).toEqual(ids.toSorted());
  });

  it('survives 50 restarts within its minute', async () => {
    const id = await subscribeChannel(setting);
    setting.clock.advance(HOUR - 25_000);
    for (let restart = 0; restart < 50; restart += 1) {
      await tick(setting.store);
      setting.clock.advance(1_000);
    }
    expect(await slotsOf(id)).toEqual(['2026-11-23 queued']);
    expect(await eventsOf('slot.due')).toHaveLength(1);
  });

  it('does not come for what is paused, and nothing is made up for afterwards', async () => {
    const id = await subscribeChannel(setting);
    await setting.store.db.subscription.updateMany({ where: { id }, data: { state: 'paused' } });
    setting.clock.advance(2 * DAY + HOUR + 60_000);
    expect(await tick(setting.store)).toEqual({ queued: 0, skipped: 0, reminders: 0 });
    const startsAt = new Date(setting.clock.now());
    await setting.store.db.subscription.updateMany({ where: { id }, data: { state: 'active', startsAt } });
    expect(await tick(setting.store)).toEqual({ queued: 0, skipped: 0, reminders: 0 });
    setting.clock.advance(DAY);
    await tick(setting.store);
    expect(await slotsOf(id)).toEqual(['2026-11-26 queued']);
  });

  it("rests on the organization's own holidays and works on its make-up days", async () => {
    const id = await subscribeChannel(setting);
    const { orgId } = setting.company;
    await setting.store.db.holiday.createMany({
      data: [
        { orgId, day: new Date('2026-11-24'), kind: 'rest' },
        { orgId, day: new Date('2026-11-28'), kind: 'work' },
      ],
    });
    for (let day = 0; day < 6; day += 1) {
      setting.clock.set(Date.parse(MONDAY) + day * DAY + HOUR);
      await tick(setting.store);
    }
    expect((await slotsOf(id)).map((line) => line.slice(0, 10))).toEqual([
      '2026-11-23',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
    ]);
  });
});

describe('a daily summary for managers', () => {
  it('is subscribed once, and not again after it was removed', async () => {
    const { store, company } = setting;
    const { id: memberId } = company.members.zhangMin;
    await store.db.groupManager.create({
      data: { orgId: company.orgId, groupId: company.groups.east, memberId },
    });
    await Promise.all([tick(store), tick(setting.join())]);
    const mine = { memberId, kind: 'daily' };
    expect(
      await store.db.subscription.count({ where: { ...mine, state: 'active', localTime: '09:00' } }),
    ).toBe(1);
    await store.db.subscription.updateMany({ where: mine, data: { state: 'removed' } });
    await tick(store);
    expect(await store.db.subscription.count({ where: mine })).toBe(1);
  });

  it('leaves one alone who chose another time', async () => {
    const { store, company } = setting;
    const { id: memberId } = company.members.zhangMin;
    await store.db.groupManager.create({
      data: { orgId: company.orgId, groupId: company.groups.east, memberId },
    });
    await subscribeMember(setting, memberId, { localTime: '07:30', groupId: company.groups.east });
    await tick(store);
    expect(await store.db.subscription.count({ where: { memberId, kind: 'daily' } })).toBe(1);
  });
});

describe('a reminder', () => {
  async function remind(changes: { state?: string; dueAt?: Date } = {}): Promise<string> {
    const { store, company } = setting;
    const { db, ids } = store;
    const { orgId } = company;
    const now = new Date(setting.clock.now());
    const name = `Customer ${ids.uuid()}`;
    const customer = await db.customer.create({
      data: { orgId, id: ids.uuid(), name, nameKey: name, createdAt: now },
    });
    const memberId = company.members.liWei.id;
    const followUp = await db.followUp.create({
      data: {
        orgId,
        id: ids.uuid(),
        customerId: customer.id,
        authorId: memberId,
        kind: 'call',
        text: 'Called',
        happenedAt: now,
        happenedOn: now,
        createdAt: now,
      },
    });
    const state = changes.state ?? 'open';
    const reminder = await db.reminder.create({
      data: {
        orgId,
        id: ids.uuid(),
        followUpId: followUp.id,
        customerId: customer.id,
        memberId,
        dueOn: new Date('2026-11-23'),
        dueAt: changes.dueAt ?? new Date('2026-11-23T09:00:00+08:00'),
        state,
        closedAt: state === 'open' ? null : now,
      },
    });
    return reminder.id;
  }

  it('is announced once when it is due, however many processes look', async () => {
    const due = await Promise.all(Array.from({ length: 12 }, () => remind()));
    await remind({ state: 'done' });
    await remind({ dueAt: new Date('2026-11-24T09:00:00+08:00') });
    expect((await tick(setting.store)).reminders).toBe(0);
    setting.clock.advance(HOUR);
    const reports = await Promise.all(
      [setting.store, setting.join(), setting.join()].map((store) => tick(store)),
    );
    await tick(setting.store);
    expect(reports.reduce((sum, { reminders }) => sum + reminders, 0)).toBe(12);
    const events = (await eventsOf('reminder.due')) as { reminderId: string; day: string }[];
    expect(events.map(({ reminderId }) => reminderId).toSorted()).toEqual(due.toSorted());
    expect(events.every(({ day }) => day === '2026-11-23')).toBe(true);
  });
});

describe('a year whose holidays are not published', () => {
  it('is asked for in rounds until it is known, and its weekdays count meanwhile', async () => {
    await setting.close();
    setting = await createSetting('2027-10-29T08:00:00+08:00', { calendarRegion: 'CN' });
    const { store, clock, company } = setting;
    await store.db.groupManager.deleteMany();
    // What the package knows today ends before this year, so the present one is asked for as well.
    const id = await subscribeChannel(setting);
    const admin = company.members.sunYue.id;
    const asked = async () => {
      await Promise.all([tick(store), tick(setting.join())]);
      const told = await store.db.delivery.findMany({ where: { kind: 'calendar' }, orderBy: { key: 'asc' } });
      return told.map(({ key }) => key.replace(`|${admin}`, '').replace('calendar|', ''));
    };
    clock.advance(2 * 3_600_000);
    expect(await asked()).toEqual(['2027|2027-10-26']);
    clock.advance(3 * DAY);
    expect(await asked()).toEqual(['2027|2027-10-26', '2028|2027-11-01']);
    await store.db.$executeRaw(declareYear(company.orgId, 2027, clock.now()));
    clock.advance(7 * DAY);
    expect(await asked()).toHaveLength(2);
    clock.advance(7 * DAY);
    expect((await asked()).slice(2)).toEqual(['2028|2027-11-15']);
    expect((await slotsOf(id)).map((line) => line.slice(0, 10)).slice(0, 2)).toEqual([
      '2027-10-29',
      '2027-11-01',
    ]);
  });
});
