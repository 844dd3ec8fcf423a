-- Views of assessment.
-- An enterprise answers to a spot check, in time.
CREATE VIEW work_spot_check_answer AS
SELECT 'SPOT_CHECK_ANSWER' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/spot-checks/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.enterprise_name AS name, s.level AS detail, NULL::timestamptz AS from_at,
    s.due_at AS until_at, s.updated_at AS since, s.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, s.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM spot_check s WHERE s.status = 'OPEN';

CREATE INDEX spot_check_to_conclude ON spot_check (office_region_code, due_at, id) WHERE status IN ('ANSWERED', 'UNANSWERED');

-- The office that has drawn says what it has found; nobody who has submitted or found the level.
CREATE VIEW work_spot_check_result AS
SELECT 'SPOT_CHECK_RESULT' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/spot-checks/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.enterprise_name AS name, s.level AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, s.updated_at AS since, s.due_at,
    s.office_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, s.barred
FROM spot_check s WHERE s.status IN ('ANSWERED', 'UNANSWERED');

CREATE INDEX spot_check_to_decide ON spot_check (office_region_code, due_at, id) WHERE status = 'PROPOSED';

-- Another person decides on a lower level that was proposed.
CREATE VIEW work_spot_check_decision AS
SELECT 'SPOT_CHECK_DECISION' AS kind, s.id AS item, s.id AS subject_id, '/api/v1/spot-checks/' || s.id AS subject_path,
    s.organization_id, s.region_code, s.enterprise_name AS name, s.level AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, s.checked_at AS since, s.due_at,
    s.office_region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, s.checked_by || s.barred AS barred
FROM spot_check s WHERE s.status = 'PROPOSED';
