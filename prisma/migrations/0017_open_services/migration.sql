-- A customer with an open service case stays out of the pool.
CREATE OR REPLACE VIEW protecting_services AS
  SELECT org_id, customer_id, NULL::date AS until FROM follow_ups
  WHERE due_on IS NOT NULL AND closed_at IS NULL AND withdrawn_at IS NULL;
