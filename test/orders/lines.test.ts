import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createDispatch } from '../../src/app/dispatch.ts';
import { actions, commands } from '../../src/app/registry.ts';
import type { Handle } from '../../src/chat/reply.ts';
import { parseLines } from '../../src/orders/lines/parse.ts';
import { speakAs, type Who } from '../fixtures/company.ts';
import { createStage, type Stage, show } from './stage.ts';

describe('product lines', () => {
  const sense = { total: 30_000_000n, currency: 'CNY' };

  test.each([
    ['Server:200k,Support:100k', 'Server/20000000, Support/10000000'],
    ['服务器:20万,维保:10万', '服务器/20000000, 维保/10000000'],
    ['服务器×2：20万、维保 10万', '服务器×2/20000000, 维保/10000000'],
    ['服务器20万；维保10万', '服务器/20000000, 维保/10000000'],
    ['Server x2: 200,000.00; Support: 100,000', 'Server×2/20000000, Support/10000000'],
    ['CRM 40 seats: 250k, Training', 'CRM×40/25000000, Training/5000000'],
    ['CRM 2.5 units 60%, Training 40%', 'CRM×2.5/18000000, Training/12000000'],
    ['服务器 2台 20万，维保 余款', '服务器×2/20000000, 维保/10000000'],
    ['M5 Board', 'M5 Board/30000000'],
    ['Server:300k, Onboarding:0', 'Server/30000000, Onboarding/0'],
  ])('%s', (text, lines) => {
    const read = parseLines(text, sense);
    const written =
      read.kind === 'ok' &&
      read.value
        .map(({ product, quantity, amount }) => `${product}${quantity ? `×${quantity}` : ''}/${amount}`)
        .join(', ');
    expect(written).toBe(lines);
  });

  test.each([
    ['Server:200k,Support:80k', { code: 'lines-sum', facts: { sum: 28_000_000n, total: 30_000_000n } }],
    ['Server:400k,Support', { code: 'lines-sum', facts: { sum: 40_000_000n, total: 30_000_000n } }],
    ['Server,Support', { code: 'lines-sum' }],
    ['200k,100k', { code: 'line-unreadable', facts: { text: '200k' } }],
    ['Server:much', { code: 'line-unreadable', facts: { text: 'Server:much' } }],
  ])('%s is refused', (text, refusal) => {
    expect(parseLines(text, sense)).toMatchObject({ kind: 'refusal', ...refusal });
  });
});

describe('an order', () => {
  let stage: Stage;
  let handle: Handle;

  beforeAll(async () => {
    stage = await createStage();
    handle = createDispatch({
      store: stage.store,
      commands,
      actions,
      directory: { describe: () => Promise.reject(new Error('everybody is linked')) },
      sendAnswer: () => undefined,
      nudge: () => undefined,
      report: (fault) => {
        throw fault.cause instanceof Error ? fault.cause : fault;
      },
    });
    await stage.addCustomer('华为', 'liWei');
    await stage.addCustomer('Acme Robotics', 'liWei');
  });
  afterAll(() => stage.close());

  const say = async (who: Who, text: string) =>
    show(await handle(speakAs(stage.store, stage.company, who, { text }).inbound));
  const number = async () =>
    (await stage.store.db.order.findFirstOrThrow({ orderBy: { id: 'desc' } })).number;

  it('is signed in one line with its products, which stand on its card', async () => {
    const card = await say('liWei', 'order new Acme Robotics 300k lines=Server×2:200k,Support:100k');
    expect(card).toContain('is recorded');
    expect(card).toContain('Server ×2: ¥200,000.00');
    expect(await say('liWei', `order show ${await number()}`)).toContain('Support: ¥100,000.00');
    const other = await say('wangFang', 'order new Acme Robotics 10k lines=server');
    expect(other).toContain('Not yours to do');
    expect(await say('liWei', '签约 华为 30万 产品=server:20万,维保:10万')).toContain('维保');
    expect(
      (await stage.store.db.product.findMany({ orderBy: { id: 'asc' } })).map(({ name }) => name),
    ).toEqual(['Server', 'Support', '维保']);
  });

  it('asks for the difference, and offers what is sold', async () => {
    const form = await say('liWei', 'order new Acme Robotics 300k lines=Server:200k,Support:80k');
    expect(form).toContain('The lines make ¥280,000.00, the order is ¥300,000.00: ¥20,000.00 apart.');
    const fresh = await handle(
      speakAs(stage.store, stage.company, 'liWei', { text: 'order new Acme Robotics' }).inbound,
    );
    expect(JSON.stringify(fresh)).toContain('Known: Server, Support, 维保');
  });

  it('keeps its lines when it is changed: one follows the amount, several are asked for', async () => {
    await say('liWei', 'order new Acme Robotics 50k number=L-1 lines=Training');
    expect(await say('liWei', 'order edit L-1 amount=60k one more day')).toContain('Training: ¥60,000.00');
    await say('liWei', 'order new Acme Robotics 50k number=L-2 lines=Training:20k,Server:30k');
    expect(await say('liWei', 'order edit L-2 amount=60k more')).toContain('several product lines');
    const changed = await say('liWei', 'order edit L-2 lines=Training:10k,Server:40k moved');
    expect(changed).toContain('Server: ¥40,000.00');
    const { db } = stage.store;
    const rows = await db.orderLineRevision.count({ where: { order: { number: 'L-2' } } });
    expect(rows).toBe(4);
    const first = await db.orderLineRevision.findFirstOrThrow();
    await expect(db.orderLineRevision.deleteMany({ where: { orderId: first.orderId } })).rejects.toThrow();
    await expect(
      db.orderLineRevision.create({ data: { ...first, revision: 9, amount: 1n } }),
    ).rejects.toThrow(/add up to 1/);
  });

  it('shares its payments among its products by the largest remainder', async () => {
    await say('liWei', 'order new Acme Robotics 300 number=L-3 lines=A:100,B:100,C:100');
    expect(await say('chenJing', 'payment L-3 100')).toContain('¥100.00');
    const { db } = stage.store;
    const rows = await db.$queryRaw<{ name: string | null; share: bigint }[]>`
      SELECT p.name, v.share FROM product_payments v JOIN orders o ON o.org_id = v.org_id AND o.id = v.order_id
      LEFT JOIN products p ON p.org_id = v.org_id AND p.id = v.product_id WHERE o.number = 'L-3' ORDER BY v.position`;
    expect(rows.map(({ name, share }) => `${name} ${share}`)).toEqual(['A 3334', 'B 3333', 'C 3333']);
  });

  it('names products that the organization keeps a list of', async () => {
    expect(await say('sunYue', 'settings products add Router, 路由器')).toContain('2 products added');
    expect(await say('sunYue', 'settings products rename Server name="Rack server"')).toContain(
      'Now called Rack server',
    );
    expect(await say('liWei', 'order show L-2')).toContain('Rack server');
    expect(await say('sunYue', 'settings products rename Router name="rack SERVER"')).toContain(
      'Another product is called so already.',
    );
  });
});
