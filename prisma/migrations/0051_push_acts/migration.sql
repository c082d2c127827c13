-- When somebody first did something with a push: pressed a button under it, or replied. Who it was is not kept.
ALTER TABLE deliveries ADD COLUMN acted_at TIMESTAMPTZ(3);
-- Before this instant nobody is asked whether the subscription is still wanted.
ALTER TABLE subscriptions ADD COLUMN review_after TIMESTAMPTZ(3);
-- The Monday of the last week in which an organization's pushes were looked through.
ALTER TABLE organizations ADD COLUMN reviewed_week DATE;
-- What a subscription was sent lately.
CREATE INDEX deliveries_subscription_idx ON deliveries (org_id, subscription_id, created_at) WHERE subscription_id IS NOT NULL;
