-- A customer's name typed in part (`Blue Harbor` of Blue Harbor Shipping Ltd) is looked up with every command, in the same
-- round trip as the caller: names that begin with a text, whatever the database's collation is.
CREATE INDEX customer_keys_beginning_idx ON customer_keys (org_id, value text_pattern_ops) WHERE kind = 'name';
