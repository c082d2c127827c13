-- Who wants to hear nothing of a kind of push for a while, or not at all: a person of all of that kind, a conversation of one
-- subscription. Lifting it takes the row away; the audit log keeps what was.
CREATE TABLE push_mutes (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  member_id UUID,
  subscription_id UUID,
  until TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL,
  created_by UUID NOT NULL,

  CONSTRAINT push_mutes_pkey PRIMARY KEY (org_id, id)
);
ALTER TABLE push_mutes ADD CONSTRAINT push_mutes_org_id_member_id_fkey FOREIGN KEY (org_id, member_id)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE push_mutes ADD CONSTRAINT push_mutes_org_id_subscription_id_fkey FOREIGN KEY (org_id, subscription_id)
  REFERENCES subscriptions (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE push_mutes ADD CONSTRAINT push_mutes_org_id_created_by_fkey FOREIGN KEY (org_id, created_by)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE push_mutes
  ADD CONSTRAINT push_mutes_scope_check CHECK ((member_id IS NULL) <> (subscription_id IS NULL)),
  ADD CONSTRAINT push_mutes_until_check CHECK (until > created_at),
  -- Pay and results are told, whatever somebody wants to hear.
  ADD CONSTRAINT push_mutes_kind_check CHECK (kind NOT IN ('bonus', 'appraisal'));

CREATE UNIQUE INDEX push_mutes_member_key ON push_mutes (org_id, member_id, kind) WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX push_mutes_subscription_key ON push_mutes (org_id, subscription_id) WHERE subscription_id IS NOT NULL;
