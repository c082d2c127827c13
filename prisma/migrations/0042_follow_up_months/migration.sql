-- Follow-ups and visits of whole months, added up from the kept days, so that a year's ranking does not add up every day.
CREATE TABLE "follow_up_months" (
    "org_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "member_id" UUID NOT NULL,
    "follow_ups" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last_visit_at" TIMESTAMPTZ(3),

    CONSTRAINT "follow_up_months_pkey" PRIMARY KEY ("org_id","month","member_id"),
    CONSTRAINT "follow_up_months_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Whoever counts the same month of the same person waits for the other.
CREATE OR REPLACE FUNCTION lock_day(in_org uuid, in_member uuid, in_day date) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('follow-up month ' || in_org || in_member || date_trunc('month', in_day::timestamp)::date, 0));
$$;

CREATE FUNCTION add_to_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO follow_up_months AS m (org_id, month, member_id, follow_ups, visits, last_at, last_visit_at)
    SELECT org_id, date_trunc('month', day::timestamp)::date, member_id, sum(follow_ups), sum(visits), max(last_at), max(last_visit_at)
    FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (org_id, month, member_id) DO UPDATE SET follow_ups = m.follow_ups + EXCLUDED.follow_ups,
      visits = m.visits + EXCLUDED.visits, last_at = GREATEST(m.last_at, EXCLUDED.last_at),
      last_visit_at = GREATEST(m.last_visit_at, EXCLUDED.last_visit_at);
  RETURN NULL;
END $$;
CREATE TRIGGER follow_up_days_count_inserted AFTER INSERT ON follow_up_days
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION add_to_months();

-- Days that are there already only grow: what shrinks is taken away and counted anew.
CREATE FUNCTION grow_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE follow_up_months m SET follow_ups = m.follow_ups + g.follow_ups, visits = m.visits + g.visits,
      last_at = GREATEST(m.last_at, g.last_at), last_visit_at = GREATEST(m.last_visit_at, g.last_visit_at)
    FROM (SELECT n.org_id, date_trunc('month', n.day::timestamp)::date AS month, n.member_id,
        sum(n.follow_ups - o.follow_ups) AS follow_ups, sum(n.visits - o.visits) AS visits,
        max(n.last_at) AS last_at, max(n.last_visit_at) AS last_visit_at
      FROM fresh n JOIN stale o ON o.org_id = n.org_id AND o.day = n.day AND o.member_id = n.member_id GROUP BY 1, 2, 3) g
    WHERE m.org_id = g.org_id AND m.month = g.month AND m.member_id = g.member_id;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_up_days_count_updated AFTER UPDATE ON follow_up_days
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION grow_months();

CREATE FUNCTION recount_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM follow_up_months m USING (SELECT DISTINCT org_id, member_id, date_trunc('month', day::timestamp)::date AS month FROM stale) s
    WHERE m.org_id = s.org_id AND m.month = s.month AND m.member_id = s.member_id;
  INSERT INTO follow_up_months (org_id, month, member_id, follow_ups, visits, last_at, last_visit_at)
    SELECT d.org_id, s.month, d.member_id, sum(d.follow_ups), sum(d.visits), max(d.last_at), max(d.last_visit_at)
    FROM (SELECT DISTINCT org_id, member_id, date_trunc('month', day::timestamp)::date AS month FROM stale) s
    JOIN follow_up_days d ON d.org_id = s.org_id AND d.member_id = s.member_id
      AND d.day >= s.month AND d.day < s.month + interval '1 month'
    GROUP BY 1, 2, 3;
  RETURN NULL;
END $$;
CREATE TRIGGER follow_up_days_count_deleted AFTER DELETE ON follow_up_days
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION recount_months();

INSERT INTO follow_up_months (org_id, month, member_id, follow_ups, visits, last_at, last_visit_at)
  SELECT org_id, date_trunc('month', day::timestamp)::date, member_id, sum(follow_ups), sum(visits), max(last_at), max(last_visit_at)
  FROM follow_up_days GROUP BY 1, 2, 3;
