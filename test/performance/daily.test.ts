import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardToText } from '../../src/chat/card-text.ts';
import type { Lang } from '../../src/chat/language.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { dailyCard } from '../../src/performance/daily-card.ts';
import { loadDaily } from '../../src/performance/load-daily.ts';
import type { Who } from '../fixtures/company.ts';
import { createStage, type Stage } from '../orders/stage.ts';

const FRIDAY = Date.parse('2026-11-20T06:00:00Z');

let stage: Stage;
let acme: CustomerMatch;
let globex: CustomerMatch;

beforeEach(async () => {
  stage = await createStage();
  stage.clock.set(Date.parse('2026-11-03T06:00:00Z'));
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
  globex = await stage.addCustomer('Globex', 'wangFang');
});
afterEach(() => stage.close());

async function sign(
  who: Who,
  customer: CustomerMatch,
  number: string,
  values: Record<string, string> = {},
): Promise<void> {
  await stage.run(
    who,
    'order new',
    { customer: customer.id, amount: '10000000', number, ...values },
    customer,
  );
}
const pay = (order: string, amount: string, received: string) =>
  stage.run('chenJing', 'payment', { amount, order, received });

async function tell(
  from: string,
  to: string,
  group: 'east' | 'south' | null = null,
  lang: Lang = 'en',
): Promise<readonly string[]> {
  const { orgId, groups } = stage.company;
  const groupId = group === null ? null : groups[group];
  const data = await loadDaily(stage.store, { orgId, groupId, days: { from, to } });
  return cardToText(dailyCard(data, lang)).split('\n');
}

