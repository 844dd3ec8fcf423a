-- Views of programme.
-- Finance, or another person of the owner, approves what was tried: 14 days.
CREATE INDEX programme_to_approve ON programme (simulated_at) WHERE status = 'SIMULATED';

CREATE VIEW work_programme_approval AS
SELECT 'PROGRAMME_APPROVAL' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/programmes/' || p.id AS subject_path,
    NULL::uuid AS organization_id, p.region_code, p.name_zh AS name, p.fiscal_year::text AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, coalesce(p.simulated_at, p.updated_at) AS since,
    work_due(coalesce(p.simulated_at, p.updated_at), 14) AS due_at, p.region_code AS authority_region,
    ARRAY['FINANCE'] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, array_remove(ARRAY[p.created_by, r.created_by], NULL) AS barred
FROM programme p
    LEFT JOIN rule_version r ON r.programme_id = p.id AND r.version = p.simulated_rule_version
WHERE p.status = 'SIMULATED';

-- The same two approve other rules of what is announced: 14 days, and not when it has closed or later rules are approved.
CREATE INDEX rule_version_to_approve ON rule_version (created_at) WHERE approved_at IS NULL;

CREATE VIEW work_rule_approval AS
SELECT 'RULE_APPROVAL' AS kind, md5(r.programme_id || '/' || r.version)::uuid AS item, p.id AS subject_id,
    '/api/v1/programmes/' || p.id || '/rule-versions/' || r.version AS subject_path, NULL::uuid AS organization_id,
    p.region_code, p.name_zh AS name, r.version::text AS detail, NULL::timestamptz AS from_at,
    CASE WHEN p.status <> 'ANNOUNCED' OR p.opens_at IS NOT NULL THEN p.closes_at END AS until_at,
    r.created_at AS since, work_due(r.created_at, 14) AS due_at, p.region_code AS authority_region,
    ARRAY['FINANCE'] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, ARRAY[r.created_by] AS barred
FROM rule_version r JOIN programme p ON p.id = r.programme_id
WHERE r.approved_at IS NULL AND p.status IN ('ANNOUNCED', 'OPEN', 'SUSPENDED')
    AND NOT EXISTS (SELECT 1 FROM rule_version n WHERE n.programme_id = r.programme_id AND n.version > r.version
        AND n.approved_at IS NOT NULL);

-- Finance decides; the owner too where no money of finance moves: 7 days.
CREATE INDEX budget_movement_to_decide ON budget_movement (proposed_at) WHERE status = 'PROPOSED';

CREATE VIEW work_budget_movement AS
SELECT 'BUDGET_MOVEMENT' AS kind, m.id AS item, m.id AS subject_id, '/api/v1/budget-movements/' || m.id AS subject_path,
    NULL::uuid AS organization_id, p.region_code, p.name_zh AS name, m.kind AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, m.proposed_at AS since, work_due(m.proposed_at, 7) AS due_at,
    CASE WHEN m.kind NOT IN ('APPROPRIATION', 'RETURN', 'CARRY_OVER') THEN p.region_code END AS authority_region,
    ARRAY['FINANCE'] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, ARRAY[m.proposed_by] AS barred
FROM budget_movement m JOIN programme p ON p.id = m.programme_id
WHERE m.status = 'PROPOSED';
