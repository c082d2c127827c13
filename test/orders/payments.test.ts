import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { paymentProposedCard } from '../../src/orders/decision-cards.ts';
import { loadPaymentNews } from '../../src/orders/news-store.ts';
import type { CustomerMatch } from '../../src/people/context.ts';
import type { Who } from '../fixtures/company.ts';
import { createStage, type Stage, show } from './stage.ts';

let stage: Stage;
let acme: CustomerMatch;

beforeEach(async () => {
  stage = await createStage();
  acme = await stage.addCustomer('Acme Robotics', 'liWei');
});
afterEach(() => stage.close());

async function sign(
  number: string,
  amount = '30000000',
  split?: string,
  who: Who = 'liWei',
): Promise<string> {
  const values = { customer: acme.id, amount, number, ...(split === undefined ? {} : { split }) };
  await stage.run(who, 'order new', values, acme);
  return (await stage.store.db.order.findFirstOrThrow({ where: { number } })).id;
}

const pay = (who: Who, values: Readonly<Record<string, string>>, customer: CustomerMatch | null = acme) =>
  stage.run(who, 'payment', { amount: '8000000', ...values }, customer ?? undefined);

const reject = (who: Who, id: string) =>
  stage.run(who, 'payment reject', { about: `#${id}`, reason: 'not on our account' });

const states = async () =>
  (await stage.store.db.paymentRevision.findMany({ orderBy: { recordedAt: 'asc' } })).map(
    ({ state }) => state,
  );

const events = async (kind: string) => stage.store.db.outboxEvent.count({ where: { kind } });

function buttonTargets(reply: Reply, action: string): readonly string[] {
  const text = JSON.stringify(reply);
  return [...text.matchAll(new RegExp(`"action":"${action}","target":"([^"]+)"`, 'g'))].map(
    (found) => found[1] ?? '',
  );
}

