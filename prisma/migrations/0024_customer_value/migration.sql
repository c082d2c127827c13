-- Customers alike, of one category and one industry: what they pay is what the next one of them may be worth.
CREATE INDEX customers_alike_idx ON customers (org_id, category_id, industry, id) WHERE merged_into IS NULL;
CREATE INDEX customers_industry_idx ON customers (org_id, industry, id) WHERE merged_into IS NULL AND industry <> '';
