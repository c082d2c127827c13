-- Figures over very many deals and orders: what each would have to be read for is kept beside it, by triggers alone.

-- How many deals closed on a day, by the stages that they had been in and by how they ended.
CREATE TABLE "deal_closings" (
    "org_id" UUID NOT NULL,
    "closed_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT deal_closings_count_check CHECK (count >= 0),
    CONSTRAINT "deal_closings_pkey" PRIMARY KEY ("org_id","closed_on","state","way"),
    CONSTRAINT "deal_closings_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE FUNCTION count_closings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.closed_on IS NOT NULL THEN
    UPDATE deal_closings SET count = count - 1 WHERE org_id = OLD.org_id AND closed_on = OLD.closed_on AND state = OLD.state
      AND way = array_to_string(OLD.stages, E'\x1f');
  END IF;
  IF NEW.closed_on IS NOT NULL THEN
    INSERT INTO deal_closings AS c (org_id, closed_on, state, way, count)
      VALUES (NEW.org_id, NEW.closed_on, NEW.state, array_to_string(NEW.stages, E'\x1f'), 1)
      ON CONFLICT (org_id, closed_on, state, way) DO UPDATE SET count = c.count + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER deals_count_inserted AFTER INSERT ON deals FOR EACH ROW
  WHEN (NEW.closed_on IS NOT NULL) EXECUTE FUNCTION count_closings();
CREATE TRIGGER deals_count_updated AFTER UPDATE OF closed_on, state, stages ON deals FOR EACH ROW
  WHEN ((OLD.closed_on, OLD.state, OLD.stages) IS DISTINCT FROM (NEW.closed_on, NEW.state, NEW.stages)
    AND (OLD.closed_on IS NOT NULL OR NEW.closed_on IS NOT NULL)) EXECUTE FUNCTION count_closings();

CREATE FUNCTION recount_closings() RETURNS void LANGUAGE sql AS $$
  DELETE FROM deal_closings;
  INSERT INTO deal_closings SELECT org_id, closed_on, state, array_to_string(stages, E'\x1f'), count(*)
    FROM deals WHERE closed_on IS NOT NULL GROUP BY 1, 2, 3, 4;
$$;
SELECT recount_closings();

CREATE OR REPLACE FUNCTION deal_records(in_org uuid, since date) RETURNS TABLE (stage text, closed bigint, won bigint) LANGUAGE sql STABLE AS $$
  SELECT s.stage, sum(w.closed)::bigint, sum(w.won)::bigint
  FROM (SELECT c.way, sum(c.count) AS closed, COALESCE(sum(c.count) FILTER (WHERE c.state = 'won'), 0) AS won FROM deal_closings c
    WHERE c.org_id = in_org AND c.closed_on >= since GROUP BY c.way) w
  CROSS JOIN LATERAL unnest(string_to_array(w.way, E'\x1f')) s(stage)
  GROUP BY s.stage HAVING sum(w.closed) > 0
$$;

-- Open deals, those expected first; what they come to by owner and stage.
CREATE INDEX deals_expected_idx ON deals (org_id, expected_on, id) WHERE state = 'open';
CREATE INDEX deals_owner_expected_idx ON deals (org_id, owner_id, expected_on, id) INCLUDE (stage, amount) WHERE state = 'open';

-- What became of the deal, beside whom it was fought against; `lost_amount` where it was lost to this competitor by name.
ALTER TABLE deal_competitors ADD COLUMN state TEXT NOT NULL DEFAULT 'open', ADD COLUMN lost_amount BIGINT;
CREATE INDEX deal_competitors_state_idx ON deal_competitors (org_id, competitor_id, state) INCLUDE (lost_amount);

CREATE FUNCTION note_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT d.state, CASE WHEN s.competitor_id = NEW.competitor_id THEN d.amount END INTO NEW.state, NEW.lost_amount
    FROM deals d LEFT JOIN deal_steps s ON s.org_id = d.org_id AND s.deal_id = d.id AND s.step = d.step
    WHERE d.org_id = NEW.org_id AND d.id = NEW.deal_id;
  RETURN NEW;
END $$;
CREATE TRIGGER deal_competitors_outcome BEFORE INSERT OR UPDATE ON deal_competitors FOR EACH ROW EXECUTE FUNCTION note_outcome();

-- Writing a row as it is makes it look again.
CREATE FUNCTION pass_outcome_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deal_competitors SET noted_at = noted_at WHERE org_id = NEW.org_id AND deal_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER deals_pass_outcome AFTER UPDATE OF state, step, amount ON deals FOR EACH ROW
  WHEN ((OLD.state, OLD.step, OLD.amount) IS DISTINCT FROM (NEW.state, NEW.step, NEW.amount)) EXECUTE FUNCTION pass_outcome_on();
UPDATE deal_competitors SET noted_at = noted_at;

-- Whose an order is: its customer's owner from ever on and for good, and everybody who is credited for it, from a day on until
-- another one; and the nil id stands for the whole company. `due_on`: of the oldest instalment that is not paid in full.
CREATE TABLE "order_people" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "starts" DATE NOT NULL,
    "ends" DATE NOT NULL,
    "signed_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "due_on" DATE,

    CONSTRAINT "order_people_pkey" PRIMARY KEY ("org_id","order_id","member_id","starts"),
    CONSTRAINT "order_people_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "order_people_org_id_member_id_signed_on_order_id_idx"
  ON "order_people"("org_id", "member_id", "signed_on" DESC, "order_id" DESC);
CREATE INDEX order_people_due_idx ON order_people (org_id, member_id, due_on) WHERE due_on IS NOT NULL;

CREATE VIEW order_standings AS
  SELECT o.org_id, o.id AS order_id, who.member_id, who.starts, max(who.ends) AS ends, r.signed_on, r.state,
    (SELECT min(i.due_on) FROM instalment_states i WHERE i.org_id = o.org_id AND i.order_id = o.id AND i.paid < i.amount) AS due_on
  FROM orders o JOIN order_revisions r ON r.org_id = o.org_id AND r.order_id = o.id AND r.revision = o.head
  CROSS JOIN LATERAL (
    SELECT '00000000-0000-0000-0000-000000000000'::uuid AS member_id, '-infinity'::date AS starts, 'infinity'::date AS ends
    UNION ALL
    SELECT c.owner_id, '-infinity', 'infinity' FROM customers c
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
    JOIN credit_split_revisions s ON s.org_id = o.org_id AND s.order_id = o.id AND s.revision = f.revision
  ) who
  GROUP BY o.org_id, o.id, who.member_id, who.starts, r.signed_on, r.state;

CREATE FUNCTION refresh_order_people(in_org uuid, in_order uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM orders WHERE org_id = in_org AND id = in_order FOR NO KEY UPDATE;
  DELETE FROM order_people p WHERE org_id = in_org AND order_id = in_order AND NOT EXISTS (
    SELECT FROM order_standings s WHERE s.org_id = in_org AND s.order_id = in_order AND s.member_id = p.member_id AND s.starts = p.starts);
  INSERT INTO order_people AS p (org_id, order_id, member_id, starts, ends, signed_on, state, due_on)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on
    FROM order_standings WHERE org_id = in_org AND order_id = in_order
    ON CONFLICT (org_id, order_id, member_id, starts) DO UPDATE
      SET ends = EXCLUDED.ends, signed_on = EXCLUDED.signed_on, state = EXCLUDED.state, due_on = EXCLUDED.due_on
      WHERE (p.ends, p.signed_on, p.state, p.due_on) IS DISTINCT FROM (EXCLUDED.ends, EXCLUDED.signed_on, EXCLUDED.state, EXCLUDED.due_on);
END $$;

CREATE FUNCTION refresh_people_of_fresh() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  FOR touched IN SELECT DISTINCT org_id, order_id FROM fresh ORDER BY org_id, order_id LOOP
    PERFORM refresh_order_people(touched.org_id, touched.order_id);
  END LOOP;
  RETURN NULL;
END $$;
-- They run after the triggers that fill instalments, which come first by their names.
CREATE TRIGGER order_revisions_tell_people AFTER INSERT ON order_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_people_of_fresh();
CREATE TRIGGER credit_split_revisions_tell_people AFTER INSERT ON credit_split_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_people_of_fresh();
CREATE TRIGGER instalment_states_tell_inserted AFTER INSERT ON instalment_states
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_people_of_fresh();
CREATE TRIGGER instalment_states_tell_updated AFTER UPDATE ON instalment_states
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_people_of_fresh();
CREATE TRIGGER instalment_states_tell_deleted AFTER DELETE ON instalment_states
  REFERENCING OLD TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_people_of_fresh();

-- An order goes with its customer: to another owner, or to another record of it.
CREATE FUNCTION refresh_people_of_customer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_people(o.org_id, o.id) FROM (
    SELECT org_id, id FROM orders WHERE org_id = NEW.org_id AND customer_id = NEW.id ORDER BY id) o;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_tell_order_people AFTER UPDATE OF owner_id ON customers FOR EACH ROW
  WHEN (NEW.owner_id IS DISTINCT FROM OLD.owner_id) EXECUTE FUNCTION refresh_people_of_customer();
CREATE FUNCTION refresh_people_of_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_order_people(NEW.org_id, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER orders_tell_people AFTER UPDATE OF customer_id ON orders FOR EACH ROW
  WHEN (NEW.customer_id IS DISTINCT FROM OLD.customer_id) EXECUTE FUNCTION refresh_people_of_moved();

CREATE FUNCTION recount_order_people() RETURNS void LANGUAGE sql AS $$
  DELETE FROM order_people;
  INSERT INTO order_people (org_id, order_id, member_id, starts, ends, signed_on, state, due_on)
    SELECT org_id, order_id, member_id, starts, ends, signed_on, state, due_on FROM order_standings;
$$;
SELECT recount_order_people();

-- The share of instalments that were paid on time, from the index alone.
CREATE INDEX instalment_states_lately_idx ON instalment_states (org_id, due_on) INCLUDE (order_id, amount, paid, on_time);
DROP INDEX instalment_states_due_idx;

-- Orders by the beginning of a number however it is written, and the last number of a series: HT-2026- and 18 of HT-2026-018.
CREATE INDEX orders_upper_number_idx ON orders (org_id, upper(number) text_pattern_ops);
CREATE INDEX orders_series_idx ON orders (org_id, regexp_replace(number, '[0-9]{1,8}$', ''), (substring(number FROM '[0-9]{1,8}$')::int))
  WHERE number ~ '[0-9]$';

-- What was given back of a payment.
CREATE INDEX payments_refund_idx ON payments (org_id, refund_of) WHERE refund_of IS NOT NULL;

-- Everybody's share of every order and confirmed payment, so that a year's ranking adds up rows and shares nothing.
CREATE TABLE "order_credits" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "fact_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "on_day" DATE NOT NULL,
    "share" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT order_credits_kind_check CHECK (kind IN ('order', 'payment')),
    CONSTRAINT "order_credits_pkey" PRIMARY KEY ("org_id","order_id","fact_id","member_id"),
    CONSTRAINT "order_credits_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX order_credits_day_idx ON order_credits (org_id, kind, on_day) INCLUDE (member_id, share, at);

CREATE FUNCTION refresh_order_credits(in_org uuid, in_order uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM orders WHERE org_id = in_org AND id = in_order FOR NO KEY UPDATE;
  DELETE FROM order_credits WHERE org_id = in_org AND order_id = in_order;
  INSERT INTO order_credits (org_id, order_id, fact_id, member_id, kind, on_day, share, at)
    SELECT org_id, order_id, fact_id, member_id, kind, on_day, sum(share), at FROM (
      SELECT org_id, order_id, payment_id AS fact_id, member_id, 'payment' AS kind, received_on AS on_day, share, recorded_at AS at
      FROM credited_payments WHERE org_id = in_org AND order_id = in_order
      UNION ALL
      SELECT org_id, order_id, order_id, member_id, 'order', signed_on, share, recorded_at
      FROM credited_orders WHERE org_id = in_org AND order_id = in_order) c
    GROUP BY org_id, order_id, fact_id, member_id, kind, on_day, at;
END $$;

CREATE FUNCTION refresh_credits_of_fresh() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  FOR touched IN SELECT DISTINCT org_id, order_id FROM fresh ORDER BY org_id, order_id LOOP
    PERFORM refresh_order_credits(touched.org_id, touched.order_id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER order_revisions_tell_credits AFTER INSERT ON order_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_credits_of_fresh();
CREATE TRIGGER credit_split_revisions_tell_credits AFTER INSERT ON credit_split_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_credits_of_fresh();
CREATE FUNCTION refresh_credits_of_payments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  FOR touched IN
    SELECT DISTINCT p.org_id, p.order_id FROM fresh JOIN payments p ON p.org_id = fresh.org_id AND p.id = fresh.payment_id
    WHERE fresh.state = 'confirmed' OR fresh.revision > 1 ORDER BY p.org_id, p.order_id
  LOOP
    PERFORM refresh_order_credits(touched.org_id, touched.order_id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_revisions_tell_credits AFTER INSERT ON payment_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refresh_credits_of_payments();
-- All of them as a set; one by one it would take minutes.
CREATE FUNCTION recount_order_credits() RETURNS void LANGUAGE sql AS $$
  DELETE FROM order_credits;
  INSERT INTO order_credits (org_id, order_id, fact_id, member_id, kind, on_day, share, at)
  WITH facts AS (
    SELECT p.org_id, p.id, p.order_id, p.amount, COALESCE(q.received_on, p.received_on) AS split_on, p.received_on AS on_day,
      p.recorded_at AS at, 'payment' AS kind
    FROM current_payments p LEFT JOIN current_payments q ON q.org_id = p.org_id AND q.id = p.refund_of WHERE p.state = 'confirmed'
    UNION ALL
    SELECT org_id, id, id, amount, signed_on, signed_on, recorded_at, 'order' FROM current_orders WHERE state = 'signed'
  ), known AS (
    SELECT f.*, s.member_id, s.position, s.basis_points, s.revision, s.valid_from,
      max(s.revision) FILTER (WHERE s.valid_from IS NULL) OVER (PARTITION BY f.org_id, f.kind, f.id) AS start
    FROM facts f JOIN credit_split_revisions s ON s.org_id = f.org_id AND s.order_id = f.order_id
      AND (s.valid_from IS NULL OR s.valid_from <= f.split_on)
  ), parts AS (
    SELECT *, dense_rank() OVER (PARTITION BY org_id, kind, id ORDER BY valid_from DESC NULLS LAST, revision DESC) AS turn,
      div(abs(amount)::numeric * basis_points, 10000) AS whole, mod(abs(amount)::numeric * basis_points, 10000) AS remainder
    FROM known WHERE revision >= start
  ), shares AS (
    SELECT *, sign(amount::numeric) * (whole + CASE WHEN row_number() OVER (PARTITION BY org_id, kind, id ORDER BY remainder DESC, position)
      <= abs(amount)::numeric - sum(whole) OVER (PARTITION BY org_id, kind, id) THEN 1 ELSE 0 END) AS share
    FROM parts WHERE turn = 1
  )
  SELECT org_id, order_id, id, member_id, kind, on_day, sum(share)::bigint, at FROM shares
  GROUP BY org_id, order_id, id, member_id, kind, on_day, at;
$$;
SELECT recount_order_credits();

-- How many follow-ups and visits of a day somebody logged, and when the last of them.
CREATE TABLE "follow_up_days" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "member_id" UUID NOT NULL,
    "follow_ups" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last_visit_at" TIMESTAMPTZ(3),

    CONSTRAINT follow_up_days_count_check CHECK (follow_ups > 0 AND visits BETWEEN 0 AND follow_ups),
    CONSTRAINT "follow_up_days_pkey" PRIMARY KEY ("org_id","day","member_id"),
    CONSTRAINT "follow_up_days_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Whoever counts the same day of the same person waits for the other.
CREATE FUNCTION lock_day(in_org uuid, in_member uuid, in_day date) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('follow-up day ' || in_org || in_member || in_day, 0));
$$;
CREATE FUNCTION count_follow_ups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_day(org_id, author_id, happened_on) FROM (
    SELECT DISTINCT org_id, author_id, happened_on FROM fresh ORDER BY 1, 2, 3) f;
  INSERT INTO follow_up_days AS d (org_id, day, member_id, follow_ups, visits, last_at, last_visit_at)
    SELECT org_id, happened_on, author_id, count(*), count(*) FILTER (WHERE kind = 'visit'), max(created_at),
      max(created_at) FILTER (WHERE kind = 'visit')
    FROM fresh WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3
    ON CONFLICT (org_id, day, member_id) DO UPDATE SET follow_ups = d.follow_ups + EXCLUDED.follow_ups,
      visits = d.visits + EXCLUDED.visits, last_at = GREATEST(d.last_at, EXCLUDED.last_at),
      last_visit_at = GREATEST(d.last_visit_at, EXCLUDED.last_visit_at);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_ups_count AFTER INSERT ON follow_ups
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION count_follow_ups();

-- What is corrected or withdrawn is counted anew, the old day and the new one.
CREATE FUNCTION recount_day(in_org uuid, in_member uuid, in_day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_day(in_org, in_member, in_day);
  DELETE FROM follow_up_days WHERE org_id = in_org AND day = in_day AND member_id = in_member;
  INSERT INTO follow_up_days (org_id, day, member_id, follow_ups, visits, last_at, last_visit_at)
    SELECT in_org, in_day, in_member, count(*), count(*) FILTER (WHERE kind = 'visit'), max(created_at),
      max(created_at) FILTER (WHERE kind = 'visit')
    FROM follow_ups WHERE org_id = in_org AND author_id = in_member AND happened_on = in_day AND withdrawn_at IS NULL
    HAVING count(*) > 0;
END $$;
CREATE FUNCTION recount_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM recount_day(NEW.org_id, k.author_id, k.day) FROM (
    SELECT DISTINCT author_id, day FROM (VALUES (OLD.author_id, OLD.happened_on), (NEW.author_id, NEW.happened_on)) v(author_id, day)
    ORDER BY 1, 2) k;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_ups_recount AFTER UPDATE OF kind, author_id, happened_on, withdrawn_at ON follow_ups FOR EACH ROW
  WHEN ((OLD.kind, OLD.author_id, OLD.happened_on, OLD.withdrawn_at) IS DISTINCT FROM
    (NEW.kind, NEW.author_id, NEW.happened_on, NEW.withdrawn_at)) EXECUTE FUNCTION recount_follow_up();
CREATE FUNCTION recount_follow_up_days() RETURNS void LANGUAGE sql AS $$
  DELETE FROM follow_up_days;
  INSERT INTO follow_up_days (org_id, day, member_id, follow_ups, visits, last_at, last_visit_at)
    SELECT org_id, happened_on, author_id, count(*), count(*) FILTER (WHERE kind = 'visit'), max(created_at),
      max(created_at) FILTER (WHERE kind = 'visit')
    FROM follow_ups WHERE withdrawn_at IS NULL GROUP BY 1, 2, 3;
$$;
SELECT recount_follow_up_days();

-- Who created customers in a period.
CREATE INDEX customers_created_idx ON customers (org_id, created_at) INCLUDE (created_by);
