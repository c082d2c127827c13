import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardToText } from '../../src/chat/card-text.ts';
import type { Lang } from '../../src/chat/language.ts';
import type { RawValues } from '../../src/chat/spec.ts';
import { orderSignedCard, paymentConfirmedCard } from '../../src/orders/news-cards.ts';
import { loadOrderNews, loadPaymentNews } from '../../src/orders/news-store.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import { performanceCommands } from '../../src/performance/commands.ts';
import { loadTotal } from '../../src/performance/scores-store.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { expectKeptFigures } from '../fixtures/kept-figures.ts';
import { createStage, type Stage, show } from '../orders/stage.ts';

/** The 16th workday of its month; the 16th of October is the 22nd. */
const NOW = Date.parse('2026-11-23T02:00:00Z');
const DAY = 86_400_000;

let stage: Stage;
let acme: CustomerMatch;
let globex: CustomerMatch;
let initech: CustomerMatch;

beforeAll(async () => {
  stage = await createStage();
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
  globex = await stage.addCustomer('Globex', 'wangFang');
  initech = await stage.addCustomer('Initech', 'zhangMin');
  await sign('liWei', acme, 'L-1', '100000000', '2026-10-05');
  await sign('wangFang', globex, 'W-1', '100000000', '2026-10-05');
  await sign('zhangMin', initech, 'Z-1', '100000000', '2026-11-02');
  await pay('W-1', '5000000', '2026-10-20');
  await pay('L-1', '3000000', '2026-10-22');
  // Behind the same workday of October: counts for October, but not for the comparison.
  await pay('L-1', '90000000', '2026-10-23');
  await pay('L-1', '2000000', '2026-11-20');
  stage.clock.advance(1_000);
  await pay('W-1', '2000000', '2026-11-19');
  await pay('Z-1', '5000000', '2026-11-23');
  // Dated later than today: it counts when its day has come.
  await pay('L-1', '500000', '2026-11-30', false);
});
afterAll(() => stage.close());

async function sign(
  who: Who,
  customer: CustomerMatch,
  number: string,
  amount: string,
  signed: string,
): Promise<void> {
  await stage.run(who, 'order new', { customer: customer.id, amount, number, signed }, customer);
}

/** Received later than today is not what anybody may record; the clock is put there and back. */
async function pay(order: string, amount: string, received: string, inTime = true): Promise<void> {
  const now = stage.clock.now();
  if (!inTime) stage.clock.set(NOW + 10 * DAY);
  await stage.run('chenJing', 'payment', { amount, order, received });
  stage.clock.set(now);
}

async function rank(who: Who, values: RawValues, lang: Lang = 'en'): Promise<string> {
  const [spec] = performanceCommands;
  if (spec === undefined) throw new Error('no command');
  const context = speakAs(stage.store, stage.company, who);
  const { reply } = await spec.run({ ...context, actor: { ...context.actor, lang } }, values);
  return show(reply);
}

