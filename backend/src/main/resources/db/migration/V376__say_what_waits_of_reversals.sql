-- Views of programme.
-- Finance decides, also that what was left and went back or on is undone; the owner where no money of finance moves: 7 days.
CREATE OR REPLACE VIEW work_budget_movement AS
SELECT 'BUDGET_MOVEMENT' AS kind, m.id AS item, m.id AS subject_id, '/api/v1/budget-movements/' || m.id AS subject_path,
    NULL::uuid AS organization_id, p.region_code, p.name_zh AS name, m.kind AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, m.proposed_at AS since, work_due(m.proposed_at, 7) AS due_at,
    CASE WHEN m.kind NOT IN ('APPROPRIATION', 'RETURN', 'CARRY_OVER', 'REVERSAL') THEN p.region_code END AS authority_region,
    ARRAY['FINANCE'] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, ARRAY[m.proposed_by] AS barred
FROM budget_movement m JOIN programme p ON p.id = m.programme_id
WHERE m.status = 'PROPOSED';
