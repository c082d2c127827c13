-- Who was refused a customer because somebody else has it may ask for a ruling; the ruling sets how later orders are credited.

CREATE TABLE "collision_cases" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "claimant_id" UUID NOT NULL,
  "respondent_id" UUID NOT NULL,
  "typed_name" TEXT NOT NULL,
  "claimed_on" DATE,
  "statement" TEXT NOT NULL,
  "answer" TEXT NOT NULL DEFAULT '',
  "state" TEXT NOT NULL DEFAULT 'open',
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "remind_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "decided_by" UUID,
  "owner_id" UUID,
  "owner_basis_points" INTEGER,
  "reason" TEXT NOT NULL DEFAULT '',

  CONSTRAINT "collision_cases_pkey" PRIMARY KEY ("org_id", "id")
);

CREATE TABLE "customer_split_revisions" (
  "org_id" UUID NOT NULL,
  "customer_id" UUID NOT NULL,
  "revision" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "member_id" UUID,
  "basis_points" INTEGER NOT NULL,
  "valid_from" DATE NOT NULL,
  "case_id" UUID,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "recorded_by" UUID,
  "reason" TEXT NOT NULL DEFAULT '',

  CONSTRAINT "customer_split_revisions_pkey" PRIMARY KEY ("org_id", "customer_id", "revision", "position")
);

CREATE INDEX "collision_cases_org_id_customer_id_idx" ON "collision_cases"("org_id", "customer_id");

ALTER TABLE "collision_cases"
  ADD CONSTRAINT "collision_cases_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id")
    REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "collision_cases_org_id_claimant_id_fkey" FOREIGN KEY ("org_id", "claimant_id")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "collision_cases_org_id_respondent_id_fkey" FOREIGN KEY ("org_id", "respondent_id")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "collision_cases_org_id_decided_by_fkey" FOREIGN KEY ("org_id", "decided_by")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "collision_cases_org_id_owner_id_fkey" FOREIGN KEY ("org_id", "owner_id")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "customer_split_revisions"
  ADD CONSTRAINT "customer_split_revisions_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id")
    REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_split_revisions_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_split_revisions_org_id_case_id_fkey" FOREIGN KEY ("org_id", "case_id")
    REFERENCES "collision_cases"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_split_revisions_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE collision_cases
  ADD CONSTRAINT collision_cases_state_check CHECK (state IN ('open', 'ruled', 'withdrawn')),
  ADD CONSTRAINT collision_cases_sides_check CHECK (claimant_id <> respondent_id),
  ADD CONSTRAINT collision_cases_closed_check CHECK ((state = 'open') = (closed_at IS NULL)),
  -- A ruling has somebody who made it, and names one of the two sides and its share.
  ADD CONSTRAINT collision_cases_ruling_check CHECK (
    (state = 'ruled') = (decided_by IS NOT NULL) AND (state = 'ruled') = (owner_id IS NOT NULL)
    AND (state = 'ruled') = (owner_basis_points IS NOT NULL)),
  ADD CONSTRAINT collision_cases_winner_check CHECK (owner_id IN (claimant_id, respondent_id)),
  ADD CONSTRAINT collision_cases_share_check CHECK (owner_basis_points BETWEEN 1 AND 10000),
  -- Nobody decides a case that they are a party of.
  ADD CONSTRAINT collision_cases_decider_check CHECK (decided_by NOT IN (claimant_id, respondent_id));

-- About one customer one case runs at a time.
CREATE UNIQUE INDEX collision_cases_open_key ON collision_cases (org_id, customer_id) WHERE state = 'open';
CREATE INDEX collision_cases_remind_idx ON collision_cases (remind_at) WHERE state = 'open';
CREATE INDEX collision_cases_running_idx ON collision_cases (org_id, opened_at) WHERE state = 'open';

CREATE TRIGGER collision_cases_kept BEFORE DELETE OR TRUNCATE ON collision_cases
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was ruled stays ruled.
CREATE FUNCTION keep_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'case % is closed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER collision_cases_closed BEFORE UPDATE ON collision_cases FOR EACH ROW EXECUTE FUNCTION keep_ruling();

-- How orders of a customer are credited if nobody says otherwise, from a day on. `member_id` null: whoever owns the customer.
ALTER TABLE customer_split_revisions
  ADD CONSTRAINT customer_split_revisions_share_check CHECK (basis_points BETWEEN 1 AND 10000),
  ADD CONSTRAINT customer_split_revisions_number_check CHECK (revision > 0 AND position > 0);
CREATE TRIGGER customer_split_revisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_split_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION check_customer_split_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total int;
BEGIN
  SELECT sum(basis_points) INTO total FROM customer_split_revisions
    WHERE org_id = NEW.org_id AND customer_id = NEW.customer_id AND revision = NEW.revision;
  IF total <> 10000 THEN
    RAISE EXCEPTION 'default shares of customer % add up to % basis points, not 10000', NEW.customer_id, total
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER customer_split_revisions_total AFTER INSERT ON customer_split_revisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_customer_split_total();
