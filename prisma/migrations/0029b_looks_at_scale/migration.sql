-- What went out lately, and what did not, among very many messages; who created customers, from the index alone.
CREATE INDEX deliveries_created_idx ON deliveries (org_id, created_at) INCLUDE (state, kind);
CREATE INDEX deliveries_stuck_idx ON deliveries (org_id, id) WHERE state IN ('dead', 'held');
DROP INDEX customers_created_idx;
CREATE INDEX customers_created_idx ON customers (org_id, created_at) INCLUDE (created_by)
  WHERE merged_into IS NULL AND created_by IS NOT NULL;
