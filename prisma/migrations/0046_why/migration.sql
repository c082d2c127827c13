-- Which message of the ledger a message in a conversation is: asked by whoever answers it with `why`.
CREATE INDEX deliveries_message_idx ON deliveries (org_id, (message_ref->>'conversation'), (message_ref->>'message'))
  WHERE message_ref IS NOT NULL;
