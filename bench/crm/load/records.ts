import { type Fill, ownerOf } from './customers.ts';
import { makeId, type Size, sqlId, sqlRandom } from './size.ts';

/** What piles up beside the sales themselves: cases, subscriptions, messages that went out, the audit log. */
export function fillRecords(size: Size, today: string): readonly Fill[] {
  const n = size.number;
  const org = `'${makeId('org', n, 0)}'::uuid`;
  const share = size.followUps / 10_000_000;
  const count = (many: number) => Math.max(10, Math.round(many * share));
  const customer = sqlId('customer', n, `floor(${sqlRandom('i', 60)} * ${size.customers})`);
  const member = sqlId('member', n, `mod(i, ${size.sales})`);
  const workspace = sqlId('workspace', n, '1');
  const minutes = (many: number) =>
    `'${today}'::timestamptz - (${many} - i) * interval '1 minute' * ${500_000 / many}::float8`;
  return [
    [
      'collision_cases',
      `INSERT INTO collision_cases (org_id, id, customer_id, claimant_id, respondent_id, typed_name, statement, state, opened_at, remind_at,
         closed_at, decided_by, owner_id, owner_basis_points, reason)
       SELECT ${org}, ${sqlId('case', n, 'i')}, c, claimant, respondent, '客户', '三月起就在拜访', state, at, at + interval '2 days',
         CASE WHEN state = 'ruled' THEN at + interval '1 day' END, CASE WHEN state = 'ruled' THEN ${sqlId('member', n, String(size.sales))} END,
         CASE WHEN state = 'ruled' THEN respondent END, CASE WHEN state = 'ruled' THEN 7000 END, ''
       FROM (SELECT i, ${sqlId('customer', n, 'i * 7')} AS c, ${sqlId('member', n, `mod(floor(${sqlRandom('i * 7', 1)} * ${size.sales})::int + 1, ${size.sales})`)} AS claimant,
           ${ownerOf(size, 'i * 7')} AS respondent, '${today}'::timestamptz - (${count(400)} - i) * interval '1 day' AS at,
           CASE WHEN i >= ${count(400) - 5} THEN 'open' ELSE 'ruled' END AS state
         FROM generate_series(0::bigint, ${Math.min(count(400), Math.floor(size.customers / 8)) - 1}) i) k`,
    ],
    [
      'customer_split_revisions',
      `INSERT INTO customer_split_revisions (org_id, customer_id, revision, position, member_id, basis_points, valid_from, case_id, recorded_at)
       SELECT DISTINCT ON (customer_id, p) org_id, customer_id, 1, p, CASE p WHEN 1 THEN respondent_id ELSE claimant_id END,
         CASE p WHEN 1 THEN 7000 ELSE 3000 END, closed_at::date, id, closed_at
       FROM collision_cases, generate_series(1, 2) p WHERE org_id = ${org} AND state = 'ruled' ORDER BY customer_id, p`,
    ],
    [
      'subscriptions',
      `INSERT INTO subscriptions (org_id, id, kind, workspace_id, member_id, local_time, zone, lang, starts_at, created_at)
       SELECT ${org}, ${sqlId('subscription', n, 'i * 2 + k.place')}, k.kind, ${workspace}, ${sqlId('member', n, 'i')}, k.at, 'Asia/Shanghai', 'zh',
         '${today}'::timestamptz, '${today}'::timestamptz FROM generate_series(0::bigint, ${size.sales - 1}) i,
         (VALUES (0, 'overdue', '09:00'), (1, 'clear-day', '18:00')) k(place, kind, at)`,
    ],
    [
      'subscriptions',
      `INSERT INTO subscriptions (org_id, id, kind, workspace_id, conversation, local_time, zone, lang, starts_at, created_at)
       SELECT ${org}, ${sqlId('subscription', n, '100000 + i')}, (ARRAY['sales', 'ranking', 'daily'])[1 + mod(i, 3)], ${workspace}, 'oc_room' || i,
         CASE mod(i, 3) WHEN 1 THEN '18:00' WHEN 2 THEN '09:00' END, 'Asia/Shanghai', 'zh', '${today}'::timestamptz, '${today}'::timestamptz FROM generate_series(0::bigint, 9) i`,
    ],
    [
      'outbox_events',
      `INSERT INTO outbox_events (org_id, id, kind, payload, occurred_at, handed_at, done_at, attempts)
       SELECT ${org}, ${sqlId('event', n, 'i')}, 'reminder.due', '{}', ${minutes(count(200_000))}, ${minutes(count(200_000))}, ${minutes(count(200_000))}, 1
       FROM generate_series(0::bigint, ${count(200_000) - 1}) i`,
    ],
    [
      'deliveries',
      `INSERT INTO deliveries (org_id, id, key, kind, address, content, state, attempts, not_before, first_attempt_at, message_ref, created_at, settled_at)
       SELECT ${org}, ${sqlId('delivery', n, 'i')}, 'bench-' || i, 'reminder',
         '{"platform":"feishu","workspace":"bench","user":"ou_bench"}', '{"kind":"push","push":"reminder"}', 'sent', 1, at, at,
         '{"platform":"feishu","workspace":"bench","conversation":"oc","message":"om"}', at, at
       FROM (SELECT i, ${minutes(count(500_000))} AS at FROM generate_series(0::bigint, ${count(500_000) - 1}) i) d`,
    ],
    [
      'inbound_events',
      `INSERT INTO inbound_events (org_id, key, member_id, received_at)
       SELECT ${org}, 'bench:' || i, ${member}, ${minutes(count(200_000))} FROM generate_series(0::bigint, ${count(200_000) - 1}) i`,
    ],
    [
      'audit_entries',
      `INSERT INTO audit_entries (org_id, id, at, actor_id, origin, action, entity, entity_id, after)
       SELECT ${org}, ${sqlId('audit', n, 'i')}, ${minutes(count(3_000_000))}, ${member}, 'feishu', 'followup.logged', 'customer', (${customer})::text,
         '{"kind":"call"}' FROM generate_series(0::bigint, ${count(3_000_000) - 1}) i`,
    ],
  ];
}
