import { insertCustomer } from '../../src/customers/insert.ts';
import { deriveSearchColumns } from '../../src/customers/names.ts';
import type { People } from './people.ts';
import { type Name, names } from './people.ts';
import { targetOf, type World } from './world.ts';

/** Whose row it is; `pool`: a customer of nobody. */
export type Owner = Name | 'pool';

/** What a line of the matrix may name of a row: `{customer}`, `{deal}` … */
export type Part = keyof typeof builders;

export interface Row {
  readonly owner: Owner;
  readonly parts: Map<string, Promise<string | undefined>>;
  /** Words that nobody may be shown who may not see the row, unless they typed them themselves. */
  readonly secrets: readonly string[];
  /** Tells this row's words apart from those of others. */
  readonly word: string;
}

/** A row of this owner, of which nothing is in the database yet: its parts are made as they are asked for. */
export function startRow(world: World, owner: Owner): Row {
  const made = world.count();
  const word = `${(made * 7_919_777).toString(36)}${made}`;
  const secrets = [`Q${word}`, `Ann${word}`, `whisper${word}`, `plan${word}`, `HT-2026-${made}0`];
  return { owner, parts: new Map(), secrets, word };
}

/** What the part is called or which id it has; undefined where such a row cannot be. */
export function partOf(
  world: World,
  row: Row,
  part: string,
  people: People = world.people,
): Promise<string | undefined> {
  const known = row.parts.get(part);
  if (known) return known;
  if (!(part in builders)) throw new Error(`no part ${part}`);
  const get = (other: string) => partOf(world, row, other, people);
  const making = builders[part as Part]({ world, row, people, get });
  row.parts.set(part, making);
  return making;
}

interface Making {
  readonly world: World;
  readonly row: Row;
  readonly people: People;
  readonly get: (part: string) => Promise<string | undefined>;
}

type Builder = (making: Making) => Promise<string | undefined>;

/** Whoever works with the row: for one of the pool somebody who may. */
function hand({ owner }: Row): Name {
  return owner === 'pool' ? 'li' : owner;
}

async function say(making: Making, who: Name, text: string) {
  const { world, people } = making;
  const reply = await world.ask(who, { kind: 'say', text }, { of: people });
  if (reply.kind !== 'card' || reply.card.tone === 'warn')
    throw new Error(`${who}: ${text}\n${JSON.stringify(reply)}`);
  return reply;
}

async function query(making: Making, sql: string, ...values: readonly string[]): Promise<string | undefined> {
  const rows = await making.world.store.db.$queryRawUnsafe<{ id: string }[]>(sql, ...values);
  return rows[0]?.id;
}

const byCustomer = (table: string): Builder => {
  return async (making) => {
    await making.get('followUp');
    const id = (await making.get('customerId')) ?? '';
    return query(making, `SELECT id FROM ${table} WHERE customer_id = $1::uuid ORDER BY id LIMIT 1`, id);
  };
};

const ofSomebody =
  (build: Builder): Builder =>
  async (making) =>
    making.row.owner === 'pool' ? undefined : build(making);

