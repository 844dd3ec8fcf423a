-- Views of assessment.
-- The authority that finds the level reviews what an enterprise has submitted, within 20 days.
CREATE INDEX assessment_to_review ON assessment (review_region_code, (work_due(submitted_at, 20)), id)
    WHERE status = 'SUBMITTED';

CREATE VIEW work_assessment_review AS
SELECT 'ASSESSMENT_REVIEW' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/assessments/' || a.id AS subject_path,
    a.organization_id, a.region_code, a.enterprise_name AS name, a.own_level AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, a.submitted_at AS since, work_due(a.submitted_at, 20) AS due_at,
    a.review_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[a.submitted_by] AS barred
FROM assessment a WHERE a.status = 'SUBMITTED';
