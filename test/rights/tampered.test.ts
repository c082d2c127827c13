import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../fixtures/talk.ts';
import type { Name } from './people.ts';
import { type Owner, partOf, startRow } from './rows.ts';
import { createWorld, targetOf, type World } from './world.ts';

type Parts = (part: string) => Promise<string>;

/** A press that was right when its card was made, and what happened to its row since. */
interface Stale {
  readonly what: string;
  readonly row: Owner;
  readonly who: Name;
  readonly action: string;
  readonly target: (parts: Parts) => Promise<string>;
  readonly since: readonly (readonly [Name, (parts: Parts) => Promise<string>])[];
}

const say = (text: (customer: string, parts: Parts) => string | Promise<string>) => async (parts: Parts) =>
  text(await parts('customer'), parts);
const part = (name: string) => (parts: Parts) => parts(name);
const away = [['sun', say((customer) => `customer transfer ${customer} to Wang Fang`)] as const];
const inPool = [['li', say((customer) => `customer release ${customer} other no budget`)] as const];
const stepped = (name: string) => async (parts: Parts) => `${await parts(name)}.1`;

const stale: readonly Stale[] = [
  {
    what: 'a customer that is a colleague’s by now',
    row: 'li',
    who: 'li',
    action: 'customer.edit',
    target: part('customerId'),
    since: away,
  },
  {
    what: 'its contacts',
    row: 'li',
    who: 'li',
    action: 'contact.remove',
    target: part('contact'),
    since: away,
  },
  {
    what: 'its tags',
    row: 'li',
    who: 'li',
    action: 'tag.remove',
    target: async (parts) => `${await parts('customerId')}.${await parts('tag')}`,
    since: away,
  },
  {
    what: 'its release',
    row: 'li',
    who: 'li',
    action: 'customer.release',
    target: part('customerId'),
    since: away,
  },
  {
    what: 'its reminder',
    row: 'li',
    who: 'li',
    action: 'reminder.log',
    target: part('reminder'),
    since: away,
  },
  { what: 'its order', row: 'li', who: 'li', action: 'order.start', target: part('customerId'), since: away },
  { what: 'its deal', row: 'li', who: 'li', action: 'deal.won', target: stepped('deal'), since: away },
  {
    what: 'a customer that somebody claimed first',
    row: 'pool',
    who: 'li',
    action: 'customer.claim',
    target: part('customerId'),
    since: [['mate', say((customer) => `customer claim ${customer}`)]],
  },
  {
    what: 'a deal that was won',
    row: 'li',
    who: 'li',
    action: 'deal.stage',
    target: stepped('deal'),
    since: [['li', say((customer) => `deal won ${customer}`)]],
  },
  {
    what: 'a deal that was lost',
    row: 'li',
    who: 'li',
    action: 'deal.won',
    target: stepped('deal'),
    since: [['li', say((customer) => `deal lost ${customer} price`)]],
  },
  {
    what: 'a payment that was rejected',
    row: 'li',
    who: 'chen',
    action: 'payment.confirm',
    target: part('payment'),
    since: [['chen', say(async (_, parts) => `payment reject ${await parts('order')} not there`)]],
  },
  {
    what: 'a payment that was taken back',
    row: 'li',
    who: 'chen',
    action: 'payment.confirm',
    target: part('payment'),
    since: [['li', say(async (_, parts) => `payment withdraw ${await parts('order')}`)]],
  },
  {
    what: 'a deal for an order that is void',
    row: 'li',
    who: 'li',
    action: 'order.wins',
    target: async (parts) => `${await parts('orderId')}.${await parts('deal')}`,
    since: [['li', say(async (_, parts) => `order void ${await parts('order')} twice`)]],
  },
  {
    what: 'the split of an order that is void',
    row: 'li',
    who: 'zhang',
    action: 'split.sign',
    target: part('split'),
    since: [['li', say(async (_, parts) => `order void ${await parts('order')} twice`)]],
  },
  {
    what: 'a customer that went into the pool',
    row: 'li',
    who: 'li',
    action: 'deal.new',
    target: part('customerId'),
    since: inPool,
  },
  {
    what: 'a case that was decided',
    row: 'li',
    who: 'zhao',
    action: 'case.decide',
    target: async (parts) => `${await parts('case')}.claimant`,
    since: [['sun', say((customer) => `customer case decide ${customer} owner=holder`)]],
  },
];

