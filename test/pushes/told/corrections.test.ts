import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/reply.ts';
import type { FindOutcome, MessageRef, Outgoing, Sender } from '../../../src/chat/sender.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { expandEvent } from '../../../src/pushes/expand.ts';
import { attemptDelivery } from '../../../src/pushes/ledger/attempt.ts';
import { unlimited } from '../../../src/pushes/ledger/limiter.ts';
import { attemptTimes } from '../../../src/pushes/ledger/schedule.ts';
import { renderDelivery } from '../../../src/pushes/render.ts';
import { tick } from '../../../src/pushes/tick.ts';
import type { DomainEvent } from '../../../src/store/outbox.ts';
import { createOrder, createPayment, emit, withdrawOrder } from '../sales.ts';
import { createSetting, muteOwnWork, type Setting, subscribeChannel } from '../setting.ts';

const MINUTE = 60_000;

/** What a channel shows: messages by their place, and how often anything was posted or put in the place of another. */
interface Wall {
  readonly shown: Map<string, string>;
  readonly posted: string[];
  readonly updated: string[];
  closed: boolean;
  /** Answers get lost on their way back while it is set; what was posted so. */
  losing: boolean;
  readonly lost: Map<string, MessageRef>;
}

let setting: Setting;
let wall: Wall;
let orderId = '';
beforeAll(async () => {
  setting = await createSetting('2026-11-23T10:00:00+08:00');
  await setting.store.db.groupManager.deleteMany();
  await muteOwnWork(setting);
  const { groups } = setting.company;
  wall = { shown: new Map(), posted: [], updated: [], closed: false, losing: false, lost: new Map() };
  await subscribeChannel(setting, { kind: 'ranking', home: homeOf('CRANK') });
  await subscribeChannel(setting, { home: homeOf('CALL') });
  await subscribeChannel(setting, { home: homeOf('CEAST'), groupId: groups.east });
  await subscribeChannel(setting, { home: homeOf('CSOUTH'), groupId: groups.south });
  orderId = await createOrder(setting, {
    amount: 90_000_000n,
    credited: [['liWei', 10_000]],
    signedOn: '2026-10-02',
  });
});
afterAll(() => setting.close());

function homeOf(conversation: string) {
  return { kind: 'conversation', workspaceId: setting.company.slack.id, conversation } as const;
}

const sender: Sender = {
  send: async ({ deliveryId, to, message }: Outgoing) => {
    const ref = { ...place(to), message: `${to.conversation}.${wall.posted.length + 1}` };
    wall.posted.push(ref.message);
    wall.shown.set(ref.message, wordsOf(message));
    if (!wall.losing) return { kind: 'sent', ref };
    wall.lost.set(deliveryId, ref);
    return { kind: 'unknown', code: 'timeout' };
  },
  find: async (_to, doubts) =>
    new Map(
      doubts.map(({ deliveryId }): [string, FindOutcome] => {
        const ref = wall.lost.get(deliveryId);
        return [deliveryId, ref === undefined ? { kind: 'absent' } : { kind: 'found', ref }];
      }),
    ),
  update: async (ref: MessageRef, message: Message) => {
    if (wall.closed) return { kind: 'refused', code: 'edit_window_closed', about: 'content' };
    wall.updated.push(ref.message);
    wall.shown.set(ref.message, wordsOf(message));
    return { kind: 'sent', ref };
  },
};

function place(to: Outgoing['to']) {
  return { platform: to.platform, workspace: to.workspace, conversation: to.conversation ?? to.user ?? '' };
}

/** The words of a card, what is struck out between tildes. */
function wordsOf(message: Message): string {
  return JSON.stringify(message).replace(/\{"text":"([^"]*)","strike":true\}/g, '~$1~');
}

const deps = () => ({
  store: setting.store,
  sender,
  limiter: unlimited,
  render: renderDelivery,
  log: silentLog,
  times: attemptTimes,
  metrics: { attempted: () => {}, limited: () => {} },
});

/** Works events off and attempts what is due, as the queue does. */
async function work(): Promise<void> {
  const { db, clock } = setting.store;
  for (const event of await db.outboxEvent.findMany({ where: { doneAt: null }, orderBy: { id: 'asc' } }))
    await expandEvent(setting.store, event);
  const due = await db.delivery.findMany({
    where: { state: { in: ['pending', 'held', 'unknown'] }, notBefore: { lte: new Date(clock.now()) } },
    orderBy: { id: 'asc' },
  });
  for (const { orgId, id } of due) await attemptDelivery(deps(), orgId, id);
}

