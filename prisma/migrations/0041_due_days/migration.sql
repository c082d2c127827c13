-- What is due, open and was paid in time, of very many instalments: by whom it belongs to and by day, kept by triggers alone.

-- An order that is several people's has a row of each, and a sum over several people must count it once. `behind`: who of its
-- people stand before this one, in that time. A row counts where none of those is asked for too. The four lists: the plan's
-- instalments by due date. Nobody stands before the company, and it stands before nobody.
ALTER TABLE "order_people"
  ADD COLUMN "behind" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "due_days" DATE[] NOT NULL DEFAULT '{}',
  ADD COLUMN "due_amounts" BIGINT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "due_paid" BIGINT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "due_on_time" BIGINT[] NOT NULL DEFAULT '{}';

-- The times of an order's people, cut wherever one of them comes or goes.
CREATE OR REPLACE VIEW order_standings AS
  SELECT o.org_id, o.id AS order_id, who.member_id, who.starts, who.ends, r.signed_on, r.state, plan.due_on,
    who.behind, plan.due_days, plan.due_amounts, plan.due_paid, plan.due_on_time
  FROM orders o JOIN order_revisions r ON r.org_id = o.org_id AND r.order_id = o.id AND r.revision = o.head
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
      behind, due_days, due_amounts, due_paid, due_on_time)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on, behind, due_days, due_amounts, due_paid, due_on_time
    FROM order_standings WHERE org_id = in_org AND order_id = in_order
    ON CONFLICT (org_id, order_id, member_id, starts) DO UPDATE
      SET ends = EXCLUDED.ends, signed_on = EXCLUDED.signed_on, state = EXCLUDED.state, due_on = EXCLUDED.due_on,
        behind = EXCLUDED.behind, due_days = EXCLUDED.due_days, due_amounts = EXCLUDED.due_amounts,
        due_paid = EXCLUDED.due_paid, due_on_time = EXCLUDED.due_on_time
      WHERE (p.ends, p.signed_on, p.state, p.due_on, p.behind, p.due_days, p.due_amounts, p.due_paid, p.due_on_time) IS DISTINCT FROM
        (EXCLUDED.ends, EXCLUDED.signed_on, EXCLUDED.state, EXCLUDED.due_on, EXCLUDED.behind, EXCLUDED.due_days,
          EXCLUDED.due_amounts, EXCLUDED.due_paid, EXCLUDED.due_on_time);
END $$;

-- What the rows of order_people come to: of the same people at the same time, all that falls due on one day. No check stands
-- here: what is added to a row is first seen as a row of its own, and may be negative.
CREATE TABLE "due_days" (
    "org_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "starts" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "behind" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "on_time" BIGINT NOT NULL,
    "open" BIGINT NOT NULL,
    "open_count" BIGINT NOT NULL,

    CONSTRAINT "due_days_pkey" PRIMARY KEY ("org_id","member_id","due_on","starts","ends","behind"),
    CONSTRAINT "due_days_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX due_days_open_idx ON due_days (org_id, member_id, due_on) WHERE open_count > 0;

-- Counted down to nothing, a row stays. Days are taken in one order, so that two who count the same ones wait for each other.
DO $make$
DECLARE made record;
BEGIN
  FOR made IN SELECT * FROM (VALUES
    ('inserted', 'INSERT', 'NEW TABLE AS fresh', 'SELECT 1 AS sign, * FROM fresh'),
    ('updated', 'UPDATE', 'OLD TABLE AS stale NEW TABLE AS fresh', 'SELECT 1 AS sign, * FROM fresh UNION ALL SELECT -1, * FROM stale'),
    ('deleted', 'DELETE', 'OLD TABLE AS stale', 'SELECT -1 AS sign, * FROM stale')) v(name, operation, tables, source)
  LOOP
    EXECUTE format($function$
      CREATE FUNCTION count_dues_%1$s() RETURNS trigger LANGUAGE plpgsql AS $body$
      BEGIN
        INSERT INTO due_days AS d (org_id, member_id, due_on, starts, ends, behind, amount, on_time, open, open_count)
          SELECT p.org_id, p.member_id, u.due_on, p.starts, p.ends, p.behind, sum(p.sign * u.amount), sum(p.sign * u.on_time),
            sum(p.sign * (u.amount - u.paid)), COALESCE(sum(p.sign) FILTER (WHERE u.paid < u.amount), 0)
          FROM (%2$s) p CROSS JOIN LATERAL
            unnest(p.due_days, p.due_amounts, p.due_paid, p.due_on_time) u(due_on, amount, paid, on_time)
          GROUP BY 1, 2, 3, 4, 5, 6
          HAVING (sum(p.sign * u.amount), sum(p.sign * u.on_time), sum(p.sign * u.paid),
            COALESCE(sum(p.sign) FILTER (WHERE u.paid < u.amount), 0)) <> (0, 0, 0, 0)
          ORDER BY 1, 2, 3, 4, 5, 6
          ON CONFLICT (org_id, member_id, due_on, starts, ends, behind) DO UPDATE SET amount = d.amount + EXCLUDED.amount,
            on_time = d.on_time + EXCLUDED.on_time, open = d.open + EXCLUDED.open, open_count = d.open_count + EXCLUDED.open_count;
        RETURN NULL;
      END $body$ $function$, made.name, made.source);
    EXECUTE format('CREATE TRIGGER order_people_count_%s AFTER %s ON order_people REFERENCING %s FOR EACH STATEMENT
      EXECUTE FUNCTION count_dues_%1$s()', made.name, made.operation, made.tables);
  END LOOP;
END $make$;

CREATE OR REPLACE FUNCTION recount_order_people() RETURNS void LANGUAGE sql AS $$
  DELETE FROM order_people;
  DELETE FROM due_days;
  INSERT INTO order_people (org_id, order_id, member_id, starts, ends, signed_on, state, due_on,
      behind, due_days, due_amounts, due_paid, due_on_time)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on, behind, due_days, due_amounts, due_paid, due_on_time
    FROM order_standings;
$$;
SELECT recount_order_people();

-- What is open of somebody's, the oldest first, from the index alone; nobody reads the single instalments of a year any more.
DROP INDEX order_people_due_idx;
CREATE INDEX order_people_due_idx ON order_people (org_id, member_id, due_on) INCLUDE (order_id, starts, ends, behind)
  WHERE due_on IS NOT NULL;
DROP INDEX instalment_states_lately_idx;
