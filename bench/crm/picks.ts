import pg from 'pg';
import { accountsOf, memberName, placesOf, planStaff } from './load/company.ts';
import { makeId, planSizes } from './load/size.ts';
import type { Speaker } from './wire.ts';

/** A customer to do something with, and who works with it. */
export interface PickedCustomer {
  readonly id: string;
  readonly name: string;
  readonly owner: Person;
}
export interface PickedOrder {
  readonly number: string;
  readonly amount: number;
  readonly owner: Person;
}
export interface Person extends Speaker {
  readonly n: number;
  readonly id: string;
  readonly name: string;
}

/** Who and what the measured lines are about. `next…` never gives the same twice, everything else is mixed. */
export interface Picks {
  readonly sales: () => Person;
  readonly lead: () => Person;
  readonly head: () => Person;
  readonly finance: () => Person;
  readonly executive: () => Person;
  readonly admin: () => Person;
  /** Somebody's own customer. */
  readonly customer: () => PickedCustomer;
  /** One of the best known, with hundreds of follow-ups. */
  readonly keyAccount: () => PickedCustomer;
  readonly nextCustomer: () => PickedCustomer;
  /** Two of one owner. */
  readonly nextTwo: () => readonly [PickedCustomer, PickedCustomer];
  readonly nextPooled: () => string;
  readonly order: () => PickedOrder;
  readonly nextUnpaid: () => PickedOrder;
  readonly nextUntouched: () => PickedOrder;
  /** The id of a payment that waits for finance. */
  readonly nextProposed: () => string;
  readonly withDeal: () => PickedCustomer;
  readonly nextWithDeal: () => PickedCustomer;
  readonly contact: () => string;
  readonly phone: () => string;
  /** A number that no other line of this run has. */
  readonly unique: () => string;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}

/** Reads what there is to pick from. The order is mixed by the rows' own ids, so that every run takes the same. */
export async function loadPicks(url: string, scale: number): Promise<Picks> {
  const [size] = planSizes(scale);
  if (size === undefined) throw new Error('no organization is planned');
  const staff = planStaff(size);
  const person = (n: number): Person => {
    const { slack, feishu } = accountsOf(1, n);
    return {
      n,
      id: makeId('member', 1, n),
      name: memberName(n),
      slackTeam: placesOf(1).slack,
      slackUser: slack,
      feishuTenant: placesOf(1).feishu.split('/')[1] ?? '',
      feishuUser: feishu,
    };
  };
  const byId = new Map(staff.sales.map((n) => [makeId('member', 1, n), person(n)]));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const org = makeId('org', 1, 0);
    const rows = async (sql: string): Promise<Row[]> => (await client.query<Row>(sql, [org])).rows;
    const mixed = (column: string) => `ORDER BY md5(${column}::text)`;
    const owned = 'c.org_id = $1 AND c.owner_id IS NOT NULL AND c.merged_into IS NULL';
    const customers = await rows(
      `SELECT id, name, owner_id AS owner FROM customers c WHERE ${owned} ${mixed('c.id')} LIMIT 40000`,
    );
    const keys = await rows(
      `SELECT id, name, owner_id AS owner FROM customers c WHERE ${owned} ORDER BY id LIMIT 200`,
    );
    const pooled = await rows(
      `SELECT id, name, '' AS owner FROM customers c WHERE c.org_id = $1 AND owner_id IS NULL AND merged_into IS NULL ${mixed('id')} LIMIT 4000`,
    );
    const deals = await rows(
      `SELECT c.id, c.name, c.owner_id AS owner FROM customers c WHERE ${owned} AND (SELECT count(*) FROM deals d
         WHERE d.org_id = c.org_id AND d.customer_id = c.id AND d.state = 'open') = 1 ${mixed('c.id')} LIMIT 6000`,
    );
    const orderRows = async (where: string) =>
      rows(`SELECT o.number AS id, o.amount::text AS name, c.owner_id AS owner FROM current_orders o
        JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
        WHERE ${owned} AND o.state = 'signed' AND ${where} ${mixed('o.number')} LIMIT 8000`);
    const paid = `EXISTS (SELECT FROM payments p WHERE p.org_id = o.org_id AND p.order_id = o.id)`;
    const orders = await orderRows('true');
    const unpaid = await orderRows(
      `EXISTS (SELECT FROM instalment_states s WHERE s.org_id = o.org_id AND s.order_id = o.id AND s.paid < s.amount)`,
    );
    const untouched = await orderRows(`NOT ${paid}`);
    const proposed = await rows(
      `SELECT id, '' AS name, '' AS owner FROM current_payments WHERE org_id = $1 AND state = 'proposed' ${mixed('id')} LIMIT 2000`,
    );
    const contacts = await rows(
      `SELECT id, name, reverse(left(reverse(phone), 6)) AS owner FROM contacts WHERE org_id = $1 AND phone IS NOT NULL ${mixed('id')} LIMIT 4000`,
    );
    return createPicks(
      { customers, keys, pooled, deals, orders, unpaid, untouched, proposed, contacts },
      byId,
      staff,
      person,
    );
  } finally {
    await client.end();
  }
}

