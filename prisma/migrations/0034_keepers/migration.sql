-- Whoever looks after something that waits for somebody's decision: at first its author, later whoever took over from them.
-- The author stays on record.
ALTER TABLE payments ADD COLUMN keeper_id UUID;
UPDATE payments SET keeper_id = created_by;
ALTER TABLE payments ADD CONSTRAINT payments_keeper_fkey FOREIGN KEY (org_id, keeper_id)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX payments_keeper_idx ON payments (org_id, keeper_id);

ALTER TABLE split_proposals ADD COLUMN keeper_id UUID;
UPDATE split_proposals SET keeper_id = created_by;
ALTER TABLE split_proposals ADD CONSTRAINT split_proposals_keeper_fkey FOREIGN KEY (org_id, keeper_id)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX split_proposals_keeper_idx ON split_proposals (org_id, keeper_id);

-- A payment that is made without a keeper is its author's.
CREATE FUNCTION keep_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.keeper_id := COALESCE(NEW.keeper_id, NEW.created_by);
  RETURN NEW;
END $$;
CREATE TRIGGER payments_keeper BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION keep_own();
CREATE TRIGGER split_proposals_keeper BEFORE INSERT ON split_proposals FOR EACH ROW EXECUTE FUNCTION keep_own();
