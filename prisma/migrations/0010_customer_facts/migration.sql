-- Contacts with several phones; tags by hand and by rule.

-- A contact's first phone stands on the contact itself; here are the others. All of them are keys of the customer.
CREATE TABLE "contact_phones" (
    "org_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "contact_phones_pkey" PRIMARY KEY ("org_id","contact_id","position"),
    CONSTRAINT contact_phones_position_check CHECK (position > 1),
    CONSTRAINT contact_phones_phone_check CHECK (phone ~ '^\+[0-9]{5,15}$')
);
-- Leaves with its contact; who removed it stands in the audit log.
ALTER TABLE "contact_phones" ADD CONSTRAINT "contact_phones_org_id_contact_id_fkey"
  FOREIGN KEY ("org_id", "contact_id") REFERENCES "contacts"("org_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
CREATE INDEX contact_phones_tail_idx ON contact_phones (org_id, reverse(phone) text_pattern_ops);
CREATE INDEX contacts_email_idx ON contacts (org_id, lower(email) text_pattern_ops) WHERE email IS NOT NULL;
CREATE INDEX customers_category_idx ON customers (org_id, category_id) WHERE category_id IS NOT NULL;

-- `name_key`: normalized, so that VIP and vip are one tag.
CREATE TABLE "tags" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,

    CONSTRAINT "tags_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT tags_name_check CHECK (name <> '' AND name_key <> '')
);
CREATE UNIQUE INDEX "tags_org_id_name_key_key" ON "tags"("org_id", "name_key");
ALTER TABLE "tags" ADD CONSTRAINT "tags_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "tags" ADD CONSTRAINT "tags_org_id_created_by_fkey"
  FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- `source`: by hand, or by a rule. A tag may be on a customer in both ways; each goes in its own way.
CREATE TABLE "customer_tags" (
    "org_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "added_by" UUID,

    CONSTRAINT "customer_tags_pkey" PRIMARY KEY ("org_id","tag_id","customer_id","source"),
    CONSTRAINT customer_tags_source_check CHECK (source IN ('hand', 'rule') AND (source = 'hand' OR added_by IS NULL))
);
CREATE INDEX "customer_tags_org_id_customer_id_idx" ON "customer_tags"("org_id", "customer_id");
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_org_id_tag_id_fkey"
  FOREIGN KEY ("org_id", "tag_id") REFERENCES "tags"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_org_id_customer_id_fkey"
  FOREIGN KEY ("org_id", "customer_id") REFERENCES "customers"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer_tags" ADD CONSTRAINT "customer_tags_org_id_added_by_fkey"
  FOREIGN KEY ("org_id", "added_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a rule says holds together (and); several rules of one tag stand beside each other (or). Words are compared without
-- case. `removed_at`: no longer applies, but its tags have yet to be taken away; then the row goes.
CREATE TABLE "tag_rules" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,
    "category_id" UUID,
    "region" TEXT,
    "city" TEXT,
    "industry" TEXT,
    "source" TEXT,
    "min_paid" BIGINT,
    "quiet_days" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "applied_on" DATE,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "tag_rules_pkey" PRIMARY KEY ("org_id","id"),
    CONSTRAINT tag_rules_condition_check
      CHECK (num_nonnulls(category_id, region, city, industry, source, min_paid, quiet_days) > 0),
    CONSTRAINT tag_rules_paid_check CHECK (min_paid > 0),
    CONSTRAINT tag_rules_quiet_check CHECK (quiet_days BETWEEN 1 AND 3650)
);
CREATE INDEX "tag_rules_org_id_tag_id_idx" ON "tag_rules"("org_id", "tag_id");
ALTER TABLE "tag_rules" ADD CONSTRAINT "tag_rules_org_id_tag_id_fkey"
  FOREIGN KEY ("org_id", "tag_id") REFERENCES "tags"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "tag_rules" ADD CONSTRAINT "tag_rules_org_id_category_id_fkey"
  FOREIGN KEY ("org_id", "category_id") REFERENCES "categories"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "tag_rules" ADD CONSTRAINT "tag_rules_org_id_created_by_fkey"
  FOREIGN KEY ("org_id", "created_by") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
