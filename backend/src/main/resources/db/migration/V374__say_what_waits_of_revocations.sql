-- Views of settlement.
-- Another person of the office decides whether it is taken back.
CREATE VIEW work_entitlement_revocation AS
SELECT 'ENTITLEMENT_REVOCATION' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/entitlements/' || e.id AS subject_path,
    e.office_id AS organization_id, e.region_code, coalesce(e.provider_name, e.organization_name) AS name, e.title AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, e.revocation_proposed_at AS since,
    work_due(e.revocation_proposed_at, 5) AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    e.office_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['AUTHORITY'] AS needed_roles,
    ARRAY[e.revocation_proposed_by] AS barred
FROM settlement_entitlement e WHERE e.revocation_proposed_by IS NOT NULL AND e.revocation_approved_by IS NULL;

-- Nobody can claim what somebody wants taken back.
CREATE OR REPLACE VIEW work_entitlement_claim AS
SELECT 'ENTITLEMENT_CLAIM' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/entitlements/' || e.id AS subject_path,
    coalesce(e.provider_organization_id, e.organization_id) AS organization_id, e.region_code,
    coalesce(e.provider_name, e.organization_name) AS name, e.title AS detail, NULL::timestamptz AS from_at,
    e.claim_until AS until_at, e.owed_at AS since, e.claim_until AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, coalesce(e.provider_organization_id, e.organization_id) AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_entitlement e WHERE e.status = 'OWED' AND e.revocation_proposed_by IS NULL;
