-- Customers of the pool without a category, those spoken to last first: an index on a column that is NULL gives no order.
CREATE INDEX customers_pool_plain_idx ON customers (org_id, last_contact_at DESC NULLS LAST, id)
  WHERE owner_id IS NULL AND category_id IS NULL;