describe('payment', () => {
  it('of finance counts at once, on the customer’s only open order', async () => {
    await sign('A-1');
    const reply = await pay('chenJing', { received: '2026-11-22' });
    expect(show(reply)).toContain('Payment of ¥80,000.00 is recorded');
    expect(show(reply)).toContain('Still open: ¥220,000.00');
    expect(await states()).toEqual(['confirmed']);
    expect(await events('payment.confirmed')).toBe(1);
  });

  it('in a group tells no more than what was typed', async () => {
    await sign('A-1');
    const reply = await stage.run('chenJing', 'payment', { amount: '8000000' }, acme, { conversation: 'C1' });
    expect(show(reply)).not.toContain('220,000');
    expect(reply).toMatchObject({ audience: 'same' });
  });

  it('of a salesperson waits for finance, who presses once; a second press tells what was done', async () => {
    await sign('A-1');
    expect(show(await pay('liWei', {}))).toContain('Payment of ¥80,000.00 is handed to finance');
    expect(await states()).toEqual(['proposed']);
    expect(await events('payment.proposed')).toBe(1);
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    const refused = await stage.press('liWei', 'payment.confirm', id);
    expect(show(refused)).toContain('confirmed by finance');
    const done = await stage.press('chenJing', 'payment.confirm', id);
    expect(done).toMatchObject({ kind: 'replace', notice: 'Confirmed. It counts now.' });
    expect(show(done)).toContain('Confirmed: ¥80,000.00 from Acme Robotics');
    const again = await reject('chenJing', id);
    expect(again).toMatchObject({ kind: 'replace', notice: 'Chen Jing has dealt with this already.' });
    expect(await states()).toEqual(['proposed', 'confirmed']);
    expect(await events('payment.confirmed')).toBe(1);
  });

  it('takes effect once when two press at the same instant', async () => {
    await sign('A-1');
    await pay('liWei', {});
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    const replies = await Promise.all([
      stage.press('chenJing', 'payment.confirm', id),
      reject('chenJing', id),
    ]);
    expect(replies.filter((reply) => JSON.stringify(reply).includes('dealt with this already'))).toHaveLength(
      1,
    );
    expect(await states()).toHaveLength(2);
  });

  it('that is rejected does not count, and may be proposed again', async () => {
    await sign('A-1');
    await pay('liWei', {});
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    expect(await stage.press('chenJing', 'payment.reject', id)).toMatchObject({ kind: 'form' });
    expect(show(await stage.press('liWei', 'payment.reject', id))).toContain('confirmed by finance');
    const rejected = show(await reject('chenJing', id));
    expect(rejected).toContain('Rejected: ¥80,000.00');
    expect(rejected).toContain('Reason: not on our account');
    expect(await stage.press('chenJing', 'payment.reject', id)).toMatchObject({ kind: 'replace' });
    expect(await events('payment.confirmed')).toBe(0);
    await pay('liWei', {});
    expect(await states()).toEqual(['proposed', 'rejected', 'proposed']);
  });

  it('is not confirmed by whoever is credited for it; an executive steps in where finance has nobody else', async () => {
    await sign('A-1', '30000000', 'Li Wei 50%, Chen Jing 50%', 'zhangMin');
    expect(show(await pay('chenJing', {}))).toContain('You have a share in this order');
    expect(await states()).toEqual(['proposed']);
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    expect(show(await stage.press('chenJing', 'payment.confirm', id))).toContain(
      'You have a share in this payment',
    );
    expect(show(await stage.press('zhaoLei', 'payment.confirm', id))).toContain('Confirmed');
    expect(await stage.store.db.auditEntry.count({ where: { action: 'access.refused' } })).toBe(1);
  });

  it('of one of several open orders is asked about, by number it is not', async () => {
    await sign('A-1');
    const second = await sign('A-2');
    const choice = await pay('liWei', { received: '2026-11-20' });
    expect(choice).toMatchObject({ kind: 'card', audience: 'asker' });
    expect(show(choice)).toContain('Which order?');
    const targets = buttonTargets(choice, 'draft.choose');
    expect(targets).toHaveLength(2);
    const [draftId] = (targets[0] ?? '').split('.');
    const draft = await stage.store.db.draft.findFirstOrThrow({ where: { id: draftId ?? '' } });
    expect(draft.values).toMatchObject({
      choosing: 'order',
      amount: '¥80,000.00',
      received: '2026-11-20',
      customer: 'Acme Robotics',
    });
    await pay('liWei', { order: `#${second}` });
    await pay('liWei', { order: 'a-2', amount: '100' }, null);
    const payments = await stage.store.db.payment.findMany({});
    expect(payments.map(({ orderId }) => orderId)).toEqual([second, second]);
  });

  it('of more than what is open asks first, and counts what already waits', async () => {
    await sign('A-1', '10000000');
    const question = await pay('chenJing', { amount: '12000000' });
    expect(show(question)).toContain('¥120,000.00 is ¥20,000.00 more than the ¥100,000.00 still open');
    expect(await states()).toEqual([]);
    const [draftId = ''] = buttonTargets(question, 'draft.confirm');
    const draft = await stage.store.db.draft.findFirstOrThrow({ where: { id: draftId } });
    await pay('chenJing', {
      ...(draft.values as Record<string, string>),
      amount: '12000000',
      confirmed: 'yes',
    });
    expect(await states()).toEqual(['confirmed']);
    expect(show(await pay('chenJing', {}))).toContain('No open order of Acme Robotics');

    await sign('A-2', '10000000');
    await pay('liWei', { amount: '8000000' });
    const twice = await pay('chenJing', { amount: '8000000' });
    expect(show(twice)).toContain('¥80,000.00 received on Mon 23 Nov 2026 already waits for finance; Li Wei');
    const more = await pay('chenJing', { amount: '7000000' });
    expect(show(more)).toContain('¥80,000.00 of this order already waits for finance');
  });

  it('typed again while the same waits is asked about; finance may confirm the waiting one instead', async () => {
    await sign('A-1');
    await pay('liWei', {});
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    const again = await pay('liWei', {});
    expect(show(again)).toContain('Is this the same money?');
    expect(buttonTargets(again, 'payment.confirm')).toEqual([]);
    expect(buttonTargets(await pay('chenJing', {}), 'payment.confirm')).toEqual([id]);
    expect(await states()).toEqual(['proposed']);
    await stage.press('chenJing', 'payment.confirm', id);
    const recorded = show(await pay('chenJing', {}));
    expect(recorded).toContain('¥80,000.00 received on Mon 23 Nov 2026 is recorded already; Li Wei');
    expect(show(await pay('chenJing', { received: '2026-11-20' }))).toContain('is recorded');
    expect(show(await pay('chenJing', { confirmed: 'yes' }))).toContain('Payment of ¥80,000.00 is recorded');
    expect(await states()).toHaveLength(4);
  });

  it('fills the instalment that it names, and says so', async () => {
    const instalments = '50% 2026-12-01, 50% 2027-01-15';
    await stage.run('liWei', 'order new', { amount: '30000000', number: 'A-1', instalments }, acme);
    expect(show(await pay('chenJing', { instalment: '3' }))).toContain('The plan has no instalment “3”');
    expect(show(await pay('chenJing', { instalment: '第二期' }))).toContain('Instalment: No. 2');
    const order = show(await stage.run('liWei', 'order show', { order: 'A-1' }));
    expect(order).toContain('Tue 1 Dec 2026 · ¥150,000.00 · not due');
    expect(order).toContain('Fri 15 Jan 2027 · ¥150,000.00 · ¥80,000.00 paid');
  });

  it('is rejected by its order, or chosen where several wait', async () => {
    await sign('A-1');
    const refuse = (order: string) =>
      stage.run('chenJing', 'payment reject', { order, reason: 'not on our account' });
    expect(show(await refuse('A-9'))).toContain('No order A-9');
    expect(show(await refuse('A-1'))).toContain('Nothing of order A-1 waits');
    await pay('liWei', {});
    await pay('liWei', { amount: '100' });
    expect(buttonTargets(await refuse('A-1'), 'draft.choose')).toHaveLength(2);
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    await reject('chenJing', id);
    expect(show(await refuse('A-1'))).toContain('Rejected: ¥1.00');
  });

  it('asks finance again where a confirmation would be too much by now', async () => {
    await sign('A-1', '10000000');
    await pay('liWei', { amount: '8000000' });
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    await pay('chenJing', { amount: '8000000', confirmed: 'yes' });
    const question = await stage.press('chenJing', 'payment.confirm', id);
    expect(show(question)).toContain('¥80,000.00 is ¥60,000.00 more than the ¥20,000.00 still open');
    expect(await states()).toEqual(['proposed', 'confirmed']);
    await stage.press('chenJing', 'payment.confirm', `${id}.anyway`);
    expect(await states()).toEqual(['proposed', 'confirmed', 'confirmed']);
  });

  it('in the future is refused at its field', async () => {
    await sign('A-1');
    const reply = await pay('chenJing', { received: '2026-11-24' });
    expect(show(reply)).toContain('Money cannot have come later than today, Mon 23 Nov 2026.');
    expect(await states()).toEqual([]);
  });

  it('needs an order, and the right to it', async () => {
    const nothing = await pay('liWei', {});
    expect(show(nothing)).toContain('No open order of Acme Robotics');
    expect(buttonTargets(nothing, 'order.start')).toEqual([acme.id]);
    await sign('A-1');
    expect(show(await pay('wangFang', {}))).toContain('Not yours to do');
    expect(show(await pay('wangFang', { order: 'A-1' }, null))).toContain('Not yours to do');
    expect(show(await pay('liWei', { order: 'A-9' }, null))).toContain('No order A-9');
    expect(show(await pay('liWei', {}, null))).toContain('For which order?');
    expect(show(await pay('liWei', { customer: acme.id, order: 'A-9' }))).toContain('No order A-9');
    const globex = await stage.addCustomer('Globex', 'liWei');
    const slip = await pay('liWei', { customer: globex.id, order: 'A-1' }, globex);
    expect(show(slip)).toContain('Order A-1 belongs to Acme Robotics.');
    expect(await states()).toEqual([]);
    // `3M-2000` may be a customer as well as a number.
    expect(show(await pay('liWei', { order: '3M-2000' }))).toContain('handed to finance');
  });

  it('keeps amounts beyond 2^53 to the last unit', async () => {
    await sign('A-1', '900719925474099301');
    await pay('chenJing', { amount: '900719925474099299' });
    expect(show(await stage.run('chenJing', 'order show', { order: 'A-1' }))).toContain('Open: ¥0.02');
  });

  it('opens prefilled from a button', async () => {
    const orderId = await sign('A-1');
    const fromOrder = await stage.press('chenJing', 'payment.start', orderId);
    expect(show(fromOrder)).toContain('Order number: A-1');
    const fromCustomer = await stage.press('liWei', 'payment.start', acme.id);
    expect(show(fromCustomer)).toContain('Customer: Acme Robotics');
    expect(show(await stage.press('wangFang', 'payment.start', orderId))).toContain('Not yours to do');
    expect(show(await stage.press('liWei', 'order.start', acme.id))).toContain('Customer: Acme Robotics');
    expect(show(await stage.press('wangFang', 'order.start', acme.id))).toContain('Not yours to do');
    expect(show(await stage.press('liWei', 'order.start', 'no id'))).toContain('For which order?');
  });
});