/** Presses that take effect once, however many come at the same instant: by whom, and what the audit log says of it. */
const once: readonly {
  readonly row: Owner;
  readonly who: readonly Name[];
  readonly action: string;
  readonly target: (parts: Parts) => Promise<string>;
  readonly audit: RegExp;
}[] = [
  {
    row: 'pool',
    who: ['li', 'mate'],
    action: 'customer.claim',
    target: part('customerId'),
    audit: /^customer\.claimed$/,
  },
  {
    row: 'li',
    who: ['li', 'li'],
    action: 'followup.undo',
    target: part('followUp'),
    audit: /^followup\.withdrawn$/,
  },
  {
    row: 'li',
    who: ['li', 'zhang'],
    action: 'reminder.done',
    target: part('reminder'),
    audit: /^reminder\./,
  },
  {
    row: 'li',
    who: ['li', 'zhang'],
    action: 'contact.remove',
    target: part('contact'),
    audit: /^contact\.removed$/,
  },
  { row: 'li', who: ['li', 'zhang'], action: 'deal.won', target: stepped('deal'), audit: /^deal\./ },
  {
    row: 'li',
    who: ['li', 'sun'],
    action: 'deal.reopen',
    target: async (parts) => `${await parts('lost')}.2`,
    audit: /^deal\./,
  },
  {
    row: 'li',
    who: ['li', 'zhang'],
    action: 'order.wins',
    target: async (parts) => `${await parts('orderId')}.${await parts('deal')}`,
    audit: /^deal\.won$/,
  },
  {
    row: 'li',
    who: ['chen', 'chen'],
    action: 'payment.confirm',
    target: part('payment'),
    audit: /^payment\./,
  },
  { row: 'li', who: ['zhang', 'chen'], action: 'split.sign', target: part('split'), audit: /^split\./ },
  {
    row: 'li',
    who: ['sun', 'zhao'],
    action: 'case.decide',
    target: async (parts) => `${await parts('case')}.claimant`,
    audit: /^case\.ruled$/,
  },
  {
    row: 'li',
    who: ['li', 'li'],
    action: 'visit.cancel',
    target: part('visit'),
    audit: /^visit\.cancelled$/,
  },
  {
    row: 'li',
    who: ['sun', 'sun'],
    action: 'merge.undo',
    target: part('merge'),
    audit: /^customer\.unmerged$/,
  },
  {
    row: 'li',
    who: ['li', 'sun'],
    action: 'identity.confirm',
    target: part('identity'),
    audit: /^identity\./,
  },
  {
    row: 'li',
    who: ['li', 'sun'],
    action: 'subscription.remove',
    target: part('subscription'),
    audit: /^subscription\./,
  },
];

