-- Views of settlement.
-- Another person of the office concludes a contract.
CREATE VIEW work_purchase_conclusion AS
SELECT 'PURCHASE_CONCLUSION' AS kind, p.id AS item, p.id AS subject_id, '/api/v1/purchase-contracts/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.title AS name, p.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, p.drawn_up_at AS since, p.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    p.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['AUTHORITY'] AS needed_roles,
    ARRAY[p.drawn_up_by] AS barred
FROM purchase_contract p WHERE p.status = 'DRAFT';

-- The provider delivers a stage.
CREATE VIEW work_purchase_delivery AS
SELECT 'PURCHASE_DELIVERY' AS kind, s.id AS item, p.id AS subject_id, '/api/v1/purchase-contracts/' || p.id AS subject_path,
    p.provider_organization_id AS organization_id, p.region_code, p.title AS name, s.title AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, s.moved_at AS since,
    (s.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    p.provider_organization_id AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM purchase_stage s JOIN purchase_contract p ON p.id = s.contract_id
WHERE p.status = 'CONCLUDED' AND s.status = 'PLANNED';

-- One person of the office checks what was delivered.
CREATE VIEW work_purchase_check AS
SELECT 'PURCHASE_CHECK' AS kind, s.id AS item, p.id AS subject_id, '/api/v1/purchase-contracts/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.title AS name, s.title AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, s.moved_at AS since, work_due(s.moved_at, 10) AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, p.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['AUTHORITY'] AS needed_roles, '{}'::uuid[] AS barred
FROM purchase_stage s JOIN purchase_contract p ON p.id = s.contract_id
WHERE p.status = 'CONCLUDED' AND s.status = 'DELIVERED';

-- Another one accepts it.
CREATE VIEW work_purchase_acceptance AS
SELECT 'PURCHASE_ACCEPTANCE' AS kind, s.id AS item, p.id AS subject_id, '/api/v1/purchase-contracts/' || p.id AS subject_path,
    p.organization_id, p.region_code, p.title AS name, s.title AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, s.moved_at AS since, work_due(s.moved_at, 5) AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, p.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['AUTHORITY'] AS needed_roles, ARRAY[s.checked_by] AS barred
FROM purchase_stage s JOIN purchase_contract p ON p.id = s.contract_id
WHERE p.status = 'CONCLUDED' AND s.status = 'CHECKED';
