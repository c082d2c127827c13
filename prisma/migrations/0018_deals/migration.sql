-- Deals: possible sales, the stages that an organization leads them through, and whom it competes with.
CREATE TABLE deal_stages (
  org_id UUID NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  probability_bp INTEGER NOT NULL,
  stale_days INTEGER NOT NULL,
  required TEXT[] DEFAULT ARRAY[]::TEXT[],
  active BOOLEAN NOT NULL DEFAULT true,
  CONSTRAINT deal_stages_pkey PRIMARY KEY (org_id, code),
  CONSTRAINT deal_stages_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_stages_probability_check CHECK (probability_bp BETWEEN 0 AND 10000),
  CONSTRAINT deal_stages_stale_check CHECK (stale_days BETWEEN 1 AND 3650),
  CONSTRAINT deal_stages_required_check CHECK (required <@ ARRAY['expectedOn', 'need', 'decider', 'budget', 'nextStep'])
);

CREATE TABLE deal_lost_reasons (
  org_id UUID NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  active BOOLEAN NOT NULL DEFAULT true,
  CONSTRAINT deal_lost_reasons_pkey PRIMARY KEY (org_id, code),
  CONSTRAINT deal_lost_reasons_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE competitors (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  created_by UUID,
  CONSTRAINT competitors_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT competitors_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT competitors_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX competitors_org_id_name_key_key ON competitors (org_id, name_key);

CREATE TABLE deals (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  customer_id UUID NOT NULL,
  owner_id UUID NOT NULL,
  title TEXT NOT NULL,
  amount BIGINT NOT NULL,
  expected_on DATE,
  probability_bp INTEGER,
  need TEXT NOT NULL DEFAULT '',
  decider TEXT NOT NULL DEFAULT '',
  budget TEXT NOT NULL DEFAULT '',
  next_step TEXT NOT NULL DEFAULT '',
  stage TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open',
  step INTEGER NOT NULL DEFAULT 0,
  stage_since TIMESTAMPTZ(3) NOT NULL,
  opened_on DATE NOT NULL,
  closed_on DATE,
  created_at TIMESTAMPTZ(3) NOT NULL,
  created_by UUID,
  CONSTRAINT deals_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT deals_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deals_org_id_owner_id_fkey FOREIGN KEY (org_id, owner_id) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deals_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deals_org_id_stage_fkey FOREIGN KEY (org_id, stage) REFERENCES deal_stages (org_id, code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deals_amount_check CHECK (amount > 0),
  CONSTRAINT deals_probability_check CHECK (probability_bp BETWEEN 0 AND 10000),
  CONSTRAINT deals_state_check CHECK (state IN ('open', 'won', 'lost')),
  CONSTRAINT deals_closed_check CHECK ((state = 'open') = (closed_on IS NULL))
);
CREATE INDEX deals_org_id_customer_id_idx ON deals (org_id, customer_id);
CREATE INDEX deals_org_id_owner_id_state_idx ON deals (org_id, owner_id, state);
CREATE INDEX deals_closed_idx ON deals (org_id, closed_on) WHERE state <> 'open';

-- The way of a deal, one row for each step; a stage that it was ever in stays known.
CREATE TABLE deal_steps (
  org_id UUID NOT NULL,
  deal_id UUID NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  stage TEXT NOT NULL,
  amount BIGINT NOT NULL,
  on_day DATE NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  taken_by UUID,
  reason TEXT,
  note TEXT NOT NULL DEFAULT '',
  competitor_id UUID,
  CONSTRAINT deal_steps_pkey PRIMARY KEY (org_id, deal_id, step),
  CONSTRAINT deal_steps_org_id_deal_id_fkey FOREIGN KEY (org_id, deal_id) REFERENCES deals (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_steps_org_id_stage_fkey FOREIGN KEY (org_id, stage) REFERENCES deal_stages (org_id, code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_steps_org_id_taken_by_fkey FOREIGN KEY (org_id, taken_by) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_steps_org_id_reason_fkey FOREIGN KEY (org_id, reason) REFERENCES deal_lost_reasons (org_id, code) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_steps_org_id_competitor_id_fkey FOREIGN KEY (org_id, competitor_id) REFERENCES competitors (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_steps_kind_check CHECK (kind IN ('opened', 'moved', 'won', 'lost', 'reopened')),
  CONSTRAINT deal_steps_reason_check CHECK ((kind = 'lost') = (reason IS NOT NULL)),
  CONSTRAINT deal_steps_number_check CHECK (step > 0 AND (kind = 'opened') = (step = 1))
);

CREATE TABLE deal_competitors (
  org_id UUID NOT NULL,
  deal_id UUID NOT NULL,
  competitor_id UUID NOT NULL,
  noted_at TIMESTAMPTZ(3) NOT NULL,
  noted_by UUID,
  CONSTRAINT deal_competitors_pkey PRIMARY KEY (org_id, deal_id, competitor_id),
  CONSTRAINT deal_competitors_org_id_deal_id_fkey FOREIGN KEY (org_id, deal_id) REFERENCES deals (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_competitors_org_id_competitor_id_fkey FOREIGN KEY (org_id, competitor_id) REFERENCES competitors (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT deal_competitors_org_id_noted_by_fkey FOREIGN KEY (org_id, noted_by) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX deal_competitors_org_id_competitor_id_idx ON deal_competitors (org_id, competitor_id);

-- What is known about a competitor, from whom and since when; on a customer, on one of its deals, or in general.
CREATE TABLE competitor_facts (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  competitor_id UUID NOT NULL,
  customer_id UUID,
  deal_id UUID,
  text TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  known_on DATE NOT NULL,
  noted_at TIMESTAMPTZ(3) NOT NULL,
  noted_by UUID,
  CONSTRAINT competitor_facts_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT competitor_facts_org_id_competitor_id_fkey FOREIGN KEY (org_id, competitor_id) REFERENCES competitors (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT competitor_facts_org_id_customer_id_fkey FOREIGN KEY (org_id, customer_id) REFERENCES customers (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT competitor_facts_org_id_deal_id_fkey FOREIGN KEY (org_id, deal_id) REFERENCES deals (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT competitor_facts_org_id_noted_by_fkey FOREIGN KEY (org_id, noted_by) REFERENCES members (org_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT competitor_facts_about_check CHECK (deal_id IS NULL OR customer_id IS NOT NULL)
);
CREATE INDEX competitor_facts_org_id_competitor_id_known_on_idx ON competitor_facts (org_id, competitor_id, known_on);
CREATE INDEX competitor_facts_org_id_customer_id_idx ON competitor_facts (org_id, customer_id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['deal_steps', 'competitor_facts'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['deals', 'deal_stages', 'deal_lost_reasons', 'competitors'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_kept', name);
  END LOOP;
END $$;

-- The head of a deal says what its newest step made of it. Steps come without gaps, so of two at once one is refused.
CREATE FUNCTION advance_deal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deals SET step = NEW.step, stage = NEW.stage,
    stage_since = CASE WHEN NEW.kind IN ('opened', 'moved', 'reopened') THEN NEW.at ELSE stage_since END,
    state = CASE WHEN NEW.kind IN ('won', 'lost') THEN NEW.kind ELSE 'open' END,
    closed_on = CASE WHEN NEW.kind IN ('won', 'lost') THEN NEW.on_day END
  WHERE org_id = NEW.org_id AND id = NEW.deal_id AND step = NEW.step - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'step % of deal % does not follow its newest one', NEW.step, NEW.deal_id USING ERRCODE = 'serialization_failure';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER deal_steps_head AFTER INSERT ON deal_steps FOR EACH ROW EXECUTE FUNCTION advance_deal();

-- Open deals go with their customer, by whatever way it changes hands. In the pool they wait with whoever had them last.
CREATE FUNCTION hand_over_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE deals SET owner_id = NEW.owner_id
    WHERE org_id = NEW.org_id AND customer_id = NEW.id AND state = 'open' AND owner_id <> NEW.owner_id;
  RETURN NULL;
END $$;
CREATE TRIGGER customers_deals AFTER UPDATE OF owner_id ON customers FOR EACH ROW
  WHEN (NEW.owner_id IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id) EXECUTE FUNCTION hand_over_deals();

-- Every organization begins with stages and reasons that it can change.
CREATE FUNCTION begin_deals(in_org uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO deal_stages (org_id, code, position, name_en, name_zh, probability_bp, stale_days, required) VALUES
    (in_org, 'contacted', 1, 'Contacted', '初步接触', 1000, 14, '{}'),
    (in_org, 'qualified', 2, 'Qualified', '确认需求', 2500, 14, '{need,expectedOn}'),
    (in_org, 'quoted', 3, 'Quoted', '方案报价', 5000, 10, '{decider}'),
    (in_org, 'negotiating', 4, 'Negotiating', '商务谈判', 7500, 7, '{nextStep}')
  ON CONFLICT DO NOTHING;
  INSERT INTO deal_lost_reasons (org_id, code, position, name_en, name_zh) VALUES
    (in_org, 'price', 1, 'Price', '价格太高'),
    (in_org, 'competitor', 2, 'Chose a competitor', '选择了竞品'),
    (in_org, 'budget', 3, 'No budget', '没有预算'),
    (in_org, 'need', 4, 'No longer needed', '需求取消'),
    (in_org, 'fit', 5, 'Product does not fit', '产品不满足'),
    (in_org, 'silent', 6, 'Went silent', '客户失联'),
    (in_org, 'other', 7, 'Other', '其他')
  ON CONFLICT DO NOTHING;
$$;
CREATE FUNCTION begin_organization_deals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM begin_deals(NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER organizations_deals AFTER INSERT ON organizations FOR EACH ROW EXECUTE FUNCTION begin_organization_deals();
SELECT begin_deals(id) FROM organizations;

-- What deals in a stage became: those that were ever in it and closed since a day.
CREATE FUNCTION deal_records(in_org uuid, since date) RETURNS TABLE (stage text, closed bigint, won bigint) LANGUAGE sql STABLE AS $$
  SELECT s.stage, count(*), count(*) FILTER (WHERE d.state = 'won')
  FROM deals d CROSS JOIN LATERAL (
    SELECT DISTINCT w.stage FROM deal_steps w WHERE w.org_id = d.org_id AND w.deal_id = d.id) s
  WHERE d.org_id = in_org AND d.state <> 'open' AND d.closed_on >= since
  GROUP BY s.stage
$$;

-- Open deals as others count with them on a day: their member's own probability, else that of what became of deals in the
-- same stage within 24 months ((won + 1) / (closed + 2), half to even), else, of fewer than 20, the stage's. `in_time`:
-- expected on that day or later.
CREATE FUNCTION open_deals(in_org uuid, on_day date)
RETURNS TABLE (id uuid, customer_id uuid, owner_id uuid, title text, stage text, amount bigint, expected_on date,
  probability_bp int, in_time boolean) LANGUAGE sql STABLE AS $$
  SELECT d.id, d.customer_id, d.owner_id, d.title, d.stage, d.amount, d.expected_on,
    COALESCE(d.probability_bp, CASE WHEN r.closed >= 20 THEN
      -- Of numerics, round() would take a tie away from zero.
      CASE WHEN 2 * mod(10000 * (r.won + 1), r.closed + 2) = r.closed + 2
        THEN 2 * ((10000 * (r.won + 1) / (r.closed + 2) + 1) / 2)
        ELSE (20000 * (r.won + 1) + r.closed + 2) / (2 * (r.closed + 2)) END
      ELSE s.probability_bp END)::int,
    COALESCE(d.expected_on >= on_day, false)
  FROM deals d JOIN deal_stages s ON s.org_id = d.org_id AND s.code = d.stage
  LEFT JOIN deal_records(in_org, (on_day - interval '24 months')::date) r ON r.stage = d.stage
  WHERE d.org_id = in_org AND d.state = 'open'
$$;
