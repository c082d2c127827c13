-- Corrections of a split that wait for their second signer; what holds the asking for an instalment back; what was asked.

CREATE TABLE "split_proposals" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" UUID,

    CONSTRAINT "split_proposals_pkey" PRIMARY KEY ("org_id","id")
);
CREATE TABLE "split_proposal_shares" (
    "org_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "basis_points" INTEGER NOT NULL,

    CONSTRAINT "split_proposal_shares_pkey" PRIMARY KEY ("org_id","proposal_id","position")
);
ALTER TABLE "split_proposals" ADD CONSTRAINT "split_proposals_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "split_proposals" ADD CONSTRAINT "split_proposals_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "split_proposals" ADD CONSTRAINT "split_proposals_org_id_decided_by_fkey" FOREIGN KEY ("org_id", "decided_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "split_proposal_shares" ADD CONSTRAINT "split_proposal_shares_org_id_proposal_id_fkey" FOREIGN KEY ("org_id", "proposal_id") REFERENCES "split_proposals"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "split_proposal_shares" ADD CONSTRAINT "split_proposal_shares_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE split_proposals
  ADD CONSTRAINT split_proposals_state_check CHECK (state IN ('waiting', 'signed', 'refused', 'lapsed')),
  ADD CONSTRAINT split_proposals_decided_check CHECK ((state = 'waiting') = (decided_at IS NULL) AND (state <> 'signed' OR decided_by IS NOT NULL)),
  ADD CONSTRAINT split_proposals_signer_check CHECK (state <> 'signed' OR decided_by <> created_by),
  ADD CONSTRAINT split_proposals_reason_check CHECK (reason <> '');
ALTER TABLE split_proposal_shares ADD CONSTRAINT split_proposal_shares_share_check CHECK (basis_points BETWEEN 1 AND 10000);
-- One correction of an order waits at a time.
CREATE UNIQUE INDEX split_proposals_waiting_key ON split_proposals (org_id, order_id) WHERE state = 'waiting';
CREATE INDEX credit_split_revisions_member_idx ON credit_split_revisions (org_id, member_id);

-- Append-only: the newest row for a due date of an order holds. `promised`: the customer said until when; `disputed`:
-- until somebody lifts it.
CREATE TABLE "instalment_holds" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "until" DATE,
    "reason" TEXT NOT NULL DEFAULT '',
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID,

    CONSTRAINT "instalment_holds_pkey" PRIMARY KEY ("org_id","id")
);
CREATE INDEX "instalment_holds_org_id_order_id_due_on_idx" ON "instalment_holds"("org_id", "order_id", "due_on");
ALTER TABLE "instalment_holds" ADD CONSTRAINT "instalment_holds_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "instalment_holds" ADD CONSTRAINT "instalment_holds_org_id_recorded_by_fkey" FOREIGN KEY ("org_id", "recorded_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE instalment_holds
  ADD CONSTRAINT instalment_holds_kind_check CHECK (kind IN ('disputed', 'promised', 'lifted')),
  ADD CONSTRAINT instalment_holds_until_check CHECK ((kind = 'promised') = (until IS NOT NULL)),
  ADD CONSTRAINT instalment_holds_reason_check CHECK (kind <> 'disputed' OR reason <> '');
CREATE TRIGGER instalment_holds_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON instalment_holds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Append-only: on which day somebody was told about an instalment, at which step of the ladder (days from its due date).
CREATE TABLE "overdue_notices" (
    "org_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "rung" INTEGER NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "overdue_notices_pkey" PRIMARY KEY ("org_id","order_id","due_on","rung","member_id")
);
CREATE INDEX "overdue_notices_org_id_member_id_day_idx" ON "overdue_notices"("org_id", "member_id", "day");
ALTER TABLE "overdue_notices" ADD CONSTRAINT "overdue_notices_org_id_order_id_fkey" FOREIGN KEY ("org_id", "order_id") REFERENCES "orders"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "overdue_notices" ADD CONSTRAINT "overdue_notices_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE overdue_notices ADD CONSTRAINT overdue_notices_rung_check CHECK (rung IN (-7, 0, 3, 7, 30));
CREATE TRIGGER overdue_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON overdue_notices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Why a reminder was dropped instead of done.
ALTER TABLE "reminders" ADD COLUMN "reason" TEXT NOT NULL DEFAULT '';
