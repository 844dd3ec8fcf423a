-- Views of trade.
-- A witness that somebody of the province has proposed another one of it approves.
CREATE INDEX usage_witness_to_approve ON usage_witness (region_code, proposed_at, id) WHERE status = 'PROPOSED';

CREATE VIEW work_usage_witness AS
SELECT 'USAGE_WITNESS' AS kind, w.id AS item, w.id AS subject_id, '/api/v1/usage-witnesses/' || w.id AS subject_path,
    w.organization_id, w.region_code, w.organization_name AS name, w.provider_name AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, w.proposed_at AS since, work_due(w.proposed_at, 14) AS due_at,
    w.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[w.proposed_by] AS barred
FROM usage_witness w
WHERE w.status = 'PROPOSED';

-- What was reported and differs from what was witnessed an authority of the enterprise looks at.
CREATE INDEX usage_comparison_to_look_at ON usage_comparison (region_code, since, id) WHERE status = 'OPEN';
CREATE INDEX usage_comparison_to_look_at_all ON usage_comparison (since, id) WHERE status = 'OPEN';

CREATE VIEW work_usage_difference AS
SELECT 'USAGE_DIFFERENCE' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/usage-comparisons/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name,
    c.provider_name || ' ' || c.order_number || ' ' || to_char(c.month, 'YYYY-MM') AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, work_due(c.since, 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM usage_comparison c
WHERE c.status = 'OPEN';
