-- Views of trade.
-- The provider grants a trial or declines it until it lapses. Who is frozen cannot.
CREATE VIEW work_trial_answer AS
SELECT 'TRIAL_ANSWER' AS kind, t.id AS item, t.id AS subject_id, '/api/v1/trials/' || t.id AS subject_path,
    t.organization_id, t.region_code, t.offering_name AS name, t.organization_name AS detail,
    NULL::timestamptz AS from_at, t.due_at AS until_at, t.requested_at AS since, t.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, t.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM service_trial t JOIN organization p ON p.id = t.provider_organization_id AND p.frozen_at IS NULL
WHERE t.status = 'REQUESTED';

CREATE INDEX service_trial_to_answer ON service_trial (provider_organization_id, due_at, id) WHERE status = 'REQUESTED';

-- From three days before its end the enterprise decides whether it orders; nothing becomes an order by itself.
CREATE VIEW work_trial_end AS
SELECT 'TRIAL_END' AS kind, t.id AS item, t.id AS subject_id, '/api/v1/trials/' || t.id AS subject_path,
    t.organization_id, t.region_code, t.offering_name AS name, t.provider_name AS detail,
    t.due_at - interval '3 days' AS from_at, t.due_at AS until_at, t.starts_at AS since, t.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, t.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM service_trial t JOIN organization e ON e.id = t.organization_id AND e.frozen_at IS NULL
WHERE t.status = 'GRANTED';

CREATE INDEX service_trial_to_end ON service_trial (organization_id, due_at, id) WHERE status = 'GRANTED';
