-- Finding among very many customers: whatever somebody may see is looked up, never read and thrown away.

-- The pairs of characters together with the organization and with whose the customer is: a salesperson's own customers with
-- 科技 in their name are the few that both lists share. `<organization>:<owner>`, the owner empty in the pool.
DROP INDEX customers_bigrams_idx;
CREATE INDEX customers_search_idx ON customers
  USING gin ((bigrams || ARRAY[org_id::text, org_id::text || ':' || COALESCE(owner_id::text, '')])) WHERE merged_into IS NULL;

-- The beginnings of names, of everybody and of one owner's or the pool's.
CREATE INDEX customers_name_idx ON customers (org_id, name_key text_pattern_ops) WHERE merged_into IS NULL;
CREATE INDEX customers_owner_name_idx ON customers (org_id, owner_id, name_key text_pattern_ops) WHERE merged_into IS NULL;
CREATE INDEX customers_pinyin_idx ON customers (org_id, pinyin text_pattern_ops) WHERE merged_into IS NULL AND pinyin <> '';
CREATE INDEX customers_initials_idx ON customers (org_id, initials text_pattern_ops) WHERE merged_into IS NULL AND initials <> '';

-- Somebody's customers, those contacted last first; those of one city, the longest not contacted first.
CREATE INDEX customers_owner_contact_idx ON customers (org_id, owner_id, last_contact_at DESC NULLS LAST, id)
  WHERE owner_id IS NOT NULL;
DROP INDEX "customers_org_id_owner_id_idx";
DROP INDEX customers_city_idx;
CREATE INDEX customers_owner_city_idx ON customers (org_id, owner_id, city, last_contact_at NULLS FIRST)
  WHERE city <> '' AND merged_into IS NULL;

-- What moves along when two records of a customer are merged.
CREATE INDEX "reminders_org_id_customer_id_idx" ON "reminders"("org_id", "customer_id");
CREATE INDEX "visits_org_id_customer_id_idx" ON "visits"("org_id", "customer_id");
