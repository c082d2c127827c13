-- A follow-up can be corrected and withdrawn; what it said before is kept. `message_key` names the chat message that logged it.
ALTER TABLE follow_ups
  ADD COLUMN next_time TEXT,
  ADD COLUMN message_key TEXT,
  ADD COLUMN due_on DATE,
  ADD COLUMN outcome TEXT NOT NULL DEFAULT '',
  ADD COLUMN closed_at TIMESTAMPTZ(3),
  ADD COLUMN revision INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN withdrawn_at TIMESTAMPTZ(3),
  ADD COLUMN changed_at TIMESTAMPTZ(3),
  ADD COLUMN changed_by UUID,
  ADD CONSTRAINT follow_ups_changed_by_fkey FOREIGN KEY (org_id, changed_by) REFERENCES members (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  ADD CONSTRAINT follow_ups_next_time_check
    CHECK (next_time IS NULL OR (next_on IS NOT NULL AND next_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')),
  -- Only a service case is due and closed.
  ADD CONSTRAINT follow_ups_case_check
    CHECK ((kind = 'service' OR due_on IS NULL) AND (due_on IS NOT NULL OR closed_at IS NULL));

-- One message stands for one follow-up at a time.
CREATE UNIQUE INDEX follow_ups_message_key ON follow_ups (org_id, message_key)
  WHERE message_key IS NOT NULL AND withdrawn_at IS NULL;
-- The open service cases of a customer.
CREATE INDEX follow_ups_open_cases_idx ON follow_ups (org_id, customer_id, due_on)
  WHERE due_on IS NOT NULL AND closed_at IS NULL AND withdrawn_at IS NULL;

-- Append-only: every earlier state of a follow-up, written by the database itself.
CREATE TABLE follow_up_revisions (
  org_id UUID NOT NULL,
  follow_up_id UUID NOT NULL,
  revision INTEGER NOT NULL,
  customer_id UUID NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  amount BIGINT,
  happened_at TIMESTAMPTZ(3) NOT NULL,
  happened_on DATE NOT NULL,
  next_on DATE,
  next_time TEXT,
  due_on DATE,
  outcome TEXT NOT NULL,
  closed_at TIMESTAMPTZ(3),
  withdrawn_at TIMESTAMPTZ(3),
  recorded_at TIMESTAMPTZ(3) NOT NULL,
  recorded_by UUID,
  CONSTRAINT follow_up_revisions_pkey PRIMARY KEY (org_id, follow_up_id, revision),
  CONSTRAINT follow_up_revisions_follow_up_fkey FOREIGN KEY (org_id, follow_up_id) REFERENCES follow_ups (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE TRIGGER follow_up_revisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_up_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO follow_up_revisions (org_id, follow_up_id, revision, customer_id, kind, text, amount, happened_at, happened_on,
    next_on, next_time, due_on, outcome, closed_at, withdrawn_at, recorded_at, recorded_by)
  VALUES (OLD.org_id, OLD.id, OLD.revision, OLD.customer_id, OLD.kind, OLD.text, OLD.amount, OLD.happened_at, OLD.happened_on,
    OLD.next_on, OLD.next_time, OLD.due_on, OLD.outcome, OLD.closed_at, OLD.withdrawn_at,
    COALESCE(OLD.changed_at, OLD.created_at), COALESCE(OLD.changed_by, OLD.author_id));
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER follow_ups_revised BEFORE UPDATE ON follow_ups FOR EACH ROW
  WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_follow_up();

-- What holds now: reports and timelines read this.
CREATE VIEW current_follow_ups AS SELECT * FROM follow_ups WHERE withdrawn_at IS NULL;