/** The clock reaches an instant; what is due then is sent. */
async function reach(instant: string): Promise<void> {
  setting.clock.set(Date.parse(instant));
  await tick(setting.store);
  await work();
}

async function pay(amount: bigint, receivedOn: string, refundOf?: string): Promise<string> {
  const about = refundOf === undefined ? { receivedOn } : { receivedOn, refundOf };
  const paymentId = await createPayment(setting, orderId, amount, 'confirmed', about);
  await tell({ kind: 'payment.confirmed', paymentId });
  return paymentId;
}

async function tell(event: DomainEvent): Promise<void> {
  await emit(setting, event);
  await work();
}

/** What changed is told once the minute is over. */
async function nextMinute(): Promise<void> {
  setting.clock.advance(MINUTE);
  await work();
}

const shownIn = (channel: string) =>
  [...wall.shown].filter(([at]) => at.startsWith(channel)).map(([, words]) => words);
const updatesIn = (channel: string) => wall.updated.filter((at) => at.startsWith(channel)).length;

describe('a ranking and summaries that were sent', () => {
  let dated = '';

  it('told the figures that are worked out by hand', async () => {
    await pay(8_000_000n, '2026-11-23');
    await reach('2026-11-23T18:00:00+08:00');
    expect(shownIn('CRANK')).toEqual([expect.stringContaining('80,000.00')]);
    await reach('2026-11-24T09:00:00+08:00');
    expect(shownIn('CALL').at(-1)).toContain('80,000.00');
    const told = await setting.store.db.toldFigures.findMany({ where: { about: 'ranking' } });
    expect(told.map(({ figures }) => figures)).toEqual([
      { total: '8000000', [`m:${setting.company.members.liWei.id}`]: '8000000' },
    ]);
  });

  it('are not touched by what comes in later', async () => {
    await pay(100_000n, '2026-11-24');
    await nextMinute();
    expect(wall.updated).toEqual([]);
    expect(await setting.store.db.delivery.count({ where: { key: { startsWith: 'amended' } } })).toBe(0);
  });

  it('are amended by what is dated back: one amendment of all that changed within the minute', async () => {
    setting.clock.set(Date.parse('2026-11-24T10:00:00+08:00'));
    dated = await pay(2_000_000n, '2026-11-20');
    // Of the ranking's own day, but entered after it: the ranking did not mean it, the summary of that day did.
    await pay(500_000n, '2026-11-23');
    expect(wall.updated).toEqual([]);
    await nextMinute();
    // 80,000 + 20,000 on the ranking; 80,000 + 20,000 + 5,000 in the summaries.
    expect(shownIn('CRANK')).toEqual([expect.stringMatching(/~¥80,000.00~.*¥100,000.00/)]);
    for (const channel of ['CALL', 'CEAST'])
      expect(shownIn(channel).at(-1)).toMatch(/Payments, month to date.*~¥80,000.00~.*¥105,000.00/);
    expect(shownIn('CSOUTH').join()).not.toContain('Corrected');
    expect([updatesIn('CRANK'), updatesIn('CALL'), updatesIn('CEAST'), updatesIn('CSOUTH')]).toEqual([
      1, 1, 1, 0,
    ]);
  });

  it('name the cause, but nothing that their channel was never shown', async () => {
    const [order] = await setting.store.db.order.findMany({ where: { id: orderId } });
    const number = order?.number ?? 'none';
    expect(shownIn('CALL').at(-1)).toContain(`Payment of ¥20,000.00 on ${number}, dated Fri 20 Nov 2026`);
    expect(shownIn('CEAST').at(-1)).toContain(`Payment on ${number}, dated Fri 20 Nov 2026`);
    expect(shownIn('CRANK')[0]).toContain('Payment, dated Fri 20 Nov 2026');
    expect(shownIn('CRANK')[0]).not.toContain(number);
  });

  it('are amended again from the first figure to the last', async () => {
    await pay(-2_000_000n, '2026-11-22', dated);
    await nextMinute();
    // The refund takes the 20,000 back: the ranking stands as it was told first, the summaries are at 85,000.
    expect(shownIn('CRANK')[0]).toContain('as they were told first');
    expect(shownIn('CALL').at(-1)).toMatch(/~¥80,000.00~.*¥85,000.00/);
    expect(shownIn('CALL').at(-1)).not.toContain('105,000.00');
    expect(wall.posted).toHaveLength(new Set(wall.posted).size);
  });

  it('are followed by one message where they cannot be edited any more, and that one is amended from then on', async () => {
    wall.closed = true;
    const before = wall.posted.length;
    await pay(1_000_000n, '2026-11-20');
    await nextMinute();
    const later = wall.posted.slice(before).filter((at) => at.startsWith('CRANK'));
    expect(later).toHaveLength(1);
    expect(wall.shown.get(later[0] ?? '')).toMatch(/~¥80,000.00~.*¥90,000.00/);
    wall.closed = false;
    await pay(1_000_000n, '2026-11-20');
    await nextMinute();
    expect(wall.posted.slice(before).filter((at) => at.startsWith('CRANK'))).toEqual(later);
    expect(wall.shown.get(later[0] ?? '')).toMatch(/~¥80,000.00~.*¥100,000.00/);
  });

  it('stay as they are when their event is worked off twice, or nothing differs', async () => {
    const before = [...wall.updated];
    await tell({ kind: 'split.changed', orderId, revision: 1 });
    await nextMinute();
    expect(wall.updated).toEqual(before);
    const skipped = await setting.store.db.delivery.findMany({ where: { lastError: 'nothing-changed' } });
    expect(skipped.length).toBeGreaterThan(0);
  });
});

