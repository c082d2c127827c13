-- The platform says that this account is gone: it can do nothing more here, whoever the member is.
ALTER TABLE "chat_identities" ADD COLUMN "gone_at" TIMESTAMPTZ(3);

-- What a leaver looked after and who got it; never changed.
CREATE TABLE "handovers" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "leaver_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" UUID NOT NULL,

    CONSTRAINT "handovers_pkey" PRIMARY KEY ("org_id", "id"),
    CONSTRAINT "handovers_org_id_leaver_id_fkey" FOREIGN KEY ("org_id", "leaver_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "handovers_org_id_made_by_fkey" FOREIGN KEY ("org_id", "made_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- `to_id` null: the pool for a customer; closed or taken away for everything else.
CREATE TABLE "handover_items" (
    "org_id" UUID NOT NULL,
    "handover_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "item_id" UUID NOT NULL,
    "to_id" UUID,

    CONSTRAINT "handover_items_pkey" PRIMARY KEY ("org_id", "handover_id", "kind", "item_id"),
    CONSTRAINT "handover_items_org_id_handover_id_fkey" FOREIGN KEY ("org_id", "handover_id") REFERENCES "handovers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "handover_items_org_id_to_id_fkey" FOREIGN KEY ("org_id", "to_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TRIGGER handovers_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handovers
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handover_items_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON handover_items
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
