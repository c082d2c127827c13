-- Fields that an organization defines for its customers and deals, and what is filled into them.

-- `key`: what is typed before the equals sign. A removed field keeps its values, and its key may be given to a new one.
CREATE TABLE "custom_fields" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "choices" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "custom_fields_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT custom_fields_subject_check CHECK (subject IN ('customer', 'deal')),
    CONSTRAINT custom_fields_kind_check CHECK (kind IN ('text', 'number', 'date', 'choice')),
    CONSTRAINT custom_fields_choices_check CHECK ((kind = 'choice') = (cardinality(choices) > 0)),
    CONSTRAINT custom_fields_words_check CHECK (key <> '' AND label <> '')
);
CREATE UNIQUE INDEX custom_fields_key_key ON custom_fields (org_id, subject, key) WHERE removed_at IS NULL;
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "custom_fields" ADD CONSTRAINT "custom_fields_org_id_created_by_fkey"
  FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Of a customer or of a deal. Numbers are plain decimals, dates YYYY-MM-DD, choices their words.
CREATE TABLE "custom_values" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "field_id" UUID NOT NULL,
    "customer_id" UUID,
    "deal_id" UUID,
    "value" TEXT NOT NULL,

    CONSTRAINT "custom_values_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT custom_values_subject_check CHECK (num_nonnulls(customer_id, deal_id) = 1),
    CONSTRAINT custom_values_value_check CHECK (value <> '')
);
CREATE UNIQUE INDEX "custom_values_org_id_customer_id_field_id_key" ON "custom_values"("org_id", "customer_id", "field_id");
CREATE UNIQUE INDEX "custom_values_org_id_deal_id_field_id_key" ON "custom_values"("org_id", "deal_id", "field_id");
ALTER TABLE "custom_values" ADD CONSTRAINT "custom_values_org_id_field_id_fkey"
  FOREIGN KEY ("org_id", "field_id") REFERENCES "custom_fields"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "custom_values" ADD CONSTRAINT "custom_values_org_id_customer_id_fkey"
  FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "custom_values" ADD CONSTRAINT "custom_values_org_id_deal_id_fkey"
  FOREIGN KEY ("org_id", "deal_id") REFERENCES "deals"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
