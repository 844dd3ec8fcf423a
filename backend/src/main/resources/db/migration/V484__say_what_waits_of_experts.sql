-- Views of assessment.
-- An expert who was drawn states an opinion in time, or declines.
CREATE VIEW work_assessment_opinion AS
SELECT 'ASSESSMENT_OPINION' AS kind, o.id AS item, o.id AS subject_id, '/api/v1/assessment-opinions/' || o.id AS subject_path,
    o.enterprise_id AS organization_id, o.region_code, o.enterprise_name AS name, o.status AS detail,
    NULL::timestamptz AS from_at, o.due_at AS until_at, o.asked_at AS since, o.due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, '{}'::uuid[] AS barred, o.account_id AS acting_account_id
FROM assessment_opinion o WHERE o.status = 'ASKED';

-- The province draws experts for what comes to L4 or L5, and again where somebody is missing and nobody is left.
CREATE VIEW work_assessment_expert_draw AS
SELECT 'ASSESSMENT_EXPERT_DRAW' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/assessments/' || a.id AS subject_path,
    a.organization_id, a.region_code, a.enterprise_name AS name, a.own_level AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, a.submitted_at AS since, work_due(a.submitted_at, 20) AS due_at,
    '340000' AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    ARRAY[a.submitted_by] || ARRAY(SELECT o.account_id FROM assessment_opinion o
        WHERE o.assessment_id = a.id AND o.asked_at IS NOT NULL) AS barred
FROM assessment a
WHERE a.status = 'SUBMITTED' AND a.own_level IN ('L4', 'L5')
    AND (SELECT count(*) FROM assessment_opinion o WHERE o.assessment_id = a.id AND o.submitted_at = a.submitted_at
        AND o.appeal_id IS NULL AND o.status IN ('ASKED', 'STATED')) < 2;

-- As V412, and not by an expert who was asked about it; the city reviews nothing that experts are asked about.
CREATE OR REPLACE VIEW work_assessment_review AS
SELECT 'ASSESSMENT_REVIEW' AS kind, a.id AS item, a.id AS subject_id, '/api/v1/assessments/' || a.id AS subject_path,
    a.organization_id, a.region_code, a.enterprise_name AS name, a.own_level AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, a.submitted_at AS since, work_due(a.submitted_at, 20) AS due_at,
    a.review_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    CASE WHEN a.review_region_code = '340000' THEN ARRAY[a.submitted_by] || ARRAY(SELECT o.account_id FROM assessment_opinion o
        WHERE o.assessment_id = a.id AND o.asked_at IS NOT NULL) ELSE ARRAY[a.submitted_by] END AS barred
FROM assessment a WHERE a.status = 'SUBMITTED';
