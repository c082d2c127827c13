-- Single-use ways into the board of the queue, and the short sessions they open. Only hashes are kept.
CREATE TABLE "board_passes" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "member_id" UUID NOT NULL,
  -- Made on the command line by whoever runs the installation: good where it holds several organizations.
  "operator" BOOLEAN NOT NULL DEFAULT false,
  "pass_hash" TEXT NOT NULL,
  "pass_until" TIMESTAMPTZ(3) NOT NULL,
  "session_hash" TEXT,
  "session_until" TIMESTAMPTZ(3),
  CONSTRAINT "board_passes_pkey" PRIMARY KEY ("org_id", "id"),
  CONSTRAINT "board_passes_session_check" CHECK (("session_hash" IS NULL) = ("session_until" IS NULL))
);
CREATE UNIQUE INDEX "board_passes_pass_hash_key" ON "board_passes"("pass_hash");
CREATE UNIQUE INDEX "board_passes_session_hash_key" ON "board_passes"("session_hash");
ALTER TABLE "board_passes" ADD CONSTRAINT "board_passes_org_id_member_id_fkey"
  FOREIGN KEY ("org_id", "member_id") REFERENCES "members"("org_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