describe('the daily summary', () => {
  it('tells all days since the last one: news, month, top, movers, what waits', async () => {
    await sign('liWei', acme, 'L-1', { instalments: '30% 2026-11-10, 70% 2026-11-20' });
    await sign('wangFang', globex, 'W-1');
    await pay('W-1', '2000000', '2026-11-03');
    await pay('L-1', '1000000', '2026-11-03');
    stage.clock.set(FRIDAY);
    await sign('wangFang', globex, 'W-2', { signed: '2026-11-18' });
    await pay('L-1', '1500000', '2026-11-20');
    expect(await tell('2026-11-20', '2026-11-23')).toEqual([
      '☀️ Daily summary · 20–22 Nov',
      'November to date · Payments: ¥45,000.00',
      'November to date · Signed: ¥300,000.00',
      'New orders: 1',
      '• ¥100,000.00 Globex · Wang Fang — W-2 · dated Wed 18 Nov 2026',
      'Payments: 1',
      '• ¥15,000.00 Acme Robotics · Li Wei — L-1',
      'Ahead in November, by payments',
      '1. Li Wei: ¥25,000.00',
      '2. Wang Fang: ¥20,000.00',
      'On the move',
      '• Li Wei: no. 2 → no. 1',
      '• Wang Fang: no. 1 → no. 2',
      'Needs attention',
      'Overdue instalments: 2, ¥75,000.00',
      'Whole days: Fri 20 Nov 2026 – Sun 22 Nov 2026 (Shanghai time)',
    ]);
  });

  it('of a group tells of its people only, and of their part where credit is shared', async () => {
    await sign('zhangMin', acme, 'L-1', {
      split: 'Li Wei 60%, Wang Fang 40%',
      instalments: '100% 2026-11-10',
    });
    await sign('wangFang', globex, 'W-1');
    await pay('L-1', '1000001', '2026-11-03');
    expect(await tell('2026-11-03', '2026-11-12', 'east')).toEqual([
      '☀️ Daily summary · 3–11 Nov · East',
      'November to date · Payments: ¥6,000.01',
      'November to date · Signed: ¥60,000.00',
      'New orders: 1',
      '• ¥60,000.00 Acme Robotics · Li Wei — L-1',
      'Payments: 1',
      '• ¥6,000.01 Acme Robotics · Li Wei — L-1',
      'Ahead in November, by payments',
      '1. Li Wei: ¥6,000.01',
      'Needs attention',
      'Overdue instalments: 1, ¥53,999.99',
      'Whole days: Tue 3 Nov 2026 – Wed 11 Nov 2026 (Shanghai time)',
    ]);
    const south = await tell('2026-11-03', '2026-11-12', 'south');
    expect(south).toContain('November to date · Payments: ¥4,000.00');
    expect(south).toContain('Overdue instalments: 1, ¥36,000.00');
  });

  it('says in one line that nothing happened', async () => {
    expect(await tell('2026-11-03', '2026-11-04')).toEqual([
      '☀️ Daily summary · 3 Nov',
      'No order was signed and no payment came in.',
      'Whole days: Tue 3 Nov 2026 (Shanghai time)',
    ]);
    expect(await tell('2026-11-03', '2026-11-04', null, 'zh')).toEqual([
      '☀️ 销售日报 · 11月3日',
      '没有新签订单，也没有回款到账。',
      '统计日期：2026年11月3日 周二（上海时间）',
    ]);
  });

  it('counts a late record once, in the days in which it became known', async () => {
    await sign('liWei', acme, 'L-1');
    stage.clock.set(FRIDAY);
    await pay('L-1', '100', '2026-11-05');
    expect(await tell('2026-11-05', '2026-11-06')).not.toContain('Payments: 1');
    expect(await tell('2026-11-20', '2026-11-21')).toContain('Payments: 1');
    expect(await tell('2026-11-21', '2026-11-23')).not.toContain('Payments: 1');
  });

  it('counts customers whom nobody contacted in time, by category and since they changed hands', async () => {
    const { db, ids } = stage.store;
    const { orgId } = stage.company;
    const stale = async (today: string) => {
      const lines = await tell('2026-11-03', today);
      return lines.find((line) => line.startsWith('Customers not contacted'));
    };
    // 30 days without a category: on the 30th day after the 3rd it is in time, on the 31st it is not.
    expect(await stale('2026-12-03')).toBeUndefined();
    expect(await stale('2026-12-04')).toBe('Customers not contacted in time: 2');
    const categoryId = ids.uuid();
    await db.category.create({ data: { orgId, id: categoryId, code: 'A', name: 'Key', cadenceDays: 7 } });
    await db.customer.update({ where: { orgId_id: { orgId, id: acme.id } }, data: { categoryId } });
    expect(await stale('2026-11-10')).toBeUndefined();
    expect(await stale('2026-11-11')).toBe('Customers not contacted in time: 1');
    const authorId = stage.company.members.liWei.id;
    const contact = async (kind: string, lastContactAt: Date) => {
      const on = { happenedAt: lastContactAt, happenedOn: lastContactAt, createdAt: lastContactAt };
      await db.followUp.create({
        data: { orgId, id: ids.uuid(), customerId: acme.id, authorId, kind, text: '', ...on },
      });
      await db.customer.update({ where: { orgId_id: { orgId, id: acme.id } }, data: { lastContactAt } });
    };
    await contact('call', new Date('2026-11-09T16:30:00Z'));
    // Half past midnight on the 10th in Shanghai.
    expect(await stale('2026-11-17')).toBeUndefined();
    expect(await stale('2026-11-18')).toBe('Customers not contacted in time: 1');
    // As for whoever is told of them: what is no contact does not count, and the clock rests while its owner is away.
    await contact('other', new Date('2026-11-15T04:00:00Z'));
    expect(await stale('2026-11-18')).toBe('Customers not contacted in time: 1');
    const away = { fromDay: new Date('2026-11-12'), toDay: new Date('2026-11-13'), createdAt: new Date(0) };
    await db.absence.create({ data: { orgId, id: ids.uuid(), memberId: authorId, ...away } });
    expect(await stale('2026-11-19')).toBeUndefined();
    expect(await stale('2026-11-20')).toBe('Customers not contacted in time: 1');
    await db.absence.updateMany({ where: { orgId }, data: { cancelledAt: new Date(0) } });
    await db.customer.update({ where: { orgId_id: { orgId, id: acme.id } }, data: { ownerId: null } });
    expect(await stale('2026-11-18')).toBeUndefined();
  });

  it('counts the follow-ups that are due', async () => {
    const { db, ids } = stage.store;
    const { orgId, members } = stage.company;
    const at = new Date(stage.clock.now());
    const followUp = { orgId, customerId: acme.id, authorId: members.liWei.id, kind: 'call', text: '' };
    for (const [dueOn, state] of [
      ['2026-11-04', 'open'],
      ['2026-11-03', 'open'],
      ['2026-11-05', 'open'],
      ['2026-11-04', 'done'],
    ] as const) {
      const id = ids.uuid();
      await db.followUp.create({ data: { ...followUp, id, happenedAt: at, happenedOn: at, createdAt: at } });
      await db.reminder.create({
        data: {
          orgId,
          id: ids.uuid(),
          followUpId: id,
          customerId: acme.id,
          memberId: members.liWei.id,
          dueOn: new Date(dueOn),
          dueAt: at,
          state,
          closedAt: state === 'done' ? at : null,
        },
      });
    }
    expect(await tell('2026-11-03', '2026-11-04')).toContain('Follow-ups for today: 2');
    expect((await tell('2026-11-03', '2026-11-04', 'south')).join()).not.toContain('Follow-ups for today');
  });
});
