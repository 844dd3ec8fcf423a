-- Views of adoption.
-- A second person of the province approves a rule before its first day.
CREATE VIEW work_adoption_rule AS
SELECT 'ADOPTION_RULE' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/adoption-rules/' || r.id AS subject_path,
    NULL::uuid AS organization_id, r.region_code, r.number::text AS name, r.effective_on::text AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, r.proposed_at AS since, r.effective_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at,
    r.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[r.proposed_by] AS barred
FROM adoption_rule r WHERE r.status = 'DRAFT';

-- The county looks at what the seed has drawn, and accepts or returns the batch; those above it only when its time is over.
CREATE VIEW work_adoption_batch AS
SELECT 'ADOPTION_BATCH' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/adoption-batches/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.provider_name AS name, b.inspected || '/' || b.sample_size AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, b.prepared_at AS since, b.due_at,
    b.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    CASE WHEN b.inspected = b.sample_size THEN b.inspectors ELSE '{}'::uuid[] END AS barred
FROM adoption_batch b WHERE b.status = 'CHECKING';

-- The county decides on what an enterprise has objected to; those above it only when its time is over.
CREATE VIEW work_adoption_objection AS
SELECT 'ADOPTION_OBJECTION' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/adoption-records/' || r.id AS subject_path,
    r.organization_id, r.region_code, r.enterprise_name AS name, r.provider_name || ' ' || r.reference AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, r.objected_at AS since, r.objection_due_at AS due_at,
    r.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM adoption_record r WHERE r.status = 'OBJECTED';

-- The enterprise says once a year that it still uses what it is counted for, from sixty days before that ends. Who is frozen cannot.
CREATE VIEW work_adoption_confirmation AS
SELECT 'ADOPTION_CONFIRMATION' AS kind, e.id AS item, e.id AS subject_id,
    '/api/v1/adopted-enterprises/' || e.id AS subject_path, e.organization_id, e.region_code, e.name,
    e.certificate_code AS detail, e.confirmed_until - interval '60 days' AS from_at, e.valid_until AS until_at,
    e.confirmed_until - interval '60 days' AS since, e.confirmed_until AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, e.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM adopted_enterprise e JOIN organization o ON o.id = e.organization_id AND o.frozen_at IS NULL
WHERE e.status = 'ADOPTED';
