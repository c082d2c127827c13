-- A visit that somebody plans, and checks in at.
CREATE TABLE visits (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  customer_id UUID NOT NULL,
  member_id UUID NOT NULL,
  planned_on DATE NOT NULL,
  planned_time TEXT,
  place TEXT NOT NULL DEFAULT '',
  checked_in_at TIMESTAMPTZ(3),
  cancelled_at TIMESTAMPTZ(3),
  created_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT visits_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT visits_customer_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT visits_member_fkey FOREIGN KEY (org_id, member_id) REFERENCES members (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT visits_time_check CHECK (planned_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  CONSTRAINT visits_outcome_check CHECK (checked_in_at IS NULL OR cancelled_at IS NULL)
);
-- One visit a day to a customer by a member; planned again it is moved.
CREATE UNIQUE INDEX visits_day_key ON visits (org_id, member_id, planned_on, customer_id) WHERE cancelled_at IS NULL;

-- Who is in a city, the longest not contacted first.
CREATE INDEX customers_city_idx ON customers (org_id, city, last_contact_at NULLS FIRST) WHERE city <> '';

-- Append-only: what a manager says of a follow-up.
CREATE TABLE follow_up_comments (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  follow_up_id UUID NOT NULL,
  author_id UUID NOT NULL,
  text TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT follow_up_comments_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT follow_up_comments_follow_up_fkey FOREIGN KEY (org_id, follow_up_id) REFERENCES follow_ups (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT follow_up_comments_author_fkey FOREIGN KEY (org_id, author_id) REFERENCES members (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT follow_up_comments_text_check CHECK (text <> '')
);
CREATE INDEX follow_up_comments_of_idx ON follow_up_comments (org_id, follow_up_id, created_at);
CREATE TRIGGER follow_up_comments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON follow_up_comments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