describe('the news of a sale', () => {
  it('is amended when its order is voided, and when its payment is given back in part', async () => {
    await subscribeChannel(setting, { kind: 'sales', home: homeOf('CBELL') });
    const voided = await createOrder(setting, { amount: 7_700_000n, credited: [['liWei', 10_000]] });
    await tell({ kind: 'order.signed', orderId: voided });
    const paymentId = await pay(3_000_000n, '2026-11-24');
    expect(shownIn('CBELL')).toHaveLength(2);
    setting.clock.advance(1_000);
    await withdrawOrder(setting, voided);
    await tell({ kind: 'order.changed', orderId: voided });
    await pay(-1_000_000n, '2026-11-24', paymentId);
    await nextMinute();
    const [order = '', payment = ''] = shownIn('CBELL');
    expect(order).toMatch(/Corrected · Order HT-.* does not count any more/);
    expect(order).toMatch(/~¥77,000.00~.*does not count any more/);
    expect(payment).toMatch(/Payment less refunds.*~¥30,000.00~.*¥20,000.00/);
    expect(payment).toContain('Refund of ¥10,000.00');
    expect(shownIn('CBELL')).toHaveLength(2);
  });

  it('keeps the old figure, struck, when later news joins its card', async () => {
    await pay(400_000n, '2026-11-24');
    expect(shownIn('CBELL')).toHaveLength(2);
    expect(shownIn('CBELL')[1]).toMatch(/Before that.*Corrected.*~¥30,000.00~.*¥20,000.00/);
  });

  it('is amended too where the facts changed before anybody knew whether it was posted', async () => {
    setting.clock.advance(120 * MINUTE);
    wall.losing = true;
    const lost = await createOrder(setting, { amount: 6_600_000n, credited: [['liWei', 10_000]] });
    await tell({ kind: 'order.signed', orderId: lost });
    wall.losing = false;
    await withdrawOrder(setting, lost);
    await tell({ kind: 'order.changed', orderId: lost });
    const { db } = setting.store;
    const [original = ''] = wall.lost.keys();
    const due = await db.delivery.findFirstOrThrow({ where: { key: { startsWith: `amended|${original}` } } });
    setting.clock.advance(MINUTE);
    // Where the original is not settled yet, its amendment waits.
    expect(await attemptDelivery(deps(), due.orgId, due.id)).toBe('wait');
    await work();
    await nextMinute();
    expect(shownIn('CBELL')).toHaveLength(3);
    expect(shownIn('CBELL')[2]).toMatch(/Corrected.*~¥66,000.00~.*does not count any more/);
  });
});

describe('an amendment whose process ends in the middle', () => {
  it('is shown once: putting the same in the same place again changes nothing', async () => {
    const before = wall.posted.length;
    await pay(600_000n, '2026-11-20');
    setting.clock.advance(MINUTE);
    const { db } = setting.store;
    const due = await db.delivery.findFirstOrThrow({
      where: { state: 'pending', key: { startsWith: 'amended' }, kind: 'ranking' },
    });
    const broken = {
      ...deps(),
      sender: {
        ...sender,
        update: async (ref: MessageRef, message: Message) => {
          await sender.update(ref, message);
          throw new Error('the process ended here');
        },
      },
    };
    await attemptDelivery(broken, due.orgId, due.id);
    expect((await db.delivery.findFirstOrThrow({ where: { id: due.id } })).state).toBe('unknown');
    setting.clock.advance(MINUTE);
    await work();
    expect((await db.delivery.findFirstOrThrow({ where: { id: due.id } })).state).toBe('sent');
    expect(wall.posted.slice(before).filter((at) => at.startsWith('CRANK'))).toEqual([]);
  });
});
