-- On which days a push with a time of day goes out: the organization's workdays, every day, or once a week.
ALTER TABLE subscriptions ADD COLUMN days TEXT NOT NULL DEFAULT 'workdays';
ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_days_check
  CHECK (days IN ('workdays', 'every-day', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'));

-- What somebody got without asking and has not touched since follows the organization's defaults.
ALTER TABLE subscriptions ADD COLUMN by_default BOOLEAN NOT NULL DEFAULT false;
UPDATE subscriptions s SET by_default = true
WHERE s.created_by IS NULL AND s.member_id IS NOT NULL AND s.state = 'active'
  AND s.kind IN ('daily', 'overdue', 'clear-day', 'same-city')
  AND NOT EXISTS (SELECT FROM audit_entries a WHERE a.org_id = s.org_id AND a.entity = 'subscription' AND a.entity_id = s.id::text);

-- Who gets which push without asking, where an admin decided otherwise than the product does.
CREATE TABLE push_defaults (
  org_id UUID NOT NULL,
  kind TEXT NOT NULL,
  roles TEXT[] NOT NULL,
  local_time TEXT,
  days TEXT NOT NULL DEFAULT 'workdays',
  changed_at TIMESTAMPTZ(3) NOT NULL,
  changed_by UUID NOT NULL,

  CONSTRAINT push_defaults_pkey PRIMARY KEY (org_id, kind)
);
ALTER TABLE push_defaults ADD CONSTRAINT push_defaults_org_id_fkey FOREIGN KEY (org_id)
  REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE push_defaults ADD CONSTRAINT push_defaults_org_id_changed_by_fkey FOREIGN KEY (org_id, changed_by)
  REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE push_defaults
  ADD CONSTRAINT push_defaults_roles_check
    CHECK (roles <@ ARRAY['sales', 'manager', 'finance', 'hr', 'executive', 'admin']),
  ADD CONSTRAINT push_defaults_time_check CHECK (local_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  ADD CONSTRAINT push_defaults_days_check
    CHECK (days IN ('workdays', 'every-day', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'));
