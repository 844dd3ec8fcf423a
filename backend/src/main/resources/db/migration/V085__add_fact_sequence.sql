-- Facts are counted within their subject, beside their position among all: a reader who sees 7 after 5 knows that it
-- missed one. The number is given together with the position. A region lets its authorities see what is their business.
ALTER TABLE fact
    ADD COLUMN sequence integer,
    ADD COLUMN region_code text
        CONSTRAINT fact_region_form CHECK (region_code IS NULL OR region_code ~ '^[0-9]{6}$');

UPDATE fact SET sequence = counted.sequence
FROM (SELECT id, row_number() OVER (PARTITION BY subject ORDER BY position) AS sequence
      FROM fact WHERE position IS NOT NULL) counted
WHERE fact.id = counted.id;

ALTER TABLE fact ADD CONSTRAINT fact_sequence_with_position CHECK ((sequence IS NULL) = (position IS NULL));

-- One index finds the last number of a subject, shows a subject's history in order, and keeps numbers unique.
CREATE UNIQUE INDEX fact_subject_sequence_unique ON fact (subject, sequence) WHERE sequence IS NOT NULL;
CREATE INDEX fact_organization_list ON fact (organization_id, position)
    WHERE position IS NOT NULL AND organization_id IS NOT NULL;
