-- How an organization wants its pool to work. No row: what the product takes for granted.
CREATE TABLE "pool_settings" (
    "org_id" UUID NOT NULL,
    "claims_per_day" INTEGER NOT NULL,
    "customers_held" INTEGER NOT NULL,
    "cool_down_days" INTEGER NOT NULL,
    "cadence_days" INTEGER NOT NULL,
    "manager_after_days" INTEGER NOT NULL,
    "falls" BOOLEAN NOT NULL,
    "fall_after_days" INTEGER NOT NULL,
    "claim_back" BOOLEAN NOT NULL,

    CONSTRAINT "pool_settings_pkey" PRIMARY KEY ("org_id"),
    CONSTRAINT "pool_settings_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT pool_settings_limits_check CHECK (claims_per_day >= 0 AND customers_held >= 0 AND cool_down_days >= 0),
    CONSTRAINT pool_settings_cadence_check CHECK (cadence_days > 0 AND manager_after_days >= 0 AND fall_after_days > 0)
);

-- `reason` says what kind of change it was; `note` is what a person wrote to it, `rule` what a rule went by.
ALTER TABLE "ownership_changes" ADD COLUMN "note" TEXT NOT NULL DEFAULT '', ADD COLUMN "rule" JSONB;

-- How many customers somebody claimed today; whether they had this one before.
CREATE INDEX ownership_changes_claims_idx ON ownership_changes (org_id, to_id, changed_at) WHERE reason = 'claimed';

-- The pool, the best first: by category, then those spoken to last.
CREATE INDEX customers_pool_idx ON customers (org_id, category_id, last_contact_at DESC NULLS LAST, id) WHERE owner_id IS NULL;
CREATE INDEX customers_pool_city_idx ON customers (org_id, city, last_contact_at DESC NULLS LAST, id) WHERE owner_id IS NULL AND city <> '';

-- What was agreed with a customer is for whoever has it now, however it came to them: open reminders of the last owner go
-- along, and are announced anew to somebody who has not seen them. In the pool they stay until somebody takes the customer.
CREATE INDEX reminders_open_customer_idx ON reminders (org_id, customer_id) WHERE state = 'open';

CREATE FUNCTION move_reminders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last_owner uuid := OLD.owner_id;
BEGIN
  IF last_owner IS NULL THEN
    SELECT from_id INTO last_owner FROM ownership_changes
      WHERE org_id = NEW.org_id AND customer_id = NEW.id AND to_id IS NULL AND from_id IS NOT NULL
      ORDER BY changed_at DESC, id DESC LIMIT 1;
  END IF;
  UPDATE reminders SET member_id = NEW.owner_id, announced_at = NULL
    WHERE org_id = NEW.org_id AND customer_id = NEW.id AND state = 'open' AND member_id = last_owner;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_move_reminders AFTER UPDATE OF owner_id ON customers FOR EACH ROW
  WHEN (NEW.owner_id IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id) EXECUTE FUNCTION move_reminders();

-- What keeps a customer from falling into the pool. Each subject has a view of its own, which its own migrations replace;
-- one that is empty here waits for its subject. `until`: the last day on which it protects; null while the row is there.
CREATE VIEW protecting_orders AS
  SELECT o.org_id, o.customer_id, NULL::date AS until FROM current_orders o
  WHERE o.state = 'signed' AND o.amount > COALESCE((SELECT sum(p.amount) FROM current_payments p
    WHERE p.org_id = o.org_id AND p.order_id = o.id AND p.state = 'confirmed'), 0);
CREATE VIEW protecting_deals AS SELECT NULL::uuid AS org_id, NULL::uuid AS customer_id, NULL::date AS until WHERE false;
CREATE VIEW protecting_services AS SELECT NULL::uuid AS org_id, NULL::uuid AS customer_id, NULL::date AS until WHERE false;
CREATE VIEW protecting_cases AS SELECT NULL::uuid AS org_id, NULL::uuid AS customer_id, NULL::date AS until WHERE false;
CREATE VIEW customer_protections AS
  SELECT org_id, customer_id, 'order' AS kind, until FROM protecting_orders
  UNION ALL SELECT org_id, customer_id, 'deal', until FROM protecting_deals
  UNION ALL SELECT org_id, customer_id, 'service', until FROM protecting_services
  UNION ALL SELECT org_id, customer_id, 'case', until FROM protecting_cases;
