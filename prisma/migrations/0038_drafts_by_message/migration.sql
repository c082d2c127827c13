-- Whoever edits or deletes a message while its choice or form still waits means that: the drafts are found by the message
-- that began them.
CREATE INDEX drafts_message_idx ON drafts (org_id, (values ->> '_message')) WHERE closed_at IS NULL AND values ? '_message';
