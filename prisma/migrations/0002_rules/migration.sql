-- What must hold whatever the code does.

-- Words that a column may hold -------------------------------------------------------------------------------------
ALTER TABLE organizations
  ADD CONSTRAINT organizations_fiscal_check CHECK (fiscal_start_month BETWEEN 1 AND 12),
  ADD CONSTRAINT organizations_reminder_check CHECK (reminder_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE holidays ADD CONSTRAINT holidays_kind_check CHECK (kind IN ('rest', 'work'));
ALTER TABLE workspaces ADD CONSTRAINT workspaces_platform_check CHECK (platform IN ('slack', 'feishu'));
ALTER TABLE members
  ADD CONSTRAINT members_rank_check CHECK (rank IN ('staff', 'middle', 'executive')),
  ADD CONSTRAINT members_roles_check CHECK (roles <@ ARRAY['sales', 'manager', 'finance', 'hr', 'executive', 'admin']),
  ADD CONSTRAINT members_self_check CHECK (reports_to <> id);
ALTER TABLE sales_group_revisions
  ADD CONSTRAINT sales_group_revisions_kind_check CHECK (kind IN ('company', 'department', 'team')),
  ADD CONSTRAINT sales_group_revisions_self_check CHECK (parent_id <> group_id);
ALTER TABLE categories ADD CONSTRAINT categories_cadence_check CHECK (cadence_days > 0);
ALTER TABLE customers ADD CONSTRAINT customers_kind_check CHECK (kind IN ('company', 'person'));
ALTER TABLE customer_keys ADD CONSTRAINT customer_keys_kind_check CHECK (kind IN ('name', 'phone', 'registration') AND value <> '');
ALTER TABLE follow_ups
  ADD CONSTRAINT follow_ups_kind_check CHECK (kind IN ('call', 'visit', 'message', 'email', 'meeting', 'service', 'other'));
ALTER TABLE reminders
  ADD CONSTRAINT reminders_state_check CHECK (state IN ('open', 'done', 'dropped')),
  ADD CONSTRAINT reminders_closed_check CHECK ((state = 'open') = (closed_at IS NULL));
ALTER TABLE order_revisions
  ADD CONSTRAINT order_revisions_state_check CHECK (state IN ('signed', 'withdrawn')),
  ADD CONSTRAINT order_revisions_amount_check CHECK (amount > 0),
  ADD CONSTRAINT order_revisions_number_check CHECK (revision > 0);
ALTER TABLE instalment_revisions
  ADD CONSTRAINT instalment_revisions_amount_check CHECK (amount > 0),
  ADD CONSTRAINT instalment_revisions_number_check CHECK (revision > 0 AND position > 0);
ALTER TABLE credit_split_revisions
  ADD CONSTRAINT credit_split_revisions_share_check CHECK (basis_points BETWEEN 1 AND 10000),
  ADD CONSTRAINT credit_split_revisions_kind_check CHECK (
    (kind IN ('initial', 'correction') AND valid_from IS NULL) OR (kind = 'handover' AND valid_from IS NOT NULL)),
  ADD CONSTRAINT credit_split_revisions_number_check CHECK (revision > 0 AND position > 0);
ALTER TABLE payment_revisions
  ADD CONSTRAINT payment_revisions_state_check CHECK (state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')),
  ADD CONSTRAINT payment_revisions_amount_check CHECK (amount <> 0),
  ADD CONSTRAINT payment_revisions_number_check CHECK (revision > 0);
ALTER TABLE subscriptions
  ADD CONSTRAINT subscriptions_target_check CHECK ((conversation IS NULL) <> (member_id IS NULL)),
  ADD CONSTRAINT subscriptions_state_check CHECK (state IN ('active', 'paused', 'removed')),
  ADD CONSTRAINT subscriptions_time_check CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT subscriptions_lang_check CHECK (lang IN ('en', 'zh')),
  ADD CONSTRAINT subscriptions_amount_check CHECK (min_amount >= 0);
ALTER TABLE schedule_slots
  ADD CONSTRAINT schedule_slots_outcome_check CHECK (outcome IN ('queued', 'skipped')),
  ADD CONSTRAINT schedule_slots_reason_check CHECK (outcome <> 'skipped' OR reason <> '');
ALTER TABLE deliveries
  ADD CONSTRAINT deliveries_state_check
    CHECK (state IN ('pending', 'sending', 'sent', 'held', 'unknown', 'dead', 'skipped')),
  ADD CONSTRAINT deliveries_lease_check CHECK (state <> 'sending' OR lease_until IS NOT NULL),
  ADD CONSTRAINT deliveries_settled_check CHECK ((state IN ('sent', 'dead', 'skipped')) = (settled_at IS NOT NULL));

-- Only one of these -------------------------------------------------------------------------------------------------
-- A leaver's address may be taken by somebody new; two active people never share one.
CREATE UNIQUE INDEX members_active_email_key ON members (org_id, email_folded) WHERE active;
-- A Slack team or Feishu tenant belongs to one organization at a time.
CREATE UNIQUE INDEX workspaces_connected_key ON workspaces (platform, external_key) WHERE disconnected_at IS NULL;
-- The same push to the same place once.
CREATE UNIQUE INDEX subscriptions_conversation_key
  ON subscriptions (org_id, kind, workspace_id, conversation, COALESCE(group_id, '00000000-0000-0000-0000-000000000000'::uuid))
  WHERE conversation IS NOT NULL AND state <> 'removed';
CREATE UNIQUE INDEX subscriptions_member_key
  ON subscriptions (org_id, kind, member_id, COALESCE(group_id, '00000000-0000-0000-0000-000000000000'::uuid))
  WHERE member_id IS NOT NULL AND state <> 'removed';
-- A follow-up sets one next date.
CREATE UNIQUE INDEX reminders_follow_up_key ON reminders (org_id, follow_up_id);

-- What the work queues look for ---------------------------------------------------------------------------------------
CREATE INDEX customers_bigrams_idx ON customers USING gin (bigrams);
CREATE INDEX outbox_events_waiting_idx ON outbox_events (occurred_at) WHERE done_at IS NULL;
CREATE INDEX deliveries_waiting_idx ON deliveries (not_before) WHERE state IN ('pending', 'sending', 'held', 'unknown');
CREATE INDEX reminders_due_idx ON reminders (due_at) WHERE state = 'open' AND announced_at IS NULL;
CREATE INDEX order_revisions_signed_idx ON order_revisions (org_id, signed_on);
CREATE INDEX payment_revisions_received_idx ON payment_revisions (org_id, received_on);

-- Facts keep their past ------------------------------------------------------------------------------------------------
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: a change is a new row', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sales_group_revisions', 'group_membership_revisions', 'order_revisions', 'instalment_revisions',
    'credit_split_revisions', 'payment_revisions', 'ownership_changes', 'audit_entries'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['orders', 'payments', 'follow_ups', 'customers', 'members'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_kept', name);
  END LOOP;
END $$;

-- The head names the newest revision, so that a current view is one look-up. Revisions come without gaps.
CREATE FUNCTION advance_order_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET head = NEW.revision WHERE org_id = NEW.org_id AND id = NEW.order_id AND head = NEW.revision - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'revision % of order % does not follow its newest one', NEW.revision, NEW.order_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER order_revisions_head AFTER INSERT ON order_revisions FOR EACH ROW EXECUTE FUNCTION advance_order_head();

CREATE FUNCTION advance_payment_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE payments SET head = NEW.revision WHERE org_id = NEW.org_id AND id = NEW.payment_id AND head = NEW.revision - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'revision % of payment % does not follow its newest one', NEW.revision, NEW.payment_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_revisions_head AFTER INSERT ON payment_revisions FOR EACH ROW EXECUTE FUNCTION advance_payment_head();

-- The shares of a split add up when the transaction ends.
CREATE FUNCTION check_split_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total int;
BEGIN
  SELECT sum(basis_points) INTO total FROM credit_split_revisions
    WHERE org_id = NEW.org_id AND order_id = NEW.order_id AND revision = NEW.revision;
  IF total <> 10000 THEN
    RAISE EXCEPTION 'shares of order % add up to % basis points, not 10000', NEW.order_id, total USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credit_split_revisions_total AFTER INSERT ON credit_split_revisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_split_total();

-- A refund is negative and names a payment of the same order; all refunds together never exceed what was received.
CREATE FUNCTION check_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE source uuid; parent_order uuid; own_order uuid; received bigint; given_back numeric;
BEGIN
  SELECT refund_of, order_id INTO source, own_order FROM payments WHERE org_id = NEW.org_id AND id = NEW.payment_id;
  IF (source IS NULL) <> (NEW.amount > 0) THEN
    RAISE EXCEPTION 'a refund is negative and names its payment; any other payment is positive' USING ERRCODE = 'check_violation';
  END IF;
  IF source IS NULL OR NEW.state <> 'confirmed' THEN RETURN NULL; END IF;
  -- Two refunds of one payment wait for each other here.
  SELECT order_id INTO parent_order FROM payments WHERE org_id = NEW.org_id AND id = source FOR UPDATE;
  SELECT amount INTO received FROM current_payments WHERE org_id = NEW.org_id AND id = source AND state = 'confirmed';
  SELECT -COALESCE(sum(amount), 0) INTO given_back FROM current_payments
    WHERE org_id = NEW.org_id AND refund_of = source AND state = 'confirmed';
  IF parent_order <> own_order OR received IS NULL OR given_back > received THEN
    RAISE EXCEPTION 'refunds of payment % exceed what was received', source USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_revisions_refund AFTER INSERT ON payment_revisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_refund();

-- Currency, zone and fiscal year give every recorded amount and date its meaning.
CREATE FUNCTION freeze_organization() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.currency, NEW.zone, NEW.fiscal_start_month) IS DISTINCT FROM (OLD.currency, OLD.zone, OLD.fiscal_start_month)
    AND EXISTS (SELECT FROM payments WHERE org_id = OLD.id) THEN
    RAISE EXCEPTION 'currency, time zone and fiscal year are fixed once a payment is recorded' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organizations_freeze BEFORE UPDATE ON organizations FOR EACH ROW EXECUTE FUNCTION freeze_organization();

-- What holds now ---------------------------------------------------------------------------------------------------------
CREATE VIEW current_orders AS
  SELECT o.org_id, o.id, o.number, o.customer_id, o.created_at, o.created_by,
         r.revision, r.amount, r.signed_on, r.state, r.recorded_at, r.recorded_by
  FROM orders o JOIN order_revisions r ON r.org_id = o.org_id AND r.order_id = o.id AND r.revision = o.head;

CREATE VIEW current_payments AS
  SELECT p.org_id, p.id, p.order_id, p.refund_of, p.created_at, p.created_by,
         r.revision, r.amount, r.received_on, r.state, r.recorded_at, r.recorded_by
  FROM payments p JOIN payment_revisions r ON r.org_id = p.org_id AND r.payment_id = p.id AND r.revision = p.head;

CREATE VIEW current_instalments AS
  SELECT i.org_id, i.order_id, i.revision, i.position, i.due_on, i.amount
  FROM instalment_revisions i
  WHERE i.revision = (SELECT max(n.revision) FROM instalment_revisions n WHERE n.org_id = i.org_id AND n.order_id = i.order_id);

-- The revision of an order's split that is in force on a day: a correction starts the history anew, after it the latest
-- hand-over whose day has come.
CREATE FUNCTION split_in_force(in_org uuid, in_order uuid, on_day date) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT revision FROM credit_split_revisions s
  WHERE org_id = in_org AND order_id = in_order AND position = 1 AND (valid_from IS NULL OR valid_from <= on_day)
    AND revision >= (SELECT max(revision) FROM credit_split_revisions c
                     WHERE c.org_id = in_org AND c.order_id = in_order AND c.valid_from IS NULL)
  ORDER BY valid_from DESC NULLS LAST, revision DESC LIMIT 1
$$;

-- Shares an amount by basis points with the largest remainder: they add up to it exactly, ties go to the earlier position,
-- and a negative amount mirrors the positive one. The sign is taken of a numeric: of a bigint it would be a double, and the
-- share with it, exact only up to 2^53.
CREATE FUNCTION share_amount(in_org uuid, in_order uuid, in_revision int, in_amount bigint)
RETURNS TABLE (member_id uuid, share bigint) LANGUAGE sql STABLE AS $$
  WITH parts AS (
    SELECT s.member_id, s.position, div(abs(in_amount)::numeric * s.basis_points, 10000) AS whole,
           mod(abs(in_amount)::numeric * s.basis_points, 10000) AS remainder
    FROM credit_split_revisions s WHERE s.org_id = in_org AND s.order_id = in_order AND s.revision = in_revision
  ), ranked AS (
    SELECT *, row_number() OVER (ORDER BY remainder DESC, position) AS place, abs(in_amount)::numeric - sum(whole) OVER () AS left_over
    FROM parts
  )
  SELECT r.member_id, (sign(in_amount::numeric) * (whole + CASE WHEN place <= left_over THEN 1 ELSE 0 END))::bigint FROM ranked r
$$;

-- Confirmed payments and refunds, one row for each person credited. A refund uses the split of its payment's day.
CREATE VIEW credited_payments AS
  SELECT p.org_id, p.id AS payment_id, p.order_id, p.received_on, p.recorded_at, s.member_id, s.share
  FROM current_payments p
  LEFT JOIN current_payments refunded ON refunded.org_id = p.org_id AND refunded.id = p.refund_of
  CROSS JOIN LATERAL share_amount(p.org_id, p.order_id,
    split_in_force(p.org_id, p.order_id, COALESCE(refunded.received_on, p.received_on)), p.amount) s
  WHERE p.state = 'confirmed';

-- Signed orders, one row for each person credited on the day of signing.
CREATE VIEW credited_orders AS
  SELECT o.org_id, o.id AS order_id, o.signed_on, o.recorded_at, s.member_id, s.share
  FROM current_orders o
  CROSS JOIN LATERAL share_amount(o.org_id, o.id, split_in_force(o.org_id, o.id, o.signed_on), o.amount) s
  WHERE o.state = 'signed';

-- The group that a member belongs to from a day on, as it is known now; `until` is exclusive, null while it lasts.
CREATE VIEW group_memberships AS
  SELECT org_id, member_id, group_id, valid_from,
         lead(valid_from) OVER (PARTITION BY org_id, member_id ORDER BY valid_from) AS until
  FROM (SELECT DISTINCT ON (org_id, member_id, valid_from) *
        FROM group_membership_revisions ORDER BY org_id, member_id, valid_from, revision DESC) newest;

CREATE VIEW sales_group_history AS
  SELECT org_id, group_id, kind, name, parent_id, valid_from,
         lead(valid_from) OVER (PARTITION BY org_id, group_id ORDER BY valid_from) AS until
  FROM (SELECT DISTINCT ON (org_id, group_id, valid_from) *
        FROM sales_group_revisions ORDER BY org_id, group_id, valid_from, revision DESC) newest;
