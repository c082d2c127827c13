-- A customer that two people are at odds about does not fall into the pool while the case runs.
CREATE OR REPLACE VIEW protecting_cases AS
  SELECT org_id, customer_id, NULL::date AS until FROM collision_cases WHERE state = 'open';
