-- When a schedule has to be looked at again: of ten thousands, those whose time has come are found without reading the others.
ALTER TABLE subscriptions ADD COLUMN look_at timestamptz(3) NOT NULL DEFAULT 'epoch';

CREATE INDEX subscriptions_look_idx ON subscriptions (look_at) WHERE state = 'active' AND local_time IS NOT NULL;

-- Whoever changes when a push goes out need not know about it: it is looked at again at once.
CREATE FUNCTION subscriptions_look_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.look_at := 'epoch';
  RETURN NEW;
END $$;

CREATE TRIGGER subscriptions_look_again BEFORE UPDATE OF kind, local_time, zone, days, starts_at, state ON subscriptions
  FOR EACH ROW EXECUTE FUNCTION subscriptions_look_again();
