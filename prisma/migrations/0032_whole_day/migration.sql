-- A reminder may stand for a planned visit, or for nothing but that somebody wants to be reminded of a customer.
ALTER TABLE reminders ALTER COLUMN follow_up_id DROP NOT NULL;
ALTER TABLE reminders ADD COLUMN visit_id UUID;
-- HH:mm in the member's zone, where a time was agreed.
ALTER TABLE reminders ADD COLUMN at_time TEXT;
ALTER TABLE reminders ADD CONSTRAINT reminders_time_check CHECK (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE reminders ADD CONSTRAINT reminders_about_check CHECK (num_nonnulls(follow_up_id, visit_id) <= 1);
ALTER TABLE reminders ADD CONSTRAINT reminders_org_id_visit_id_fkey FOREIGN KEY (org_id, visit_id)
  REFERENCES visits (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX reminders_visit_key ON reminders (org_id, visit_id);
UPDATE reminders r SET at_time = f.next_time FROM follow_ups f
  WHERE f.org_id = r.org_id AND f.id = r.follow_up_id AND f.next_time IS NOT NULL AND r.state = 'open' AND r.due_on = f.next_on;

-- That the author of a follow-up has taken note of what was said of it.
CREATE TABLE comment_reads (
  org_id UUID NOT NULL,
  comment_id UUID NOT NULL,
  read_at TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT comment_reads_pkey PRIMARY KEY (org_id, comment_id),
  CONSTRAINT comment_reads_comment_fkey FOREIGN KEY (org_id, comment_id) REFERENCES follow_up_comments (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
