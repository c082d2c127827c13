-- When an API key was last used, to the minute: what nobody uses can be revoked.
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" TIMESTAMPTZ(3);

-- The audit log of one person, newest first; ids grow with time.
CREATE INDEX "audit_entries_org_id_actor_id_id_idx" ON "audit_entries"("org_id", "actor_id", "id");
