-- When people and conversations are left in peace, and how many messages a day they get unasked.
CREATE TABLE attention_settings (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  -- `people` and `channels` are the organization's defaults; `member` and `conversation` somebody's own choice.
  scope TEXT NOT NULL,
  member_id UUID,
  workspace_id UUID,
  conversation TEXT,
  quiet TEXT,
  budget INTEGER,
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by UUID,
  CONSTRAINT attention_settings_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT attention_settings_scope_check CHECK (CASE scope
    WHEN 'member' THEN member_id IS NOT NULL AND workspace_id IS NULL AND conversation IS NULL
    WHEN 'conversation' THEN member_id IS NULL AND workspace_id IS NOT NULL AND conversation IS NOT NULL
    WHEN 'people' THEN member_id IS NULL AND workspace_id IS NULL AND conversation IS NULL
    WHEN 'channels' THEN member_id IS NULL AND workspace_id IS NULL AND conversation IS NULL
    ELSE false END),
  CONSTRAINT attention_settings_quiet_check CHECK (quiet = 'off'
    OR quiet ~ '^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$' AND left(quiet, 5) <> right(quiet, 5)),
  CONSTRAINT attention_settings_budget_check CHECK (budget BETWEEN 0 AND 500),
  CONSTRAINT attention_settings_org_id_fkey FOREIGN KEY (org_id)
    REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT attention_settings_org_id_member_id_fkey FOREIGN KEY (org_id, member_id)
    REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT attention_settings_org_id_workspace_id_fkey FOREIGN KEY (org_id, workspace_id)
    REFERENCES workspaces (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT attention_settings_org_id_changed_by_fkey FOREIGN KEY (org_id, changed_by)
    REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX attention_settings_house_key ON attention_settings (org_id, scope) WHERE scope IN ('people', 'channels');
CREATE UNIQUE INDEX attention_settings_member_key ON attention_settings (org_id, member_id) WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX attention_settings_conversation_key ON attention_settings (org_id, workspace_id, conversation)
  WHERE conversation IS NOT NULL;

-- Where a push goes, as one word, and whom or what a piece of sales news is about; null for answers, which nobody counts.
ALTER TABLE deliveries ADD COLUMN place TEXT;
ALTER TABLE deliveries ADD COLUMN subject TEXT;
-- The message that carries this one; it is not sent by itself any more.
ALTER TABLE deliveries ADD COLUMN bearer_id UUID;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_org_id_bearer_id_fkey FOREIGN KEY (org_id, bearer_id)
  REFERENCES deliveries (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE deliveries ADD CONSTRAINT deliveries_bearer_check CHECK (
  bearer_id IS NULL OR bearer_id <> id AND state IN ('held', 'sent', 'skipped'));
CREATE INDEX deliveries_bearer_idx ON deliveries (org_id, bearer_id) WHERE bearer_id IS NOT NULL;
CREATE INDEX deliveries_place_idx ON deliveries (org_id, place, created_at) WHERE place IS NOT NULL AND bearer_id IS NULL;
CREATE INDEX deliveries_subject_idx ON deliveries (org_id, place, subject, created_at) WHERE subject IS NOT NULL;
