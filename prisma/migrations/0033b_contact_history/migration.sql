-- What was done to a customer's contacts stands in its timeline, also of those that are gone: the audit log knows whose they were.
CREATE INDEX audit_entries_contacts_idx ON audit_entries (org_id, (COALESCE(after, before) ->> 'customerId'))
  WHERE entity = 'contact';
