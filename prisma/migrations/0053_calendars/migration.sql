-- Which days of the week an organization rests, 1 = Monday … 7 = Sunday.
ALTER TABLE "organizations"
  ADD COLUMN "weekend" SMALLINT[] NOT NULL DEFAULT '{6,7}',
  ADD CONSTRAINT "organizations_weekend_check"
    CHECK (cardinality("weekend") <= 6 AND "weekend" <@ '{1,2,3,4,5,6,7}'::smallint[]);

-- Years whose days off an organization has declared as a whole: what the data package does not know is then known.
CREATE TABLE "calendar_years" (
  "org_id" UUID NOT NULL,
  "year" INTEGER NOT NULL,
  "declared_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "calendar_years_pkey" PRIMARY KEY ("org_id", "year"),
  CONSTRAINT "calendar_years_year_check" CHECK ("year" BETWEEN 1900 AND 2999)
);
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Until now a year counted as known as soon as one of its days was declared.
INSERT INTO "calendar_years" ("org_id", "year", "declared_at")
  SELECT DISTINCT "org_id", extract(year FROM "day")::int, now() FROM "holidays";
