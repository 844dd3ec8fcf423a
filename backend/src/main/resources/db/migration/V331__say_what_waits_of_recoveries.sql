-- Views of settlement.
-- Whoever was paid pays it back, or what of it is due next.
CREATE VIEW work_recovery_payment AS
SELECT 'RECOVERY_PAYMENT' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/recoveries/' || r.id AS subject_path,
    r.debtor_organization_id AS organization_id, r.region_code, r.organization_name AS name, r.number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, r.demanded_at AS since, r.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, r.debtor_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM recovery r WHERE r.due_at IS NOT NULL;

-- It was not: finance asks for it, agrees on instalments, or gives it up.
CREATE VIEW work_recovery_overdue AS
SELECT 'RECOVERY_OVERDUE' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/recoveries/' || r.id AS subject_path,
    r.organization_id, r.region_code, r.debtor_name AS name, r.number AS detail, r.due_at AS from_at,
    NULL::timestamptz AS until_at, r.due_at AS since, r.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    r.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles,
    '{}'::uuid[] AS barred
FROM recovery r WHERE r.due_at IS NOT NULL;

-- Another person of finance than has proposed it agrees to instalments, or does not.
CREATE VIEW work_recovery_plan AS
SELECT 'RECOVERY_PLAN' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/recoveries/' || r.id AS subject_path,
    r.organization_id, r.region_code, r.debtor_name AS name, r.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, r.plan_proposed_at AS since, work_due(r.plan_proposed_at, 5) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, r.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, ARRAY[r.plan_proposed_by] AS barred
FROM recovery r WHERE r.due_at IS NOT NULL AND r.plan_proposed_at IS NOT NULL;

-- Another person of finance than has proposed it gives up what is open, or does not.
CREATE VIEW work_recovery_write_off AS
SELECT 'RECOVERY_WRITE_OFF' AS kind, r.id AS item, r.id AS subject_id, '/api/v1/recoveries/' || r.id AS subject_path,
    r.organization_id, r.region_code, r.debtor_name AS name, r.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, r.write_off_proposed_at AS since, work_due(r.write_off_proposed_at, 5) AS due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, r.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, ARRAY[r.write_off_proposed_by] AS barred
FROM recovery r WHERE r.due_at IS NOT NULL AND r.write_off_proposed_at IS NOT NULL;