describe('buttons and forms in the wrong hands', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  function partsOf(owner: Owner): Parts {
    const row = startRow(world, owner);
    return async (name) => (await partOf(world, row, name)) ?? '';
  }
  const press = (who: Name, action: string, target: string, values: Record<string, string> = {}) =>
    world.ask(who, { kind: 'press', action, target, values });

  test.each(stale.map((each) => [each.what, each] as const))('nothing happens to %s', async (_what, each) => {
    const parts = partsOf(each.row);
    await parts('customer');
    const target = await each.target(parts);
    for (const [who, text] of each.since) {
      await world.drain();
      const reply = await world.ask(who, { kind: 'say', text: await text(parts) });
      expect((await world.drain()).tables, read(reply)).not.toEqual([]);
    }
    const reply = await press(each.who, each.action, target);
    expect(
      (await world.drain()).tables.filter(
        (table) => table !== 'split_proposals' && table !== 'outbox_events',
      ),
      read(reply),
    ).toEqual([]);
    expect(reply.kind, read(reply)).not.toBe('form');
  });

  test.each(once.map((each) => [each.action, each] as const))(
    '%s happens once',
    async (_action, { row, who, action, target, audit }) => {
      const parts = partsOf(row);
      const about = await target(parts);
      await world.drain();
      const replies = await Promise.all(who.map((name) => press(name, action, about)));
      const written = (await world.drain()).audit.filter((each) => audit.test(each));
      expect(written, replies.map(read).join('\n')).toHaveLength(1);
    },
  );

  test('a form does what it was opened for, whatever else is sent along', async () => {
    const [mine, theirs] = [partsOf('li'), partsOf('wang')];
    const [payment, other] = [await mine('payment'), await theirs('payment')];
    const form = await press('chen', 'payment.reject', payment);
    const forged = { reason: 'not there', about: other, confirmed: 'yes', order: await theirs('order') };
    await press('chen', 'form.submit', targetOf(form, 'form.submit'), forged);
    const states = await world.store.db.paymentRevision.findMany({
      where: { orgId: world.people.company.orgId, paymentId: { in: [payment, other] }, state: 'rejected' },
    });
    expect(states.map(({ paymentId }) => paymentId)).toEqual([payment]);
  });

  test('a form that names somebody else’s row is judged by that row', async () => {
    const [mine, theirs] = [partsOf('li'), partsOf('wang')];
    const form = await press('li', 'followup.start', await mine('customerId'));
    await world.drain();
    const values = {
      customer: `#${await theirs('customerId')} mine`,
      text: 'called',
      revises: await theirs('followUp'),
    };
    await world.drain();
    const reply = await press('li', 'form.submit', targetOf(form, 'form.submit'), values);
    const { tables, audit } = await world.drain();
    expect([tables, audit]).toEqual([[], ['customer.refused']]);
    expect(read(reply)).not.toContain(await theirs('customer'));
  });

  test('a form without what it needs stays open, and a draft of somebody else is not told from none', async () => {
    const parts = partsOf('li');
    const form = await press('li', 'followup.start', await parts('customerId'));
    const draft = targetOf(form, 'form.submit');
    await world.drain();
    const [short, stolen, none] = [
      await press('li', 'form.submit', draft, {}),
      await press('mate', 'form.submit', draft, { text: 'called' }),
      await press('mate', 'form.submit', world.store.ids.uuid(), { text: 'called' }),
    ];
    expect(short.kind).toBe('errors');
    expect(read(stolen)).toBe(read(none));
    expect((await world.drain()).tables).toEqual([]);
  });

  test('roles add up, and what pays oneself stays with others', async () => {
    const { store, people } = world;
    const { orgId } = people.company;
    const be = (name: Name, ...roles: string[]) =>
      store.db.member.update({ where: { orgId_id: { orgId, id: people.of[name].id } }, data: { roles } });
    const [mine, theirs] = [partsOf('li'), partsOf('wang')];
    const [own, foreign] = [await mine('payment'), await theirs('payment')];
    await be('li', 'sales', 'finance');
    const refused = await press('li', 'payment.confirm', own);
    expect(read(refused)).toContain('You have a share in this payment');
    await world.drain();
    await press('li', 'payment.confirm', foreign);
    expect((await world.drain()).audit).toContain('payment.confirmed');
    // A button of yesterday's role does nothing today.
    await be('li', 'sales');
    const late = await press('li', 'payment.confirm', await partsOf('wang')('payment'));
    expect(read(late)).toContain('finance');
    // Where everybody in finance shares in it an executive steps in.
    await be('chen', 'hr');
    const lonely = await partsOf('li')('payment');
    await world.drain();
    await press('zhao', 'payment.confirm', lonely);
    expect((await world.drain()).audit).toContain('payment.confirmed');
    await be('chen', 'finance');
  });

  test('an answer in a group shows nothing of rows to the group', async () => {
    const parts = partsOf('li');
    for (const name of ['followUp', 'deal', 'order']) await parts(name);
    const customer = await parts('customer');
    const asks = [
      'customer show',
      'contacts',
      'customer timeline',
      'customer value',
      'deal show',
      'customer owners',
    ];
    for (const command of asks) {
      const reply = await world.ask(
        'li',
        { kind: 'say', text: `${command} ${customer}` },
        { conversation: 'C1' },
      );
      expect([command, reply.kind === 'card' && reply.audience]).toEqual([command, 'asker']);
    }
    for (const text of [
      'todo',
      'home',
      'deal list',
      'order list',
      'receivable',
      'overdue',
      `customer find ${customer}`,
      'visits',
      `order show ${await parts('order')}`,
    ]) {
      const reply = await world.ask('li', { kind: 'say', text }, { conversation: 'C1' });
      expect([text, reply.kind === 'card' && reply.audience]).toEqual([text, 'asker']);
    }
  });
});