const builders = {
  customer: async (making) => {
    await making.get('customerId');
    return `Q${making.row.word}`;
  },
  customerId: async ({ world: { store, count }, row, people }) => {
    const { orgId } = people.company;
    const context = { ...store, orgId, memberId: people.of.sun.id, origin: 'test' };
    const id = store.ids.uuid();
    const name = `Q${row.word}`;
    const statements = insertCustomer(context, {
      ...(await deriveSearchColumns(name)),
      id,
      name,
      phone: `+86139${String(10_000_000 + count())}`,
      contactName: `Ann${row.word}`,
      registrationNumber: null,
      region: '',
      city: `Town${row.word}`,
      source: '',
      industry: '',
      categoryId: null,
      ownerId: row.owner === 'pool' ? null : people.of[row.owner].id,
    });
    for (const statement of statements) await store.db.$executeRaw(statement);
    return id;
  },
  /** Another customer of the same owner. */
  other: ({ world, row, people }) => partOf(world, startRow(world, row.owner), 'customer', people),
  contact: byCustomer('contacts'),
  followUp: async (making) => {
    const name = await making.get('customer');
    await say(making, hand(making.row), `followup ${name} whisper${making.row.word} next=2026-11-23`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, 'SELECT id FROM follow_ups WHERE customer_id = $1::uuid', id);
  },
  /** What a manager of East says of it. */
  comment: async (making) => {
    const { world, row, people } = making;
    if (!['li', 'mate', 'deep'].includes(row.owner)) return undefined;
    const followUp = (await making.get('followUp')) ?? '';
    const press = (action: string, target: string, values = {}) =>
      world.ask('zhang', { kind: 'press', action, target, values }, { of: people });
    const form = await press('followup.comment', followUp);
    await press('form.submit', targetOf(form, 'form.submit'), { text: 'well done' });
    return query(making, 'SELECT id FROM follow_up_comments WHERE follow_up_id = $1::uuid', followUp);
  },
  reminder: byCustomer('reminders'),
  service: async (making) => {
    const name = await making.get('customer');
    await say(making, hand(making.row), `service ${name} whisper${making.row.word} due=2026-11-27`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, `SELECT id FROM follow_ups WHERE customer_id = $1::uuid AND kind = 'service'`, id);
  },
  visit: async (making) => {
    const name = await making.get('customer');
    await say(making, hand(making.row), `visit plan ${name} 2026-11-23`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, 'SELECT id FROM visits WHERE customer_id = $1::uuid', id);
  },
  tag: async (making) => {
    const name = await making.get('customer');
    await say(making, hand(making.row), `customer tag ${name} Vip`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, 'SELECT tag_id AS id FROM customer_tags WHERE customer_id = $1::uuid', id);
  },
  /** A tag of the organization that the customer does not have. */
  otherTag: async (making) => {
    const other = {
      ...making,
      row: startRow(making.world, making.row.owner),
      get: (part: string) => partOf(making.world, other.row, part, making.people),
    };
    const name = await other.get('customer');
    await say(other, hand(other.row), `customer tag ${name} Later${making.row.word}`);
    const id = (await other.get('customerId')) ?? '';
    return query(making, 'SELECT tag_id AS id FROM customer_tags WHERE customer_id = $1::uuid', id);
  },
  deal: ofSomebody(async (making) => {
    const name = await making.get('customer');
    await say(making, hand(making.row), `deal new ${name} 7000 plan${making.row.word} closes=2026-12-31`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, `SELECT id FROM deals WHERE customer_id = $1::uuid AND state = 'open'`, id);
  }),
  lost: ofSomebody(async (making) => {
    await making.get('deal');
    await say(making, hand(making.row), `deal lost ${await making.get('customer')} price`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, `SELECT id FROM deals WHERE customer_id = $1::uuid AND state = 'lost'`, id);
  }),
  order: ofSomebody(async (making) => {
    const number = making.row.secrets.at(-1) ?? '';
    const name = await making.get('customer');
    await say(making, hand(making.row), `order new ${name} 5000 number=${number} signed=2026-09-01`);
    return number;
  }),
  orderId: ofSomebody(async (making) =>
    query(making, 'SELECT id FROM orders WHERE number = $1', (await making.get('order')) ?? ''),
  ),
  /** Proposed by the owner. */
  payment: ofSomebody(async (making) => {
    await say(making, hand(making.row), `payment ${await making.get('order')} 100`);
    const id = (await making.get('orderId')) ?? '';
    return query(making, 'SELECT id FROM payments WHERE order_id = $1::uuid ORDER BY id LIMIT 1', id);
  }),
  /** Confirmed. */
  paid: ofSomebody(async (making) => {
    await say(making, 'chen', `payment ${await making.get('order')} 200`);
    const id = (await making.get('orderId')) ?? '';
    return query(making, 'SELECT id FROM payments WHERE order_id = $1::uuid ORDER BY id LIMIT 1', id);
  }),
  instalment: ofSomebody(async (making) => {
    const orderId = await making.get('orderId');
    return `${orderId}.2026-10-01`;
  }),
  disputed: ofSomebody(async (making) => {
    await say(making, 'chen', `dispute ${await making.get('order')} waits for a repair`);
    return making.get('order');
  }),
  /** A correction that an admin proposed. */
  split: ofSomebody(async (making) => {
    const { owner } = making.row;
    const [self, other] = [names[owner === 'pool' ? 'li' : owner], names[owner === 'deep' ? 'mate' : 'deep']];
    const text = `order split ${await making.get('order')} ${self} 60%, ${other} 40% reason=mistake`;
    await say(making, 'sun', text);
    const id = (await making.get('orderId')) ?? '';
    return query(making, 'SELECT id FROM split_proposals WHERE order_id = $1::uuid', id);
  }),
  /** A colleague says that the customer is theirs. */
  case: ofSomebody(async (making) => {
    const claimant = making.row.owner === 'deep' ? 'mate' : 'deep';
    await say(making, claimant, `customer case ${await making.get('customer')} we met them first`);
    const id = (await making.get('customerId')) ?? '';
    return query(making, 'SELECT id FROM collision_cases WHERE customer_id = $1::uuid', id);
  }),
  merge: async (making) => {
    const { world, people } = making;
    const [from, into] = [await making.get('other'), await making.get('customer')];
    const asked = await world.ask(
      'sun',
      { kind: 'say', text: `customer merge ${from} into ${into}` },
      { of: people },
    );
    const target = targetOf(asked, 'draft.confirm');
    await world.ask('sun', { kind: 'press', action: 'draft.confirm', target }, { of: people });
    const id = (await making.get('customerId')) ?? '';
    return query(making, 'SELECT id FROM customer_merges WHERE into_id = $1::uuid', id);
  },
  member: ofSomebody(async ({ row, people }) => people.of[hand(row)].id),
  memberName: ofSomebody(async ({ row, people }) => people.of[hand(row)].name),
  /** An account that waits for the owner's word. */
  identity: ofSomebody(async ({ world: { store }, row, people }) => {
    const id = store.ids.uuid();
    await store.db.chatIdentity.create({
      data: {
        orgId: people.company.orgId,
        id,
        memberId: people.of[hand(row)].id,
        workspaceId: people.company.slack.id,
        externalUser: `UNEW${row.word}`,
        linkedAt: new Date(0),
      },
    });
    return id;
  }),
  absence: ofSomebody(async (making) => {
    await say(making, hand(making.row), 'away 2026-12-01');
    return query(
      making,
      'SELECT id FROM absences WHERE member_id = $1::uuid AND cancelled_at IS NULL ORDER BY id DESC',
      making.people.of[hand(making.row)].id,
    );
  }),
  /** Another role waits for its second signature; they hold none of an earlier row. */
  grant: ofSomebody(async (making) => {
    const { store } = making.world;
    const { company, of } = making.people;
    const [orgId, memberId, admin] = [company.orgId, of[hand(making.row)].id, of.sun.id];
    const { clock, ids } = store;
    const askedAt = new Date(clock.now());
    const about = { orgId, memberId, role: 'executive' };
    await store.db.$executeRaw`UPDATE members SET roles = array_remove(roles, 'executive')
      WHERE org_id = ${orgId}::uuid AND id = ${memberId}::uuid`;
    await store.db.roleGrant.updateMany({
      where: { ...about, state: 'waiting' },
      data: { state: 'withdrawn', decidedAt: askedAt },
    });
    const id = ids.uuid();
    const asked = { askedAt, askedBy: admin, keeperId: admin, expiresAt: new Date(clock.now() + 86_400_000) };
    await store.db.roleGrant.create({ data: { ...about, id, ...asked } });
    return id;
  }),
  subscription: ofSomebody(async (making) => {
    await say(making, hand(making.row), 'subscribe ranking');
    return query(
      making,
      `SELECT id FROM subscriptions WHERE member_id = $1::uuid AND kind = 'ranking' AND state <> 'removed'`,
      making.people.of[hand(making.row)].id,
    );
  }),
  paused: ofSomebody(async (making) => {
    const id = await making.get('subscription');
    await making.world.ask(
      hand(making.row),
      { kind: 'press', action: 'subscription.pause', target: id ?? '' },
      { of: making.people },
    );
    return id;
  }),
  /** A push that its owner got in private. */
  push: ofSomebody(async ({ world: { store }, people, row }) => {
    const id = store.ids.uuid();
    const past = new Date(0);
    const memberId = people.of[hand(row)].id;
    await store.db.delivery.create({
      data: {
        orgId: people.company.orgId,
        id,
        key: `push ${id}`,
        kind: 'reminder',
        address: { platform: 'slack', workspace: 'T1', user: 'U1' },
        content: { kind: 'push', push: 'reminder', reminderId: id, day: '2026-11-23', memberId },
        state: 'sent',
        notBefore: past,
        settledAt: past,
        createdAt: past,
      },
    });
    return id;
  }),
  muted: ofSomebody(async (making) => {
    const id = (await making.get('push')) ?? '';
    const ask = { kind: 'press', action: 'push.mute', target: id } as const;
    await making.world.ask(hand(making.row), ask, { of: making.people });
    return id;
  }),
  mute: ofSomebody(async (making) => {
    await making.get('muted');
    const member = making.people.of[hand(making.row)].id;
    return query(making, 'SELECT id FROM push_mutes WHERE member_id = $1::uuid', member);
  }),
  /** A message that could not be sent. */
  delivery: ofSomebody(async ({ world: { store }, people }) => {
    const id = store.ids.uuid();
    const row = { orgId: people.company.orgId, id, key: `dead ${id}`, kind: 'event', attempts: 1 };
    const past = new Date(0);
    await store.db.delivery.create({
      data: {
        ...row,
        address: { platform: 'slack', workspace: 'T1', to: 'C1' },
        content: {},
        state: 'dead',
        notBefore: past,
        settledAt: past,
        createdAt: past,
      },
    });
    return id;
  }),
  competitor: async (making) => {
    const name = `Rival${making.row.word}`;
    const customer = await making.get('customer');
    await say(
      making,
      hand(making.row),
      `competitor note ${name} whisper${making.row.word} customer=${customer}`,
    );
    return query(making, 'SELECT id FROM competitors WHERE name = $1', name);
  },
  rival: async (making) => {
    await making.get('competitor');
    return `Rival${making.row.word}`;
  },
  /** A form that the owner has not finished. */
  draft: ofSomebody(async (making) => {
    const customer = await making.get('customer');
    const reply = await making.world.ask(
      hand(making.row),
      { kind: 'say', text: `followup ${customer}` },
      { of: making.people },
    );
    return targetOf(reply, 'form.submit');
  }),
  word: async ({ row }) => row.word,
} satisfies Record<string, Builder>;
