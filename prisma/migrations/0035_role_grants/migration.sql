-- A role that takes two people: an admin asks for it, another admin or an executive signs. What was asked stays as it was
-- asked, and is decided once.
CREATE TABLE role_grants (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  member_id UUID NOT NULL,
  role TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  reason TEXT NOT NULL DEFAULT '',
  asked_at TIMESTAMPTZ(3) NOT NULL,
  asked_by UUID NOT NULL,
  keeper_id UUID NOT NULL,
  expires_at TIMESTAMPTZ(3) NOT NULL,
  decided_at TIMESTAMPTZ(3),
  decided_by UUID,

  CONSTRAINT role_grants_pkey PRIMARY KEY (org_id, id)
);
ALTER TABLE role_grants ADD CONSTRAINT role_grants_org_id_member_id_fkey FOREIGN KEY (org_id, member_id)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_org_id_asked_by_fkey FOREIGN KEY (org_id, asked_by)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_org_id_keeper_id_fkey FOREIGN KEY (org_id, keeper_id)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_org_id_decided_by_fkey FOREIGN KEY (org_id, decided_by)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE role_grants
  ADD CONSTRAINT role_grants_role_check CHECK (role IN ('hr', 'finance', 'executive', 'admin')),
  ADD CONSTRAINT role_grants_state_check CHECK (state IN ('waiting', 'signed', 'refused', 'withdrawn', 'lapsed', 'expired')),
  ADD CONSTRAINT role_grants_decided_check CHECK ((state = 'waiting') = (decided_at IS NULL)),
  -- Nobody asks for themselves, and who signs is a third person.
  ADD CONSTRAINT role_grants_asker_check CHECK (asked_by <> member_id AND keeper_id <> member_id),
  ADD CONSTRAINT role_grants_signer_check CHECK (state NOT IN ('signed', 'refused')
    OR (decided_by IS NOT NULL AND decided_by NOT IN (asked_by, keeper_id, member_id))),
  ADD CONSTRAINT role_grants_reason_check CHECK (state <> 'refused' OR reason <> ''),
  ADD CONSTRAINT role_grants_expiry_check CHECK (expires_at > asked_at);

-- Who asks twice asks for the same.
CREATE UNIQUE INDEX role_grants_waiting_key ON role_grants (org_id, member_id, role) WHERE state = 'waiting';
CREATE INDEX role_grants_expiry_idx ON role_grants (expires_at) WHERE state = 'waiting';

CREATE FUNCTION keep_role_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'what was decided about a role stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.org_id, NEW.id, NEW.member_id, NEW.role, NEW.asked_at, NEW.asked_by, NEW.expires_at)
    IS DISTINCT FROM (OLD.org_id, OLD.id, OLD.member_id, OLD.role, OLD.asked_at, OLD.asked_by, OLD.expires_at) THEN
    RAISE EXCEPTION 'what was asked stays as it was asked' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER role_grants_kept BEFORE UPDATE ON role_grants FOR EACH ROW EXECUTE FUNCTION keep_role_grant();
CREATE TRIGGER role_grants_not_deleted BEFORE DELETE OR TRUNCATE ON role_grants
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
