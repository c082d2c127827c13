-- What an order is for: product lines that make its amount.

-- What the organization sells. `name_key`: folded, so that one product has one row, however it is typed.
CREATE TABLE products (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL,
  created_by UUID,
  CONSTRAINT products_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT products_name_check CHECK (name <> '' AND name_key <> ''),
  CONSTRAINT products_org_id_fkey FOREIGN KEY (org_id) REFERENCES organizations (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT products_org_id_created_by_fkey FOREIGN KEY (org_id, created_by) REFERENCES members (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX products_org_id_name_key_key ON products (org_id, name_key);

-- Append-only: all lines of an order, at each change all of them anew. An order without a row has no lines.
CREATE TABLE order_line_revisions (
  org_id UUID NOT NULL,
  order_id UUID NOT NULL,
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  product_id UUID NOT NULL,
  quantity DECIMAL(18, 6),
  amount BIGINT NOT NULL,
  recorded_at TIMESTAMPTZ(3) NOT NULL,
  recorded_by UUID,
  reason TEXT NOT NULL DEFAULT '',
  CONSTRAINT order_line_revisions_pkey PRIMARY KEY (org_id, order_id, revision, position),
  CONSTRAINT order_line_revisions_number_check CHECK (revision > 0 AND position > 0),
  CONSTRAINT order_line_revisions_amount_check CHECK (amount >= 0),
  CONSTRAINT order_line_revisions_quantity_check CHECK (quantity > 0),
  CONSTRAINT order_line_revisions_org_id_order_id_fkey FOREIGN KEY (org_id, order_id) REFERENCES orders (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT order_line_revisions_org_id_product_id_fkey FOREIGN KEY (org_id, product_id) REFERENCES products (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT order_line_revisions_org_id_recorded_by_fkey FOREIGN KEY (org_id, recorded_by) REFERENCES members (org_id, id)
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX order_line_revisions_org_id_product_id_idx ON order_line_revisions (org_id, product_id);
CREATE TRIGGER order_line_revisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_line_revisions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW current_order_lines AS
  SELECT l.org_id, l.order_id, l.revision, l.position, l.product_id, p.name AS product, l.quantity, l.amount
  FROM order_line_revisions l JOIN products p ON p.org_id = l.org_id AND p.id = l.product_id
  WHERE l.revision = (SELECT max(n.revision) FROM order_line_revisions n WHERE n.org_id = l.org_id AND n.order_id = l.order_id);

-- Whatever changes an order, when the transaction ends its lines make its amount.
CREATE FUNCTION check_line_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total numeric; whole bigint;
BEGIN
  SELECT sum(amount) INTO total FROM current_order_lines WHERE org_id = NEW.org_id AND order_id = NEW.order_id;
  IF total IS NULL THEN RETURN NULL; END IF;
  SELECT amount INTO whole FROM current_orders WHERE org_id = NEW.org_id AND id = NEW.order_id;
  IF total <> whole THEN
    RAISE EXCEPTION 'lines of order % add up to %, not %', NEW.order_id, total, whole USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER order_line_revisions_total AFTER INSERT ON order_line_revisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_line_total();
CREATE CONSTRAINT TRIGGER order_revisions_line_total AFTER INSERT ON order_revisions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_line_total();

-- Confirmed payments and refunds, one row for each product line: shared by the lines' amounts with the largest remainder,
-- ties to the earlier line, a negative amount mirroring the positive one. An order without lines has one row without a
-- product. The sign is taken of a numeric, as in share_amount.
CREATE VIEW product_payments AS
  WITH parts AS (
    SELECT p.org_id, p.id, p.order_id, p.received_on, p.recorded_at, p.amount, l.product_id, l.position,
      CASE WHEN l.amount IS NULL THEN abs(p.amount)::numeric
        ELSE div(abs(p.amount)::numeric * l.amount, sum(l.amount) OVER (PARTITION BY p.org_id, p.id)) END AS whole,
      mod(abs(p.amount)::numeric * l.amount, sum(l.amount) OVER (PARTITION BY p.org_id, p.id)) AS remainder
    FROM current_payments p
    LEFT JOIN current_order_lines l ON l.org_id = p.org_id AND l.order_id = p.order_id
    WHERE p.state = 'confirmed'
  )
  SELECT org_id, id AS payment_id, order_id, received_on, recorded_at, product_id, position,
    (sign(amount::numeric) * (whole + CASE WHEN row_number() OVER (PARTITION BY org_id, id ORDER BY remainder DESC, position)
      <= abs(amount)::numeric - sum(whole) OVER (PARTITION BY org_id, id) THEN 1 ELSE 0 END))::bigint AS share
  FROM parts;
