-- What the daily lists of very many customers read, from indexes that hold what they ask for.

-- The open service cases, the earliest due first: few among all follow-ups, which PostgreSQL does not know of them.
CREATE INDEX follow_ups_open_due_idx ON follow_ups (org_id, due_on, id) INCLUDE (customer_id, author_id)
  WHERE due_on IS NOT NULL AND closed_at IS NULL AND withdrawn_at IS NULL;

-- Which follow-ups a customer has, without a look at each of them.
CREATE INDEX follow_ups_of_customer_idx ON follow_ups (org_id, customer_id, happened_at) INCLUDE (id);
DROP INDEX "follow_ups_org_id_customer_id_happened_at_idx";

-- The audit log by what was done.
CREATE INDEX "audit_entries_org_id_action_id_idx" ON "audit_entries"("org_id", "action", "id");

-- Where a hundred samples tell nothing of how many names begin alike, the index of one owner's names was not taken.
ALTER TABLE customers ALTER COLUMN name_key SET STATISTICS 1000;
ANALYZE customers (name_key);

-- Who asks the customer for the money: its owner or, of one in the pool, perhaps anybody of the order's people. Most of an order's
-- people only have a part in it.
ALTER TABLE "order_people" ADD COLUMN "asks" BOOLEAN NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW order_standings AS
  SELECT o.org_id, o.id AS order_id, who.member_id, who.starts, who.ends, r.signed_on, r.state, plan.due_on,
    who.behind, plan.due_days, plan.due_amounts, plan.due_paid, plan.due_on_time,
    k.owner_id IS NULL OR k.owner_id = who.member_id AS asks
  FROM orders o JOIN order_revisions r ON r.org_id = o.org_id AND r.order_id = o.id AND r.revision = o.head
  JOIN customers k ON k.org_id = o.org_id AND k.id = o.customer_id
  CROSS JOIN LATERAL (
    SELECT min(i.due_on) FILTER (WHERE i.paid < i.amount) AS due_on,
      COALESCE(array_agg(i.due_on ORDER BY i.position), '{}') AS due_days,
      COALESCE(array_agg(i.amount ORDER BY i.position), '{}') AS due_amounts,
      COALESCE(array_agg(i.paid ORDER BY i.position), '{}') AS due_paid,
      COALESCE(array_agg(i.on_time ORDER BY i.position), '{}') AS due_on_time
    FROM instalment_states i WHERE i.org_id = o.org_id AND i.order_id = o.id) plan
  CROSS JOIN LATERAL (
    SELECT array_agg(p.member_id) AS members, array_agg(p.starts) AS starts, array_agg(p.ends) AS ends FROM (
      SELECT c.owner_id AS member_id, '-infinity'::date AS starts, 'infinity'::date AS ends FROM customers c
        WHERE c.org_id = o.org_id AND c.id = o.customer_id AND c.owner_id IS NOT NULL
      UNION ALL
      SELECT s.member_id, f.starts, f.ends FROM (
        SELECT revision, starts, lead(starts, 1, 'infinity') OVER (ORDER BY starts) AS ends FROM (
          -- The same rule as split_in_force.
          SELECT DISTINCT ON (COALESCE(valid_from, '-infinity')) revision, COALESCE(valid_from, '-infinity') AS starts
          FROM credit_split_revisions h
          WHERE h.org_id = o.org_id AND h.order_id = o.id AND h.position = 1
            AND h.revision >= (SELECT max(b.revision) FROM credit_split_revisions b
              WHERE b.org_id = o.org_id AND b.order_id = o.id AND b.valid_from IS NULL)
          ORDER BY COALESCE(valid_from, '-infinity'), revision DESC) n) f
      JOIN credit_split_revisions s ON s.org_id = o.org_id AND s.order_id = o.id AND s.revision = f.revision) p) people
  CROSS JOIN LATERAL (
    SELECT '00000000-0000-0000-0000-000000000000'::uuid AS member_id, '-infinity'::date AS starts, 'infinity'::date AS ends,
      '' AS behind
    UNION ALL
    SELECT p.member_id, t.starts, t.ends, COALESCE(string_agg(p.member_id::text, ',')
      OVER (PARTITION BY t.starts ORDER BY p.member_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '')
    FROM (SELECT cut AS starts, lead(cut, 1, 'infinity') OVER (ORDER BY cut) AS ends
      FROM (SELECT DISTINCT cut FROM unnest(people.starts || people.ends) cut WHERE cut < 'infinity') c) t
    CROSS JOIN LATERAL (SELECT DISTINCT u.member_id FROM unnest(people.members, people.starts, people.ends) u(member_id, starts, ends)
      WHERE u.starts <= t.starts AND u.ends >= t.ends) p) who;

CREATE OR REPLACE FUNCTION refresh_order_people(in_org uuid, in_order uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM orders WHERE org_id = in_org AND id = in_order FOR NO KEY UPDATE;
  DELETE FROM order_people p WHERE org_id = in_org AND order_id = in_order AND NOT EXISTS (
    SELECT FROM order_standings s WHERE s.org_id = in_org AND s.order_id = in_order AND s.member_id = p.member_id AND s.starts = p.starts);
  INSERT INTO order_people AS p (org_id, order_id, member_id, starts, ends, signed_on, state, due_on,
      behind, due_days, due_amounts, due_paid, due_on_time, asks)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on, behind, due_days, due_amounts, due_paid, due_on_time, asks
    FROM order_standings WHERE org_id = in_org AND order_id = in_order
    ON CONFLICT (org_id, order_id, member_id, starts) DO UPDATE
      SET ends = EXCLUDED.ends, signed_on = EXCLUDED.signed_on, state = EXCLUDED.state, due_on = EXCLUDED.due_on,
        behind = EXCLUDED.behind, due_days = EXCLUDED.due_days, due_amounts = EXCLUDED.due_amounts,
        due_paid = EXCLUDED.due_paid, due_on_time = EXCLUDED.due_on_time, asks = EXCLUDED.asks
      WHERE (p.ends, p.signed_on, p.state, p.due_on, p.behind, p.due_days, p.due_amounts, p.due_paid, p.due_on_time, p.asks) IS DISTINCT FROM
        (EXCLUDED.ends, EXCLUDED.signed_on, EXCLUDED.state, EXCLUDED.due_on, EXCLUDED.behind, EXCLUDED.due_days,
          EXCLUDED.due_amounts, EXCLUDED.due_paid, EXCLUDED.due_on_time, EXCLUDED.asks);
END $$;

CREATE OR REPLACE FUNCTION recount_order_people() RETURNS void LANGUAGE sql AS $$
  DELETE FROM order_people;
  DELETE FROM due_days;
  INSERT INTO order_people (org_id, order_id, member_id, starts, ends, signed_on, state, due_on,
      behind, due_days, due_amounts, due_paid, due_on_time, asks)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on, behind, due_days, due_amounts, due_paid, due_on_time, asks
    FROM order_standings;
$$;

-- Nothing of what is counted by day changes by this.
ALTER TABLE order_people DISABLE TRIGGER order_people_count_updated;
UPDATE order_people p SET asks = true FROM orders o JOIN customers c ON c.org_id = o.org_id AND c.id = o.customer_id
  WHERE o.org_id = p.org_id AND o.id = p.order_id AND (c.owner_id IS NULL OR c.owner_id = p.member_id);
ALTER TABLE order_people ENABLE TRIGGER order_people_count_updated;
CREATE INDEX order_people_asked_idx ON order_people (org_id, member_id, due_on) INCLUDE (order_id)
  WHERE asks AND due_on IS NOT NULL;