describe('rank', () => {
  it('shares ranks, lists a tie by who came first, marks the reader, compares with the same workday', async () => {
    const text = await rank('wangFang', {});
    expect(text.split('\n')).toEqual([
      '🏆 Ranking by payments',
      'Nov 2026 (1–30 Nov 2026) · up to Mon 23 Nov 2026',
      '# | Who | Payments | ±',
      '1 | Zhang Min | ¥50,000.00 | new',
      '2 | Li Wei | ¥20,000.00 | –',
      '2 | Wang Fang (you) | ¥20,000.00 | ▼1',
      ' | Total | ¥90,000.00 | ',
      'Change: against Thu 1 Oct 2026 – Thu 22 Oct 2026',
    ]);
  });
  it('of a period that is over compares with the whole one before', async () => {
    const text = await rank('chenJing', { period: '2026-10' });
    expect(text).toContain('1 | Li Wei | ¥930,000.00 | new');
    expect(text).toContain('2 | Wang Fang | ¥50,000.00 | new');
    expect(text).toContain('One more of the team has none in this period.');
  });
  it('counts for a group what its people did while they were in it', async () => {
    const east = await rank('liWei', { group: 'east' });
    expect(east).toContain('Ranking by payments · East');
    expect(east).toContain('1 | Zhang Min');
    expect(east).not.toContain('Wang Fang');
    const { db } = stage.store;
    const { orgId, members, groups } = stage.company;
    await db.groupMembershipRevision.create({
      data: {
        orgId,
        memberId: members.wangFang.id,
        revision: 2,
        groupId: groups.east,
        validFrom: new Date('2026-11-20'),
        recordedAt: new Date(NOW),
      },
    });
    // Hers came in on the 19th, a day too early.
    expect(await rank('liWei', { group: 'East' })).not.toContain('Wang Fang');
    expect(await rank('liWei', { group: 'South' })).toContain('1 | Wang Fang | ¥20,000.00');
    expect(await rank('liWei', { group: 'Acme' })).toContain(' | Total | ¥90,000.00');
  });
  it('asks for the group where it fits none', async () => {
    expect(await rank('liWei', { group: 'North' })).toContain('There is no group called “North”.');
  });
  it('ranks by what was signed and by new customers', async () => {
    expect(await rank('liWei', { metric: 'signedAmount', period: '2026-10' })).toContain(
      '1 | Li Wei (you) | ¥1,000,000.00',
    );
    expect(await rank('liWei', { metric: 'newCustomers' })).toContain('1 | Li Wei (you) | 1 | new');
  });
  it('counts follow-ups and visits by the day they happened', async () => {
    const { db, ids } = stage.store;
    const { orgId, members } = stage.company;
    const followUp = (kind: string, happenedOn: string) => ({
      orgId,
      id: ids.uuid(),
      customerId: acme.id,
      authorId: members.liWei.id,
      kind,
      text: '',
      happenedAt: new Date(happenedOn),
      happenedOn: new Date(happenedOn),
      createdAt: new Date(NOW),
    });
    await db.followUp.createMany({
      data: [
        followUp('call', '2026-11-01'),
        followUp('visit', '2026-11-23'),
        followUp('visit', '2026-10-31'),
      ],
    });
    expect(await rank('liWei', { metric: 'followUps' })).toContain('1 | Li Wei (you) | 2 |');
    expect(await rank('liWei', { metric: 'visits' })).toContain('1 | Li Wei (you) | 1 |');
    const withdrawn = { ...followUp('visit', '2026-08-31'), id: ids.uuid() };
    await db.followUp.createMany({ data: [followUp('visit', '2026-09-01'), withdrawn] });
    await db.followUp.update({
      where: { orgId_id: { orgId, id: withdrawn.id } },
      data: { withdrawnAt: new Date(NOW) },
    });
    await expectKeptFigures(db);
    // Whole months are kept; what a range cuts of its first and last one is counted by days.
    for (const from of ['2026-08-31', '2026-09-01', '2026-09-02', '2026-10-31'] as const) {
      for (const to of ['2026-09-30', '2026-10-01', '2026-11-01', '2026-11-02', '2026-11-24'] as const) {
        const days = { from, to };
        const truth = await db.followUp.count({
          where: { orgId, withdrawnAt: null, happenedOn: { gte: new Date(from), lt: new Date(to) } },
        });
        const counted = await loadTotal(db, 'followUps', {
          orgId,
          zone: 'Asia/Shanghai',
          groupId: null,
          days,
        });
        expect({ days, counted }).toEqual({ days, counted: BigInt(truth) });
      }
    }
  });
  it('reads as Chinese', async () => {
    const text = await rank('liWei', { period: '2026-Q4' }, 'zh');
    expect(text).toContain('🏆 回款排行榜');
    expect(text).toContain('2026年第四季度');
    expect(text).toContain('Li Wei（我）');
    expect(text).toContain('| 新');
    expect(await rank('liWei', { period: '2025-01' }, 'zh')).toContain('第一名虚位以待');
  });
});

describe('good news', () => {
  it('of a payment tells who, what, the month and the rank', async () => {
    const { db } = stage.store;
    const payment = await db.payment.findFirstOrThrow({ where: { order: { number: 'Z-1' } } });
    const news = await loadPaymentNews(db, stage.company.orgId, payment.id);
    if (news === undefined) throw new Error('no news');
    expect(cardToText(paymentConfirmedCard(news, 'en')).split('\n')).toEqual([
      '💰 Initech paid ¥50,000.00 — Zhang Min',
      'Order: Z-1',
      'Received: Mon 23 Nov 2026',
      'Paid so far: ¥50,000.00 of ¥1,000,000.00',
      'Received in November: ¥50,000.00 · no. 1',
    ]);
    expect(cardToText(paymentConfirmedCard(news, 'zh'))).toContain('💰 Initech 回款 ¥50,000.00 · Zhang Min');
  });
  it('of an order names everybody who shares it', async () => {
    const { db } = stage.store;
    const values = { customer: acme.id, amount: '100', number: 'S-1', split: 'Li Wei 50%, Wang Fang 50%' };
    await stage.run('zhangMin', 'order new', values, acme);
    const order = await db.order.findFirstOrThrow({ where: { number: 'S-1' } });
    const news = await loadOrderNews(db, stage.company.orgId, order.id);
    if (news === undefined) throw new Error('no news');
    expect(cardToText(orderSignedCard(news, 'en')).split('\n')).toEqual([
      '🎉 Li Wei and Wang Fang signed Acme Robotics: ¥1.00',
      'Order: S-1',
      'Signed: Mon 23 Nov 2026',
      'Credit: Li Wei 50%, Wang Fang 50%',
      'Signed in November · Li Wei: ¥0.50 · no. 2',
      'Signed in November · Wang Fang: ¥0.50 · no. 2',
    ]);
    expect(cardToText(orderSignedCard(news, 'zh'))).toContain(
      '🎉 Li Wei、Wang Fang 签下 Acme Robotics ¥1.00',
    );
  });
});
