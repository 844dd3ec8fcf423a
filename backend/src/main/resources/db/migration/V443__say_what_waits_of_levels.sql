-- Views of assessment.
-- The authority that found a level decides what is said against it; nobody who has filed that, or submitted or found the level.
CREATE VIEW work_assessment_objection AS
SELECT 'ASSESSMENT_OBJECTION' AS kind, b.id AS item, b.id AS subject_id,
    '/api/v1/assessment-objections/' || b.id AS subject_path, b.organization_id, b.region_code, b.enterprise_name AS name,
    a.level AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, b.filed_at AS since, b.due_at,
    b.deciding_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, b.filed_by || b.barred AS barred
FROM assessment_objection b JOIN assessment a ON a.id = b.assessment_id
WHERE b.status = 'PENDING' AND a.status = 'PUBLIC_NOTICE';

-- The province decides on appeals, and nobody who has submitted the assessment or decided anything of it.
CREATE VIEW work_assessment_appeal AS
SELECT 'ASSESSMENT_APPEAL' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/assessment-appeals/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.enterprise_name AS name, p.against AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, p.filed_at AS since, p.due_at, left(p.region_code, 2) || '0000' AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, p.barred
FROM assessment_appeal p WHERE p.status = 'PENDING';

-- An enterprise confirms after a year that nothing has changed that its level rests on.
CREATE INDEX assessment_to_confirm ON assessment (confirmed_until, id)
    WHERE status IN ('CONFIRMED', 'DOWNGRADED') AND confirmed_until < lapses_at;

CREATE VIEW work_assessment_confirmation AS
SELECT 'ASSESSMENT_CONFIRMATION' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/assessments/' || a.id AS subject_path,
    a.organization_id, a.region_code, a.enterprise_name AS name, a.level AS detail,
    a.confirmed_until - interval '60 days' AS from_at, a.lapses_at AS until_at,
    a.confirmed_until - interval '60 days' AS since, a.confirmed_until AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, a.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM assessment a WHERE a.status IN ('CONFIRMED', 'DOWNGRADED') AND a.confirmed_until < a.lapses_at;
