-- What waits for finance is few among many: whether a payment waits stands beside its head, so that the list of those that
-- wait is one look into an index of its own, however many were ever decided.
ALTER TABLE "payments" ADD COLUMN "waiting" BOOLEAN NOT NULL DEFAULT false;
UPDATE payments p SET waiting = true FROM payment_revisions r
  WHERE r.org_id = p.org_id AND r.payment_id = p.id AND r.revision = p.head AND r.state = 'proposed';
CREATE INDEX payments_waiting_idx ON payments (org_id, created_at, id) WHERE waiting;

CREATE OR REPLACE FUNCTION advance_payment_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE payments SET head = NEW.revision, waiting = (NEW.state = 'proposed')
    WHERE org_id = NEW.org_id AND id = NEW.payment_id AND head = NEW.revision - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'revision % of payment % does not follow its newest one', NEW.revision, NEW.payment_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
