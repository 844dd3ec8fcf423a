-- Views of trade.
-- Who was invited quotes, until the demand takes no more. Who is frozen cannot.
CREATE VIEW work_quote_invitation AS
SELECT 'QUOTE_INVITATION' AS kind, md5(d.id::text || i.id)::uuid AS item, d.id AS subject_id, '/api/v1/demands/' || d.id AS subject_path,
    NULL::uuid AS organization_id, d.service_region_code AS region_code, d.title AS name, d.number AS detail,
    NULL::timestamptz AS from_at, coalesce(d.quoting_closed_at, d.quotes_until) AS until_at, d.opened_at AS since,
    coalesce(d.quoting_closed_at, d.quotes_until) AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    i.id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM demand d CROSS JOIN LATERAL unnest(d.invited) AS i (id) JOIN organization p ON p.id = i.id AND p.frozen_at IS NULL
WHERE d.status = 'OPEN'
    AND NOT EXISTS (SELECT FROM quote q WHERE q.demand_id = d.id AND q.organization_id = i.id AND q.status = 'SUBMITTED');

-- The enterprise awards one of the quotes that it has got, or none: ten days behind the end of quoting, until it lapses.
CREATE VIEW work_demand_decision AS
SELECT 'DEMAND_DECISION' AS kind, d.id AS item, d.id AS subject_id, '/api/v1/demands/' || d.id AS subject_path,
    d.organization_id, d.region_code, d.title AS name, d.number AS detail,
    coalesce(d.quoting_closed_at, d.quotes_until) AS from_at, d.lapses_at AS until_at,
    coalesce(d.quoting_closed_at, d.quotes_until) AS since,
    work_due(coalesce(d.quoting_closed_at, d.quotes_until), 10) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, d.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM demand d JOIN organization e ON e.id = d.organization_id AND e.frozen_at IS NULL
WHERE d.status = 'OPEN' AND EXISTS (SELECT FROM quote q WHERE q.demand_id = d.id AND q.status = 'SUBMITTED');
