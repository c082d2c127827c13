import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSplitInForce, listEverCredited } from '../../src/orders/rules.ts';
import { read } from '../fixtures/talk.ts';
import type { Name } from './people.ts';
import { type Owner, partOf, startRow } from './rows.ts';
import { createWorld, targetOf, type World } from './world.ts';

describe('what an answer must not tell', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const say = async (who: Name, text: string) => read(await world.ask(who, { kind: 'say', text }));
  async function make(owner: Owner, ...parts: readonly string[]): Promise<readonly string[]> {
    const row = startRow(world, owner);
    const made: string[] = [];
    for (const part of parts) made.push((await partOf(world, row, part)) ?? '');
    return made;
  }

  test.each(['order show', 'payment', 'refund', 'deal show'])(
    'whether a colleague’s customer has any: %s',
    async (command) => {
      const [bare = ''] = await make('wang', 'customer');
      const [full = ''] = await make('wang', 'customer', 'deal', 'paid');
      const more = { payment: ' 100', refund: ' 100 back' }[command] ?? '';
      const [first, second] = [
        await say('li', `${command} ${bare}${more}`),
        await say('li', `${command} ${full}${more}`),
      ];
      expect(first.replaceAll(bare, '…')).toBe(second.replaceAll(full, '…'));
    },
  );

  test('the name of a customer whose phone somebody knows', async () => {
    const [name = '', id = ''] = await make('wang', 'customer', 'customerId');
    const contact = await world.store.db.contact.findFirst({ where: { customerId: id } });
    for (const command of [
      'customer show',
      'order list',
      'customer timeline',
      'deal show',
      'customer claim',
    ]) {
      const said = await say('li', `${command} ${contact?.phone ?? ''}`);
      expect([command, said.includes(name), said.includes('Ann')]).toEqual([command, false, false]);
    }
  });

  test('to finance, which deals there are', async () => {
    const [name = '', deal = ''] = await make('li', 'customer', 'deal');
    const title = (await world.store.db.deal.findFirst({ where: { id: deal } }))?.title ?? '?';
    expect(await say('li', `customer value ${name}`)).toContain(title);
    expect(await say('chen', `customer value ${name}`)).not.toContain(title);
  });
});

test('a correction concerns everybody who was ever credited', () => {
  const row = (revision: number, memberId: string, validFrom: string | null) => ({
    revision,
    position: 1,
    memberId,
    name: memberId,
    basisPoints: 10_000,
    validFrom,
  });
  const rows = [row(1, 'wrong', null), row(2, 'a', null), row(3, 'b', '2026-06-01')];
  expect(findSplitInForce(rows, '2026-07-01').map(({ memberId }) => memberId)).toEqual(['b']);
  expect(listEverCredited(rows)).toEqual(['a', 'b']);
  expect(listEverCredited([])).toEqual([]);
});

describe('customers that are one', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  const ask = (text: string) => world.ask('li', { kind: 'say', text });
  const press = (action: string, target: string) => world.ask('li', { kind: 'press', action, target });
  const rank = async () => /Li Wei\D*(\d+)/.exec(read(await ask('rank customers')))?.[1];

  test('count once as new, and twice again when they are taken apart', async () => {
    await ask('customer new Harbour Lights');
    await ask('customer new Quarry Stone');
    expect(await rank()).toBe('2');
    const question = await ask('customer merge Quarry Stone into Harbour Lights');
    await press('draft.confirm', targetOf(question, 'draft.confirm'));
    expect(await rank()).toBe('1');
    await ask('customer unmerge Harbour Lights');
    expect(await rank()).toBe('2');
  });

  test('are asked about when one is renamed to nearly the other', async () => {
    await ask('customer new Willow Bakery Berlin');
    await ask('customer new Elm Street');
    const question = await ask('customer edit "Elm Street" name="Willow Bakery Berlinn" city=Berlin');
    expect(read(question)).toContain('Willow Bakery Berlin');
    expect(await world.store.db.customer.count({ where: { name: 'Elm Street', city: '' } })).toBe(1);
    await press('draft.confirm', targetOf(question, 'draft.confirm'));
    expect(
      await world.store.db.customer.count({ where: { name: 'Willow Bakery Berlinn', city: 'Berlin' } }),
    ).toBe(1);
    // A change that leaves the name alone asks nothing.
    expect(read(await ask('customer edit "Willow Bakery Berlinn" city=Bonn'))).toContain('changed');
  });
});
