import { type Fill, ownerOf } from './customers.ts';
import { makeId, type Size, sqlId, sqlPick, sqlRandom } from './size.ts';

const STAGES = ['contacted', 'qualified', 'quoted', 'negotiating'];
const COMPETITORS = [
  '星辰软件',
  '金石科技',
  '云桥信息',
  'Initech',
  'Globex',
  'Umbra',
  '东海智能',
  '蓝图数据',
  '天工自动化',
  'Vandelay',
];

/** A fifth of all customers ever had a deal, the earlier (better known) ones more. */
function dealCustomer(size: Size): string {
  return `floor(power(${sqlRandom('i', 40)}, 1.5) * ${size.customers})::bigint`;
}

/** Deals in all stages with their steps and competitors. `today` is YYYY-MM-DD. */
export function fillDeals(size: Size, today: string): readonly Fill[] {
  const n = size.number;
  const org = `'${makeId('org', n, 0)}'::uuid`;
  const stages = `(ARRAY['${STAGES.join("','")}'])`;
  const customer = dealCustomer(size);
  return [
    [
      'competitors',
      `INSERT INTO competitors (org_id, id, name, name_key, created_at)
       SELECT ${org}, ${sqlId('competitor', n, 'place')}, name, lower(name), '${today}'::timestamptz
       FROM unnest(ARRAY['${COMPETITORS.join("','")}']) WITH ORDINALITY t(name, place)`,
    ],
    [
      'deals',
      `INSERT INTO deals (org_id, id, customer_id, owner_id, title, amount, expected_on, need, decider, next_step, stage, state, step,
         stages, stage_since, opened_on, closed_on, created_at, created_by)
       SELECT ${org}, ${sqlId('deal', n, 'i')}, ${sqlId('customer', n, 'j')}, ${ownerOf(size, 'j')},
         ${sqlPick(['二期扩容', '年度框架', 'CRM 40 seats', '备件采购', '产线改造', 'Renewal'], 'i', 41)},
         (1 + floor(${sqlRandom('i', 42)} * 200)) * 500000, opened_on + 60, '需求已确认', '采购经理', '约下次会议', ${stages}[depth],
         state, depth + CASE WHEN state = 'open' THEN 0 ELSE 1 END, ${stages}[1:depth], opened_on + (depth - 1) * 7 + interval '3 hours',
         opened_on, CASE WHEN state <> 'open' THEN opened_on + depth * 7 END, opened_on, ${ownerOf(size, 'j')}
       FROM (SELECT i, ${customer} AS j, 1 + floor(${sqlRandom('i', 43)} * 4)::int AS depth,
           CASE WHEN i >= ${Math.floor(size.deals * 0.85)} THEN 'open' WHEN ${sqlRandom('i', 44)} < 0.4 THEN 'won' ELSE 'lost' END AS state,
           '${today}'::date - 1090 + floor(i * 1085.0 / ${size.deals})::int - CASE WHEN i >= ${Math.floor(size.deals * 0.85)} THEN 0 ELSE 30 END AS opened_on
         FROM generate_series(0::bigint, ${size.deals - 1}) i) d`,
    ],
    [
      'deal_steps',
      `INSERT INTO deal_steps (org_id, deal_id, step, kind, stage, amount, on_day, at, taken_by, reason)
       SELECT org_id, id, s, CASE WHEN s = 1 THEN 'opened' WHEN s > cardinality(stages) THEN state ELSE 'moved' END,
         stages[LEAST(s, cardinality(stages))], amount, opened_on + (s - 1) * 7, opened_on + (s - 1) * 7 + interval '3 hours', owner_id,
         CASE WHEN s > cardinality(stages) AND state = 'lost'
           THEN (ARRAY['price', 'competitor', 'budget', 'need', 'silent'])[1 + mod(('x' || right(id::text, 8))::bit(32)::bigint, 5)] END
       FROM deals, generate_series(1, deals.step) s WHERE org_id = ${org}`,
    ],
    [
      'deal_competitors',
      `INSERT INTO deal_competitors (org_id, deal_id, competitor_id, noted_at, noted_by)
       SELECT org_id, id, ${sqlId('competitor', n, `1 + mod(('x' || right(id::text, 8))::bit(32)::bigint, ${COMPETITORS.length})`)}, created_at, owner_id
       FROM deals WHERE org_id = ${org} AND right(id::text, 1) IN ('1', '5', '9')`,
    ],
    [
      'competitor_facts',
      `INSERT INTO competitor_facts (org_id, id, competitor_id, customer_id, deal_id, text, source, known_on, noted_at, noted_by)
       SELECT d.org_id, ('01800010' || substr(d.id::text, 9))::uuid, x.competitor_id, d.customer_id, d.id, '报价低两成，交期更长', '采购', d.opened_on,
         d.created_at, d.owner_id FROM deals d JOIN deal_competitors x ON x.org_id = d.org_id AND x.deal_id = d.id
       WHERE d.org_id = ${org} AND right(d.id::text, 2) IN ('11', '55', '99')`,
    ],
  ];
}

