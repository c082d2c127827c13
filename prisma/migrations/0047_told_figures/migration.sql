-- What a message told, so that it can be mended when that turns out to be wrong. Figures are integers by a stable key: minor
-- units, shares, counts. It goes with its message.
CREATE TABLE "told_figures" (
  "org_id" UUID NOT NULL,
  "delivery_id" UUID NOT NULL,
  "about" TEXT NOT NULL,
  "root_id" UUID,
  "subject_id" UUID,
  "first_day" DATE NOT NULL,
  "last_day" DATE NOT NULL,
  "as_of" TIMESTAMPTZ(3) NOT NULL,
  "figures" JSONB NOT NULL,
  CONSTRAINT "told_figures_pkey" PRIMARY KEY ("org_id", "delivery_id"),
  CONSTRAINT "told_figures_about_check" CHECK (about IN ('daily', 'ranking', 'order', 'payment', 'deal')),
  CONSTRAINT "told_figures_days_check" CHECK (first_day <= last_day),
  CONSTRAINT "told_figures_root_check" CHECK (root_id IS DISTINCT FROM delivery_id)
);
ALTER TABLE "told_figures" ADD CONSTRAINT "told_figures_org_id_delivery_id_fkey"
  FOREIGN KEY ("org_id", "delivery_id") REFERENCES "deliveries"("org_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Which summaries and rankings a change of a day touches; which news a change of its order, payment or deal.
CREATE INDEX told_figures_days_idx ON told_figures (org_id, last_day) WHERE root_id IS NULL AND subject_id IS NULL;
CREATE INDEX told_figures_subject_idx ON told_figures (org_id, subject_id) WHERE subject_id IS NOT NULL;
-- What an amendment told instead.
CREATE INDEX told_figures_root_idx ON told_figures (org_id, root_id) WHERE root_id IS NOT NULL;

-- What changed since a message was sent: the cause that its amendment names.
CREATE INDEX payment_revisions_recorded_idx ON payment_revisions (org_id, recorded_at);
CREATE INDEX order_revisions_recorded_idx ON order_revisions (org_id, recorded_at);
CREATE INDEX credit_split_revisions_recorded_idx ON credit_split_revisions (org_id, recorded_at) WHERE revision > 1;