describe('what finance is sent', () => {
  it('has buttons while it waits, and tells the outcome afterwards', async () => {
    await sign('A-1');
    await pay('liWei', {});
    const { id } = await stage.store.db.payment.findFirstOrThrow({});
    const { db } = stage.store;
    const load = () => loadPaymentNews(db, stage.company.orgId, id);
    const waiting = await load();
    if (waiting === undefined) throw new Error('no news');
    const card = paymentProposedCard(waiting, 'zh');
    expect(show({ kind: 'card', card, audience: 'same' })).toContain('待确认回款：Acme Robotics ¥80,000.00');
    expect(buttonTargets({ kind: 'card', card, audience: 'same' }, 'payment.confirm')).toEqual([id]);
    await stage.press('chenJing', 'payment.confirm', id);
    const decided = await load();
    expect(decided && paymentProposedCard(decided, 'en').title).toBe(
      'Confirmed: ¥80,000.00 from Acme Robotics',
    );
  });
});

describe('payment waiting', () => {
  it('lists what waits, says what is doubtful and whose word it is not, and is drawn again after a press', async () => {
    await sign('A-1');
    await sign('B-1', '30000000', 'Li Wei 50%, Chen Jing 50%', 'zhangMin');
    await pay('liWei', { order: 'A-1', received: '2026-11-20' }, null);
    await pay('liWei', { order: 'A-1', amount: '25000000', confirmed: 'yes' }, null);
    await pay('liWei', { order: 'B-1' }, null);
    stage.clock.set(Date.parse('2026-11-25T02:00:00Z'));
    const list = await stage.run('chenJing', 'payment waiting', {});
    expect(show(list)).toContain('Waiting for finance: 3');
    expect(show(list)).toContain('by Li Wei · waits for 2 days');
    expect(show(list)).toContain('you have a share: somebody else decides');
    const looked = await stage.run('zhaoLei', 'payment waiting', {});
    expect(show(looked)).toContain('finance decides');
    expect(buttonTargets(looked, 'payment.confirm')).toHaveLength(1);
    const [first = '', second = '', ...more] = buttonTargets(list, 'payment.confirm');
    expect(more).toEqual([]);
    const after = await stage.press('chenJing', 'payment.confirm', first);
    expect(after).toMatchObject({ kind: 'replace', notice: 'Confirmed: ¥80,000.00 from Acme Robotics' });
    expect(show(after)).toContain('¥30,000.00 more than what is open');
    expect(show(await stage.press('chenJing', 'payment.confirm', first))).toContain('Waiting for finance: 2');

    const asked = await stage.press('chenJing', 'payment.confirm', second);
    const [anyway = ''] = buttonTargets(asked, 'payment.confirm');
    expect(anyway).toMatch(/\.anyway\.list1$/);
    expect(show(await stage.press('chenJing', 'payment.confirm', anyway))).toContain(
      'Waiting for finance: 1',
    );
    expect(await stage.store.db.payment.count({ where: { waiting: true } })).toBe(1);
  });
});
