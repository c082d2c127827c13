-- What went wrong at attempts of a message: only where one did, so that a message that goes out at once costs nothing here.
-- It goes with its message.
CREATE TABLE "delivery_troubles" (
  "org_id" UUID NOT NULL,
  "delivery_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "attempt" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  CONSTRAINT "delivery_troubles_pkey" PRIMARY KEY ("org_id", "delivery_id", "at", "attempt"),
  CONSTRAINT "delivery_troubles_outcome_check" CHECK (outcome IN ('pending', 'held', 'unknown', 'dead')),
  CONSTRAINT "delivery_troubles_attempt_check" CHECK (attempt >= 0)
);
ALTER TABLE "delivery_troubles" ADD CONSTRAINT "delivery_troubles_org_id_delivery_id_fkey"
  FOREIGN KEY ("org_id", "delivery_id") REFERENCES "deliveries"("org_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- What was given up, for telling the admins and for counting.
CREATE INDEX deliveries_given_up_idx ON deliveries (org_id, settled_at) WHERE state = 'dead';
