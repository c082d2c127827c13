-- Lines about one row, newest first, whatever kind of row it is; and about one kind of row. Ids grow with time. Together they do
-- all that the index by kind and row did.
CREATE INDEX "audit_entries_org_id_entity_id_id_idx" ON "audit_entries"("org_id", "entity_id", "id");
CREATE INDEX "audit_entries_org_id_entity_id2_idx" ON "audit_entries"("org_id", "entity", "id");
DROP INDEX "audit_entries_org_id_entity_entity_id_idx";

-- Of pay and scores the log tells that something was done, never what: no code can write it. Rows that are there already
-- cannot have it, as nothing kept pay or scores before.
ALTER TABLE "audit_entries" ADD CONSTRAINT audit_entries_sealed CHECK (
  entity !~ '^(appraisal|bonus|compensation|pay_|salary|score|statement|wage)' OR (before IS NULL AND after IS NULL)
) NOT VALID;
