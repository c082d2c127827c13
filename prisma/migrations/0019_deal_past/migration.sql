-- The stages that a deal was ever in, beside it: the probability of every shown deal counts them over two years of deals.
ALTER TABLE deals ADD COLUMN stages TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE deals d SET stages = ARRAY(
  SELECT s.stage FROM deal_steps s WHERE s.org_id = d.org_id AND s.deal_id = d.id GROUP BY s.stage ORDER BY min(s.step));

CREATE OR REPLACE FUNCTION advance_deal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deals SET step = NEW.step, stage = NEW.stage,
    stages = CASE WHEN NEW.stage = ANY(stages) THEN stages ELSE array_append(stages, NEW.stage) END,
    stage_since = CASE WHEN NEW.kind IN ('opened', 'moved', 'reopened') THEN NEW.at ELSE stage_since END,
    state = CASE WHEN NEW.kind IN ('won', 'lost') THEN NEW.kind ELSE 'open' END,
    closed_on = CASE WHEN NEW.kind IN ('won', 'lost') THEN NEW.on_day END
  WHERE org_id = NEW.org_id AND id = NEW.deal_id AND step = NEW.step - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'step % of deal % does not follow its newest one', NEW.step, NEW.deal_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;

-- Most deals go the same way, so ways are counted first and taken apart afterwards.
CREATE OR REPLACE FUNCTION deal_records(in_org uuid, since date) RETURNS TABLE (stage text, closed bigint, won bigint) LANGUAGE sql STABLE AS $$
  SELECT s.stage, sum(w.closed)::bigint, sum(w.won)::bigint
  FROM (SELECT d.stages, count(*) AS closed, count(*) FILTER (WHERE d.state = 'won') AS won FROM deals d
    WHERE d.org_id = in_org AND d.state <> 'open' AND d.closed_on >= since GROUP BY d.stages) w
  CROSS JOIN LATERAL unnest(w.stages) s(stage)
  GROUP BY s.stage
$$;