type Lists = Readonly<
  Record<
    'customers' | 'keys' | 'pooled' | 'deals' | 'orders' | 'unpaid' | 'untouched' | 'proposed' | 'contacts',
    readonly Row[]
  >
>;

function createPicks(
  lists: Lists,
  byId: ReadonlyMap<string, Person>,
  staff: ReturnType<typeof planStaff>,
  person: (n: number) => Person,
): Picks {
  const places = new Map<string, number>();
  const run = Date.now().toString(36).slice(-5);
  const next = <T>(name: string, list: readonly T[], step = 1): T => {
    const place = places.get(name) ?? 0;
    places.set(name, place + step);
    const found = list[place % Math.max(1, list.length)];
    if (found === undefined) throw new Error(`nothing to pick: ${name}`);
    return found;
  };
  const toCustomer = ({ id, name, owner }: Row): PickedCustomer => ({
    id,
    name,
    owner: byId.get(owner) ?? person(0),
  });
  const toOrder = ({ id, name, owner }: Row): PickedOrder => ({
    number: id,
    amount: Number(name),
    owner: byId.get(owner) ?? person(0),
  });
  const half = Math.floor(lists.customers.length / 2);
  const [read, used] = [lists.customers.slice(0, half), lists.customers.slice(half)];
  const pairs = pairUp(used.slice(Math.floor(used.length / 2)));
  const members = staff.sales.filter((n) => n % 10 !== 0).map(person);
  return {
    sales: () => next('sales', members, 7),
    lead: () => next('lead', staff.sales.filter((n) => n % 10 === 0).map(person)),
    head: () => next('head', staff.heads.map(person)),
    finance: () => next('finance', staff.finance.map(person)),
    executive: () => next('executive', staff.executives.map(person)),
    admin: () => next('admin', staff.admins.map(person)),
    customer: () => toCustomer(next('customer', read)),
    keyAccount: () => toCustomer(next('key', lists.keys)),
    nextCustomer: () => toCustomer(next('used', used.slice(0, Math.floor(used.length / 2)))),
    nextTwo: () => {
      const [a, b] = next('pairs', pairs);
      return [toCustomer(a), toCustomer(b)];
    },
    nextPooled: () => next('pooled', lists.pooled).name,
    order: () => toOrder(next('order', lists.orders)),
    nextUnpaid: () => toOrder(next('unpaid', lists.unpaid)),
    nextUntouched: () => toOrder(next('untouched', lists.untouched)),
    nextProposed: () => next('proposed', lists.proposed).id,
    withDeal: () => toCustomer(next('deal', lists.deals.slice(0, Math.floor(lists.deals.length / 3)))),
    nextWithDeal: () => toCustomer(next('next deal', lists.deals.slice(Math.floor(lists.deals.length / 3)))),
    contact: () => next('contact', lists.contacts).name,
    phone: () => next('phone', lists.contacts).owner,
    unique: () => {
      const place = (places.get('unique') ?? 0) + 1;
      places.set('unique', place);
      return `${run}${place.toString(36)}`;
    },
  };
}

/** Two by two, each pair of one owner. */
function pairUp(rows: readonly Row[]): readonly (readonly [Row, Row])[] {
  const waiting = new Map<string, Row>();
  const pairs: (readonly [Row, Row])[] = [];
  for (const row of rows) {
    const other = waiting.get(row.owner);
    if (other === undefined) waiting.set(row.owner, row);
    else {
      waiting.delete(row.owner);
      pairs.push([other, row]);
    }
  }
  return pairs;
}
