import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expandEvent } from '../../src/pushes/expand.ts';
import { read } from '../fixtures/talk.ts';
import type { Name } from './people.ts';
import { type Owner, partOf, type Row, startRow } from './rows.ts';
import { createWorld, targetOf, type World } from './world.ts';

/** What waits for somebody's word: the question goes when it is answered, and goes along when its author leaves. */
describe('what waits for a decision', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  /** Works the outbox off, and pretends that everything new was posted. */
  async function ring(): Promise<readonly { readonly key: string; readonly address: unknown }[]> {
    const { store } = world;
    const { orgId } = world.people.company;
    const events = await store.db.outboxEvent.findMany({
      where: { orgId, doneAt: null },
      orderBy: { id: 'asc' },
    });
    const fresh: string[] = [];
    for (const event of events) fresh.push(...(await expandEvent(store, event)).map(({ id }) => id));
    const rows = await store.db.delivery.findMany({
      where: { orgId, id: { in: fresh } },
      orderBy: { key: 'asc' },
    });
    for (const { id } of rows) {
      const messageRef = { platform: 'slack', workspace: 'T1', conversation: 'D1', message: `m ${id}` };
      await store.db.delivery.update({
        where: { orgId_id: { orgId, id } },
        data: { state: 'sent', messageRef, settledAt: new Date(0) },
      });
    }
    return rows;
  }

  async function make(
    owner: Owner,
    ...parts: readonly string[]
  ): Promise<{ row: Row; ids: Record<string, string> }> {
    const row = startRow(world, owner);
    const ids: Record<string, string> = {};
    for (const part of parts) ids[part] = (await partOf(world, row, part)) ?? '';
    return { row, ids };
  }

  const press = (who: Name, action: string, target: string, values: Record<string, string> = {}) =>
    world.ask(who, { kind: 'press', action, target, values });

  test('a question to finance gives way to the answer, also where it was rejected by form', async () => {
    const { ids } = await make('li', 'payment');
    const payment = ids.payment ?? '';
    const { chen } = world.people.of;
    const asked = (await ring()).find(({ key }) => key === `approval|payment|${payment}|${chen.id}`);
    expect(asked).toBeDefined();
    const form = await press('chen', 'payment.reject', payment);
    await press('chen', 'form.submit', targetOf(form, 'form.submit'), { reason: 'not there' });
    const settled = (await ring()).find(({ key }) => key === `settled|payment|${payment}|${chen.id}`);
    expect(settled?.address).toMatchObject({ conversation: 'D1', replaces: expect.stringMatching(/^m /) });
  });

  test('the proposer takes a payment back, once, and finance sees it in the question’s place', async () => {
    const { ids } = await make('li', 'payment', 'order');
    const payment = ids.payment ?? '';
    await ring();
    const { chen, li } = world.people.of;
    const [first, second] = await Promise.all([
      press('li', 'payment.withdraw', payment),
      press('li', 'payment.withdraw', payment),
    ]);
    expect([read(first), read(second)].join('\n')).toContain('Withdrawn');
    const rows = await ring();
    expect(rows.map(({ key }) => key)).toEqual([`settled|payment|${payment}|${chen.id}`]);
    expect(rows.some(({ key }) => key.includes(li.id))).toBe(false);
    const late = await press('chen', 'payment.confirm', payment);
    expect(read(late)).toContain('has dealt with this already');
    expect(read(await world.ask('li', { kind: 'say', text: `payment withdraw ${ids.order}` }))).toContain(
      'No payment',
    );
  });

  test('all of it goes along when its author leaves, and nothing is left', async () => {
    const { store, people } = world;
    const { orgId } = people.company;
    const [held, claimed] = [
      await make('mate', 'payment', 'case', 'followUp'),
      await make('wang', 'followUp'),
    ];
    await world.ask('mate', {
      kind: 'say',
      text: `customer case ${claimed.row.secrets[0]} we met them first`,
    });
    const proposal = store.ids.uuid();
    await store.db.splitProposal.create({
      data: {
        orgId,
        id: proposal,
        orderId: (await partOf(world, held.row, 'orderId')) ?? '',
        baseRevision: 1,
        reason: 'mistake',
        createdAt: new Date(0),
        createdBy: people.of.mate.id,
      },
    });
    const preview = await world.ask('sun', { kind: 'say', text: 'leave Chen Qi to Li Wei' });
    const said = read(preview);
    for (const part of ['payment waiting for finance', 'split correction', '2 running collision cases'])
      expect(said).toContain(part);
    const done = await press('sun', 'draft.confirm', targetOf(preview, 'draft.confirm'));
    expect(read(done)).toContain('0 left');
    const [payment, split, cases] = await Promise.all([
      store.db.payment.findUnique({ where: { orgId_id: { orgId, id: held.ids.payment ?? '' } } }),
      store.db.splitProposal.findUnique({ where: { orgId_id: { orgId, id: proposal } } }),
      store.db.collisionCase.findMany({ where: { orgId, state: 'open' } }),
    ]);
    const { li, mate } = people.of;
    expect([payment?.keeperId, payment?.createdBy]).toEqual([li.id, mate.id]);
    expect([split?.keeperId, split?.createdBy]).toEqual([li.id, mate.id]);
    expect(cases.map(({ claimantId, respondentId }) => [claimantId, respondentId].includes(li.id))).toEqual([
      true,
      true,
    ]);
    // Whoever took over hears of the decision, and may take the payment back; what showed who was first stays.
    const shown = read(
      await world.ask('zhang', { kind: 'press', action: 'case.show', target: held.ids.case ?? '' }),
    );
    expect(shown).toContain('2026');
    expect(read(await press('li', 'payment.withdraw', held.ids.payment ?? ''))).toContain('Withdrawn');
  });
});
