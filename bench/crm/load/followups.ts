import { type Fill, ownerOf } from './customers.ts';
import { makeId, type Size, sqlId, sqlPick, sqlRandom } from './size.ts';

const TEXTS = [
  '电话沟通二期需求，等对方预算批复，预计下月给答复',
  '现场演示，客户对报表功能满意，要求补充案例',
  '报价已发，对方在比价，采购说周五前回复',
  '拜访总经理，谈年度框架协议，价格还差一点',
  '微信问候，约了下周三上门，带上技术支持',
  '确认合同条款，法务提了三处修改，已转内部',
  '设备调试完成，客户签收，关注首月使用情况',
  '客户反馈交期太长，答应协调工厂提前一周',
  'Called, wants a quote for 40 seats and a reference customer',
  'Visited the new plant, met the head of procurement',
  'Sent the revised offer, they compare it with two others',
  'Discussed the renewal, budget is approved for next quarter',
];

/** Minutes of work between now and this one in SQL: follow-ups stand in the order in which they happened, up to `end`. */
interface Span {
  readonly start: string;
  readonly end: string;
  readonly today: string;
}

/** Key accounts are spoken to five hundred times, most customers five to ten. */
function customerOf(size: Size): string {
  const share = `(power(0.01 + 0.99 * ${sqlRandom('i', 3)}, 2) - 0.0001)`;
  return `LEAST(floor(${size.customers} * ${share}), ${size.customers - 1})::bigint`;
}

/** The days on which salespeople are behind with what they planned. */
const LEFT_OPEN = 6;