/** Orders with two instalments each, splits, and payments that fill most of them. */
export function fillOrders(size: Size, today: string): readonly Fill[] {
  const n = size.number;
  const org = `'${makeId('org', n, 0)}'::uuid`;
  const id = sqlId('order', n, 'i');
  const payment = (part: number) => sqlId('payment', n, `i * 3 + ${part}`);
  const finance = sqlId('member', n, String(size.sales + 4));
  const orders = `SELECT i, j, amount, signed_on, ${sqlRandom('i', 50)} AS fate, ${ownerOf(size, 'j')} AS owner,
      signed_on + time '07:00' AS at
    FROM (SELECT i, floor(power(${sqlRandom('i', 51)}, 1.5) * ${size.customers})::bigint AS j,
      (2 + 2 * floor(${sqlRandom('i', 52)} * 100)::bigint) * 500000 AS amount,
      '${today}'::date - 1090 + floor(i * 1090.0 / ${size.orders})::int AS signed_on FROM generate_series(0::bigint, ${size.orders - 1}) i) o`;
  // Most of those signed months ago are paid whole, some by half; the young ones by half or not at all.
  const paid = (part: number) =>
    part === 1
      ? `(signed_on + 20 < '${today}'::date AND fate < 0.97)`
      : `(signed_on + 60 < '${today}'::date AND fate < 0.93)`;
  const recorded = (part: number) =>
    `LEAST('${today}'::date, signed_on + ${part === 1 ? 20 : 60} + floor(fate * 9)::int)`;
  return [
    ['made orders', `CREATE UNLOGGED TABLE bench_orders_${n} AS ${orders}`],
    [
      'orders',
      `INSERT INTO orders (org_id, id, number, customer_id, head, created_at, created_by)
       SELECT ${org}, ${id}, 'HT-' || to_char(signed_on, 'YYYY') || '-' || lpad(i::text, 6, '0'), ${sqlId('customer', n, 'j')},
         1, at, owner FROM bench_orders_${n}`,
    ],
    [
      'order_revisions',
      `INSERT INTO order_revisions (org_id, order_id, revision, amount, signed_on, state, recorded_at, recorded_by)
       SELECT ${org}, ${id}, 1, amount, signed_on, CASE WHEN fate > 0.99 THEN 'withdrawn' ELSE 'signed' END, at, owner FROM bench_orders_${n}`,
    ],
    [
      'instalment_revisions',
      `INSERT INTO instalment_revisions (org_id, order_id, revision, position, due_on, amount, recorded_at, recorded_by)
       SELECT ${org}, ${id}, 1, p, signed_on + CASE p WHEN 1 THEN 25 ELSE 65 END, amount / 2, at, owner
       FROM bench_orders_${n}, generate_series(1, 2) p`,
    ],
    [
      'credit_split_revisions',
      `INSERT INTO credit_split_revisions (org_id, order_id, revision, position, member_id, basis_points, kind, recorded_at, recorded_by)
       SELECT ${org}, ${id}, 1, 1, owner, CASE WHEN mod(i, 10) = 0 THEN 7000 ELSE 10000 END, 'initial', at, owner FROM bench_orders_${n}
       UNION ALL SELECT ${org}, ${id}, 1, 2, CASE WHEN owner = ${sqlId('member', n, '1')} THEN ${sqlId('member', n, '2')} ELSE ${sqlId('member', n, '1')} END,
         3000, 'initial', at, owner FROM bench_orders_${n} WHERE mod(i, 10) = 0`,
    ],
    ...[1, 2].flatMap((part): Fill[] => [
      [
        'payments',
        `INSERT INTO payments (org_id, id, order_id, head, created_at, created_by)
         SELECT ${org}, ${payment(part - 1)}, ${id}, 1, ${recorded(part)} + time '08:00', ${finance} FROM bench_orders_${n} WHERE ${paid(part)} AND fate <= 0.99`,
      ],
      [
        'payment_revisions',
        `INSERT INTO payment_revisions (org_id, payment_id, revision, amount, received_on, state, recorded_at, recorded_by)
         SELECT ${org}, ${payment(part - 1)}, 1, amount / 2, ${recorded(part)},
           CASE WHEN ${recorded(part)} >= '${today}'::date - 2 THEN 'proposed' ELSE 'confirmed' END, ${recorded(part)} + time '08:00', ${finance}
         FROM bench_orders_${n} WHERE ${paid(part)} AND fate <= 0.99`,
      ],
    ]),
    [
      'payments',
      `INSERT INTO payments (org_id, id, order_id, refund_of, head, created_at, created_by)
       SELECT ${org}, ${payment(2)}, ${id}, ${payment(0)}, 1, signed_on + 70 + time '08:00', ${finance} FROM bench_orders_${n}
       WHERE mod(i, 100) = 7 AND signed_on + 90 < '${today}'::date AND fate < 0.97`,
    ],
    [
      'payment_revisions',
      `INSERT INTO payment_revisions (org_id, payment_id, revision, amount, received_on, state, recorded_at, recorded_by, reason)
       SELECT ${org}, ${payment(2)}, 1, - amount / 4, signed_on + 70, 'confirmed', signed_on + 70 + time '08:00', ${finance}, '退货'
       FROM bench_orders_${n} WHERE mod(i, 100) = 7 AND signed_on + 90 < '${today}'::date AND fate < 0.97`,
    ],
  ];
}
