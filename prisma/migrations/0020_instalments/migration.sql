-- A payment may say for which instalment it is; how far each instalment is paid is kept beside the facts it follows from.

ALTER TABLE "payment_revisions" ADD COLUMN "instalment" INTEGER;
ALTER TABLE payment_revisions ADD CONSTRAINT payment_revisions_instalment_check CHECK (instalment > 0);

CREATE OR REPLACE VIEW current_payments AS
  SELECT p.org_id, p.id, p.order_id, p.refund_of, p.created_at, p.created_by,
         r.revision, r.amount, r.received_on, r.state, r.recorded_at, r.recorded_by, r.instalment
  FROM payments p JOIN payment_revisions r ON r.org_id = p.org_id AND r.payment_id = p.id AND r.revision = p.head;

-- The present plan of every signed order with what was paid of each instalment: derived, and kept by triggers alone, so
-- that what is due in the whole organization is one look into an index. `position`: its place by due date, from 1.
-- `on_time`: of what was paid, what came by the due date.
CREATE TABLE "instalment_states" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount" BIGINT NOT NULL,
    "paid" BIGINT NOT NULL,
    "on_time" BIGINT NOT NULL,

    CONSTRAINT "instalment_states_pkey" PRIMARY KEY ("org_id","order_id","position")
);
ALTER TABLE "instalment_states" ADD CONSTRAINT "instalment_states_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE instalment_states ADD CONSTRAINT instalment_states_paid_check CHECK (paid BETWEEN 0 AND amount AND on_time BETWEEN 0 AND paid);
CREATE INDEX instalment_states_open_idx ON instalment_states (org_id, due_on) WHERE paid < amount;
CREATE INDEX instalment_states_due_idx ON instalment_states (org_id, due_on);

-- Fills the instalments of one order anew. Payments count by the day they were received, then by id. Each fills the
-- instalment that it names, then the one due first; what is more than the whole plan stays beyond it. A refund takes back
-- what was filled last. The same rule stands in the code for cards; a test holds both against each other.
CREATE FUNCTION refill_instalments(in_org uuid, in_order uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  dues date[]; worth bigint[]; paid bigint[]; timely bigint[];
  slots int[] := '{}'; amounts bigint[] := '{}'; days date[] := '{}';
  payment record; remaining bigint; part bigint; slot int; top int := 0; count int; named int;
BEGIN
  -- Two payments of one order wait for each other, and the second one sees the first.
  PERFORM 1 FROM orders WHERE org_id = in_org AND id = in_order FOR NO KEY UPDATE;
  IF NOT EXISTS (SELECT FROM current_orders WHERE org_id = in_org AND id = in_order AND state = 'signed') THEN
    DELETE FROM instalment_states WHERE org_id = in_org AND order_id = in_order;
    RETURN;
  END IF;
  SELECT array_agg(due_on ORDER BY due_on, position), array_agg(amount ORDER BY due_on, position)
    INTO dues, worth FROM current_instalments WHERE org_id = in_org AND order_id = in_order;
  count := COALESCE(cardinality(dues), 0);
  IF count = 0 THEN RETURN; END IF;
  paid := array_fill(0::bigint, ARRAY[count]);
  timely := array_fill(0::bigint, ARRAY[count]);
  FOR payment IN
    SELECT amount, received_on, instalment FROM current_payments
    WHERE org_id = in_org AND order_id = in_order AND state = 'confirmed' ORDER BY received_on, id
  LOOP
    remaining := abs(payment.amount);
    IF payment.amount > 0 THEN
      named := payment.instalment;
      FOR slot IN SELECT named WHERE named <= count UNION ALL SELECT generate_series(1, count) LOOP
        part := least(remaining, worth[slot] - paid[slot]);
        IF part > 0 THEN
          top := top + 1;
          slots[top] := slot; amounts[top] := part; days[top] := payment.received_on;
          paid[slot] := paid[slot] + part;
          remaining := remaining - part;
        END IF;
      END LOOP;
      IF remaining > 0 THEN
        top := top + 1;
        slots[top] := 0; amounts[top] := remaining; days[top] := payment.received_on;
      END IF;
    ELSE
      WHILE remaining > 0 AND top > 0 LOOP
        part := least(remaining, amounts[top]);
        IF slots[top] > 0 THEN paid[slots[top]] := paid[slots[top]] - part; END IF;
        amounts[top] := amounts[top] - part;
        remaining := remaining - part;
        IF amounts[top] = 0 THEN top := top - 1; END IF;
      END LOOP;
    END IF;
  END LOOP;
  FOR entry IN 1..top LOOP
    slot := slots[entry];
    IF slot > 0 AND days[entry] <= dues[slot] THEN timely[slot] := timely[slot] + amounts[entry]; END IF;
  END LOOP;
  DELETE FROM instalment_states WHERE org_id = in_org AND order_id = in_order AND position > count;
  INSERT INTO instalment_states AS s (org_id, order_id, position, due_on, amount, paid, on_time)
    SELECT in_org, in_order, u.place, u.due_on, u.amount, u.paid, u.on_time
    FROM unnest(dues, worth, paid, timely) WITH ORDINALITY AS u(due_on, amount, paid, on_time, place)
    ON CONFLICT (org_id, order_id, position) DO UPDATE
      SET due_on = EXCLUDED.due_on, amount = EXCLUDED.amount, paid = EXCLUDED.paid, on_time = EXCLUDED.on_time
      WHERE (s.due_on, s.amount, s.paid, s.on_time) IS DISTINCT FROM
        (EXCLUDED.due_on, EXCLUDED.amount, EXCLUDED.paid, EXCLUDED.on_time);
END $$;

CREATE FUNCTION refill_after_payments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  FOR touched IN
    SELECT DISTINCT p.org_id, p.order_id FROM fresh JOIN payments p ON p.org_id = fresh.org_id AND p.id = fresh.payment_id
    WHERE fresh.state = 'confirmed' OR fresh.revision > 1 ORDER BY p.org_id, p.order_id
  LOOP
    PERFORM refill_instalments(touched.org_id, touched.order_id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_revisions_refill AFTER INSERT ON payment_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refill_after_payments();

CREATE FUNCTION refill_after_plans() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched record;
BEGIN
  FOR touched IN SELECT DISTINCT org_id, order_id FROM fresh ORDER BY org_id, order_id LOOP
    PERFORM refill_instalments(touched.org_id, touched.order_id);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER instalment_revisions_refill AFTER INSERT ON instalment_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refill_after_plans();
CREATE TRIGGER order_revisions_refill AFTER INSERT ON order_revisions
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refill_after_plans();

-- Row triggers of the facts run before these, so the newest revision is the current one already.
SELECT refill_instalments(org_id, id) FROM orders;
