-- A stage may also ask for fields that the organization defined itself, each written `own` and the field's id without dashes.
ALTER TABLE deal_stages DROP CONSTRAINT deal_stages_required_check;
ALTER TABLE deal_stages ADD CONSTRAINT deal_stages_required_check CHECK (
  array_to_string(required, ',') ~ '^((expectedOn|need|decider|budget|nextStep|own[0-9a-f]{32})(,|$))*$');
