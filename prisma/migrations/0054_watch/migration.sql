-- How often a canary has come through, and which silence was told and cleared. It belongs to the organization whose canaries fly.
CREATE TABLE "canary_beats" (
  "org_id" UUID NOT NULL,
  "beat" BIGINT NOT NULL,
  "told_beat" BIGINT,
  "claimed_until" TIMESTAMPTZ(3),
  "cleared_beat" BIGINT,
  CONSTRAINT "canary_beats_pkey" PRIMARY KEY ("org_id"),
  CONSTRAINT "canary_beats_order_check" CHECK (beat >= 0 AND told_beat <= beat AND cleared_beat < beat)
);
ALTER TABLE "canary_beats" ADD CONSTRAINT "canary_beats_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Until when an organization's admins were told of messages that could not be sent.
CREATE TABLE "letter_notices" (
  "org_id" UUID NOT NULL,
  "told_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "letter_notices_pkey" PRIMARY KEY ("org_id")
);
ALTER TABLE "letter_notices" ADD CONSTRAINT "letter_notices_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
