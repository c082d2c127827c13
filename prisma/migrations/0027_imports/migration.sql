-- What was imported: one row for each run of a file, and which line made which customer.

-- `next_offset`, `next_line`: everything before them is settled, in the same transaction as its rows, so that a run that was
-- killed goes on from there. `loaded`: of the block at that place the customers are in, rows of other types not yet.
-- `report_bytes`: how much of the report belongs to what is settled.
CREATE TABLE "imports" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "next_offset" BIGINT NOT NULL DEFAULT 0,
    "next_line" INTEGER NOT NULL DEFAULT 1,
    "loaded" BOOLEAN NOT NULL DEFAULT false,
    "report_bytes" BIGINT NOT NULL DEFAULT 0,
    "counts" JSONB NOT NULL DEFAULT '{}',
    "origin" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "started_by" UUID,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT imports_hash_check CHECK (file_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT imports_offset_check CHECK (next_offset BETWEEN 0 AND bytes AND next_line > 0 AND report_bytes >= 0)
);
-- The same file is not imported twice at once: a second run takes up the first.
CREATE UNIQUE INDEX imports_open_key ON imports (org_id, file_hash) WHERE finished_at IS NULL;
CREATE INDEX "imports_org_id_file_hash_idx" ON "imports"("org_id", "file_hash");
ALTER TABLE "imports" ADD CONSTRAINT "imports_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "imports" ADD CONSTRAINT "imports_org_id_started_by_fkey"
  FOREIGN KEY ("org_id", "started_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER imports_kept BEFORE DELETE OR TRUNCATE ON imports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Append-only.
CREATE TABLE "import_lines" (
    "org_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,

    CONSTRAINT "import_lines_pkey" PRIMARY KEY ("org_id","customer_id"),
    CONSTRAINT import_lines_line_check CHECK (line > 0)
);
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_org_id_customer_id_fkey"
  FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_org_id_import_id_fkey"
  FOREIGN KEY ("org_id", "import_id") REFERENCES "imports"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER import_lines_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_lines
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
