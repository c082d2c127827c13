-- Who had customers before they were transferred hears of it: found by the instant, not among all changes of owners.
CREATE INDEX ownership_changes_transfers_idx ON ownership_changes (org_id, changed_at, to_id) WHERE reason = 'transferred';
