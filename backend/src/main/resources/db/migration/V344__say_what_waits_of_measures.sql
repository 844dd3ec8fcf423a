-- Views of trade.
-- What was ordered on a complaint and was not done by the day, or is done as the provider says, an authority of the enterprise
-- sees to: it ends when that has seen that it was done.
DROP INDEX order_complaint_not_done;
CREATE INDEX order_complaint_not_confirmed ON order_complaint (region_code, measures_due_on, id)
    WHERE measures IS NOT NULL AND confirmed_at IS NULL;

CREATE OR REPLACE VIEW work_complaint_enforcement AS
SELECT 'COMPLAINT_ENFORCEMENT' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/complaints/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name, c.provider_name || ' ' || c.order_number AS detail,
    coalesce(c.done_at, (c.measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai') AS from_at,
    NULL::timestamptz AS until_at, c.decided_at AS since,
    work_due(coalesce(c.done_at, (c.measures_due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'), 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM order_complaint c
WHERE c.measures IS NOT NULL AND c.confirmed_at IS NULL;
