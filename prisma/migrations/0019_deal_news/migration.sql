-- Which deal an order came of; from which amount on a deal's steps are news; which news a conversation wants.
ALTER TABLE orders ADD COLUMN deal_id UUID,
  ADD CONSTRAINT orders_org_id_deal_id_fkey FOREIGN KEY (org_id, deal_id) REFERENCES deals (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX orders_org_id_deal_id_idx ON orders (org_id, deal_id);

-- Minor units; empty: a million of the currency's whole units.
ALTER TABLE organizations ADD COLUMN big_deal_amount BIGINT,
  ADD CONSTRAINT organizations_big_deal_check CHECK (big_deal_amount > 0);

-- Empty: all of them.
ALTER TABLE subscriptions ADD COLUMN topics TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT subscriptions_topics_check CHECK (topics <@ ARRAY['orders', 'payments', 'won', 'lost', 'stages']);

-- An open deal protects its customer from the pool until the day on which it should be decided.
CREATE OR REPLACE VIEW protecting_deals AS
  SELECT org_id, customer_id, expected_on AS until FROM deals WHERE state = 'open' AND expected_on IS NOT NULL;
