-- Views of monitoring.
-- A person of the province who has not written of the evaluation decides each objection.
CREATE INDEX evaluation_objection_to_decide ON evaluation_objection ((work_due(objected_at, 14)), id) WHERE status = 'OPEN';

CREATE VIEW work_evaluation_objection AS
SELECT 'EVALUATION_OBJECTION' AS kind, o.id AS item, e.id AS subject_id, '/api/v1/city-evaluations/' || e.id AS subject_path,
    NULL::uuid AS organization_id, o.region_code, e.title AS name, o.component AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, o.objected_at AS since, work_due(o.objected_at, 14) AS due_at,
    e.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, e.makers AS barred
FROM evaluation_objection o JOIN city_evaluation e ON e.id = o.evaluation_id
WHERE o.status = 'OPEN' AND e.status = 'CONSULTATION';

-- Once nobody objects any more and nothing is open two persons of the province decide, and one publishes.
CREATE VIEW work_evaluation_decision AS
SELECT 'EVALUATION_DECISION' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/city-evaluations/' || e.id AS subject_path,
    NULL::uuid AS organization_id, e.region_code, e.title AS name, e.status AS detail, e.objections_until AS from_at,
    NULL::timestamptz AS until_at, coalesce(e.decided_at, e.agreed_at, e.objections_until) AS since,
    work_due(coalesce(e.decided_at, e.agreed_at, e.objections_until), 14) AS due_at,
    e.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    CASE WHEN e.status = 'CONSULTATION' AND e.agreed_by IS NOT NULL THEN ARRAY[e.agreed_by] ELSE '{}'::uuid[] END AS barred
FROM city_evaluation e WHERE e.status IN ('CONSULTATION', 'DECIDED') AND e.open_objections = 0;
