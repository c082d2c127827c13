-- Two records of one customer become one. Rows stay: the record that is given up points to the one that is kept, and what was
-- moved is written down row by row, so that it can be undone.

ALTER TABLE "customers" ADD COLUMN "merged_into" UUID;
ALTER TABLE "customers" ADD CONSTRAINT "customers_org_id_merged_into_fkey" FOREIGN KEY ("org_id", "merged_into")
  REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- A record that was given up is nobody's, and is found by nothing but its keys, which lead to the one that was kept.
ALTER TABLE customers
  ADD CONSTRAINT customers_merged_check CHECK (merged_into IS NULL OR (owner_id IS NULL AND merged_into <> id));
CREATE INDEX customers_merged_idx ON customers (org_id, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE "customer_merges" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "from_id" UUID NOT NULL,
  "into_id" UUID NOT NULL,
  "merged_at" TIMESTAMPTZ(3) NOT NULL,
  "merged_by" UUID NOT NULL,
  "before" JSONB NOT NULL,
  "undone_at" TIMESTAMPTZ(3),
  "undone_by" UUID,

  CONSTRAINT "customer_merges_pkey" PRIMARY KEY ("org_id", "id")
);

CREATE TABLE "customer_merge_rows" (
  "org_id" UUID NOT NULL,
  "merge_id" UUID NOT NULL,
  "table_name" TEXT NOT NULL,
  "row_key" TEXT NOT NULL,

  CONSTRAINT "customer_merge_rows_pkey" PRIMARY KEY ("org_id", "merge_id", "table_name", "row_key")
);

CREATE INDEX "customer_merges_org_id_into_id_idx" ON "customer_merges"("org_id", "into_id");

ALTER TABLE "customer_merges"
  ADD CONSTRAINT "customer_merges_org_id_from_id_fkey" FOREIGN KEY ("org_id", "from_id")
    REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_merges_org_id_into_id_fkey" FOREIGN KEY ("org_id", "into_id")
    REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_merges_org_id_merged_by_fkey" FOREIGN KEY ("org_id", "merged_by")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT "customer_merges_org_id_undone_by_fkey" FOREIGN KEY ("org_id", "undone_by")
    REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_merge_rows" ADD CONSTRAINT "customer_merge_rows_org_id_merge_id_fkey"
  FOREIGN KEY ("org_id", "merge_id") REFERENCES "customer_merges"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE customer_merges
  ADD CONSTRAINT customer_merges_two_check CHECK (from_id <> into_id),
  ADD CONSTRAINT customer_merges_undone_check CHECK ((undone_at IS NULL) = (undone_by IS NULL));
-- A record is given up once at a time.
CREATE UNIQUE INDEX customer_merges_standing_key ON customer_merges (org_id, from_id) WHERE undone_at IS NULL;

CREATE TRIGGER customer_merges_kept BEFORE DELETE OR TRUNCATE ON customer_merges
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_merge_rows_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_merge_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
