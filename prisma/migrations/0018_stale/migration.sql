-- Days on which a member is away: the clock of their customers rests. A cancelled one keeps its row.
CREATE TABLE "absences" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "absences_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "absences_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "absences_org_id_created_by_fkey" FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT absences_days_check CHECK (from_day <= to_day AND to_day < from_day + 400)
);
CREATE INDEX "absences_org_id_member_id_to_day_idx" ON "absences"("org_id", "member_id", "to_day");

-- Append-only: who was told, or what happened, about a customer that nobody had contacted since `clock_on`. A later contact
-- begins a new count; the same thing is told to the same person once in each.
CREATE TABLE "stale_notices" (
    "org_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "clock_on" DATE NOT NULL,
    "stage" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "decided_on" DATE NOT NULL,
    "idle_days" INTEGER NOT NULL,
    "cadence_days" INTEGER NOT NULL,

    CONSTRAINT "stale_notices_pkey" PRIMARY KEY ("org_id", "customer_id", "clock_on", "stage", "member_id"),
    CONSTRAINT "stale_notices_org_id_customer_id_fkey" FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "stale_notices_org_id_member_id_fkey" FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT stale_notices_stage_check CHECK (stage IN ('owner', 'manager', 'fell'))
);
CREATE INDEX "stale_notices_org_id_decided_on_member_id_idx" ON "stale_notices"("org_id", "decided_on", "member_id");
CREATE TRIGGER stale_notices_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stale_notices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The days on which an organization's customers have been looked through.
CREATE TABLE "stale_days" (
    "org_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stale_days_pkey" PRIMARY KEY ("org_id", "day"),
    CONSTRAINT "stale_days_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Contacts as they count for the cadence.
CREATE VIEW made_contacts AS SELECT org_id, customer_id, happened_at, kind FROM follow_ups
  WHERE withdrawn_at IS NULL;

-- Open deals go along with their customer, as reminders do.
CREATE FUNCTION move_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deals SET owner_id = NEW.owner_id
    WHERE org_id = NEW.org_id AND customer_id = NEW.id AND state = 'open' AND owner_id = OLD.owner_id;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_move_deals AFTER UPDATE OF owner_id ON customers FOR EACH ROW
  WHEN (NEW.owner_id IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id) EXECUTE FUNCTION move_deals();
