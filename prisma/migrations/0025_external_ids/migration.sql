-- The keys under which other systems (an ERP, a spreadsheet) know our rows: one for each row and type.

CREATE TABLE "external_ids" (
    "org_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "external_ids_pkey" PRIMARY KEY ("org_id","type","external_id"),
    CONSTRAINT external_ids_length_check CHECK (char_length(external_id) BETWEEN 1 AND 200),
    CONSTRAINT external_ids_type_check CHECK (type ~ '^[a-z]+(-[a-z]+)*$')
);
CREATE UNIQUE INDEX "external_ids_org_id_type_entity_id_key" ON "external_ids"("org_id", "type", "entity_id");
ALTER TABLE "external_ids" ADD CONSTRAINT "external_ids_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