export function fillFollowUps(size: Size, { start, end, today }: Span): readonly Fill[] {
  const n = size.number;
  const org = `'${makeId('org', n, 0)}'::uuid`;
  const id = sqlId('followup', n, 'i');
  const at = `('${start}'::timestamptz + (i + 1) * (('${end}'::timestamptz - '${start}'::timestamptz) / ${size.followUps}))`;
  const author = `CASE WHEN ${sqlRandom('i', 4)} < 0.9 THEN ${ownerOf(size, 'j')}
    ELSE ${sqlId('member', n, `floor(${sqlRandom('i', 5)} * ${size.sales})`)} END`;
  const kind = `CASE WHEN r < 0.45 THEN 'call' WHEN r < 0.7 THEN 'message' WHEN r < 0.82 THEN 'visit' WHEN r < 0.9 THEN 'meeting'
    WHEN r < 0.96 THEN 'email' WHEN r < 0.98 THEN 'service' ELSE 'other' END`;
  const closed = `(kind = 'service' AND (happened_at < '${end}'::timestamptz - interval '20 days' OR ${sqlRandom('i', 8)} < 0.5))`;
  const rows = `SELECT i, j, happened_at, (happened_at AT TIME ZONE 'Asia/Shanghai')::date AS happened_on, ${kind} AS kind
    FROM (SELECT i, ${customerOf(size)} AS j, ${at} AS happened_at, ${sqlRandom('i', 6)} AS r
      FROM generate_series(0::bigint, ${size.followUps - 1}) i) g`;
  return [
    [
      'follow_ups',
      `INSERT INTO follow_ups (org_id, id, customer_id, author_id, kind, text, amount, happened_at, happened_on, next_on, created_at,
         due_on, closed_at, outcome)
       SELECT ${org}, ${id}, ${sqlId('customer', n, 'j')}, ${author}, kind, ${sqlPick(TEXTS, 'i', 7)},
         CASE WHEN ${sqlRandom('i', 9)} < 0.1 THEN (1 + floor(${sqlRandom('i', 10)} * 100)) * 1000000 END::bigint, happened_at, happened_on,
         CASE WHEN ${sqlRandom('i', 28)} < 0.3 THEN happened_on + 1 + floor(${sqlRandom('i', 29)} * 30)::int END, happened_at,
         CASE WHEN kind = 'service' THEN happened_on + 3 END, CASE WHEN ${closed} THEN happened_at + interval '2 days' END,
         CASE WHEN ${closed} THEN '已处理' ELSE '' END
       FROM (${rows}) g`,
    ],
    [
      'last contacts',
      `CREATE UNLOGGED TABLE bench_last_${n} AS SELECT ('x' || right(customer_id::text, 12))::bit(48)::bigint AS j,
         min(happened_at) AS first, max(happened_at) AS last FROM follow_ups WHERE org_id = ${org} GROUP BY customer_id`,
    ],
    [
      'reminders',
      `INSERT INTO reminders (org_id, id, follow_up_id, customer_id, member_id, due_on, due_at, state, announced_at, closed_at)
       SELECT org_id, ('01800011' || substr(id::text, 9))::uuid, id, customer_id, author_id, next_on,
         next_on + interval '1 hour', CASE WHEN open THEN 'open' ELSE 'done' END,
         CASE WHEN next_on <= '${today}'::date THEN next_on + interval '1 hour' END,
         CASE WHEN NOT open THEN next_on + interval '5 hours' END
       FROM (SELECT *, next_on >= '${today}'::date - ${LEFT_OPEN} OR (next_on >= '${today}'::date - 60 AND right(id::text, 2) = '00') AS open
         FROM follow_ups WHERE org_id = ${org} AND next_on IS NOT NULL) f`,
    ],
    [
      'follow_up_revisions',
      `INSERT INTO follow_up_revisions (org_id, follow_up_id, revision, customer_id, kind, text, amount, happened_at, happened_on, next_on,
         outcome, recorded_at, recorded_by)
       SELECT org_id, id, 1, customer_id, kind, text || '（更正前）', amount, happened_at, happened_on, next_on, '', created_at, author_id
       FROM follow_ups WHERE org_id = ${org} AND right(id::text, 2) = '07' AND kind <> 'service'`,
    ],
    [
      'follow_ups',
      `UPDATE follow_ups SET revision = 2, changed_at = created_at + interval '1 hour', changed_by = author_id
       WHERE org_id = ${org} AND right(id::text, 2) = '07' AND kind <> 'service'`,
    ],
    [
      'follow_up_comments',
      `INSERT INTO follow_up_comments (org_id, id, follow_up_id, author_id, text, created_at)
       SELECT org_id, ('01800013' || substr(id::text, 9))::uuid, id, ${sqlId('member', n, String(size.sales))}, '跟得很紧，继续问预算',
         created_at + interval '3 hours' FROM follow_ups WHERE org_id = ${org} AND right(id::text, 2) = '0b' AND right(id::text, 3) < '80b'`,
    ],
    ['visits', fillVisits(size, org, today)],
  ];
}

/** Two visits a day of everybody over three years, and a few in the days to come. */
function fillVisits(size: Size, org: string, today: string): string {
  const n = size.number;
  // Two a day at the full size, fewer days at a smaller one.
  const days = Math.max(30, Math.round((1_095 * size.followUps) / 10_000_000));
  return `INSERT INTO visits (org_id, id, customer_id, member_id, planned_on, planned_time, place, checked_in_at, created_at)
    SELECT ${org}, ${sqlId('visit', n, 'i')}, ${sqlId('customer', n, `floor(${sqlRandom('i', 30)} * ${Math.floor(size.customers / 2)}) * 2 + mod(i / ${size.sales}, 2)`)},
      ${sqlId('member', n, `mod(i, ${size.sales})`)}, day, '14:00', CASE WHEN day < '${today}'::date THEN '园区' ELSE '' END,
      CASE WHEN day < '${today}'::date THEN day + interval '6 hours' END, day - interval '2 days'
    FROM (SELECT i, '${today}'::date + 4 - floor(i / ${size.sales * 2})::int AS day
      FROM generate_series(0::bigint, ${days * size.sales * 2 - 1}) i) v`;
}
