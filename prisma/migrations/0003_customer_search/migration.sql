-- A customer is found by the last digits of a contact's phone and by the beginning of a contact's name.
CREATE INDEX contacts_phone_tail_idx ON contacts (org_id, reverse(phone) text_pattern_ops) WHERE phone IS NOT NULL;
CREATE INDEX contacts_name_idx ON contacts (org_id, lower(name) text_pattern_ops);
