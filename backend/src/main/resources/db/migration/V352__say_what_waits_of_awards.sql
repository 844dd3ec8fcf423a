-- Views of settlement.
-- Another person of the office grants a list.
CREATE VIEW work_award_grant AS
SELECT 'AWARD_GRANT' AS kind, l.id AS item, l.id AS subject_id, '/api/v1/award-lists/' || l.id AS subject_path,
    l.organization_id, l.region_code, l.title AS name, l.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.drawn_up_at AS since, l.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    l.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['AUTHORITY'] AS needed_roles,
    ARRAY[l.drawn_up_by] AS barred
FROM award_list l WHERE l.status = 'DRAFT';

CREATE VIEW work_award_notice AS
SELECT 'AWARD_NOTICE' AS kind, l.id AS item, l.id AS subject_id, '/api/v1/award-lists/' || l.id AS subject_path,
    l.organization_id, l.region_code, l.title AS name, l.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.granted_at AS since, l.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    l.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['AUTHORITY'] AS needed_roles,
    '{}'::uuid[] AS barred
FROM award_list l WHERE l.status = 'GRANTED';

-- When the notice is over, by another person than who put it on notice.
CREATE VIEW work_award_confirmation AS
SELECT 'AWARD_CONFIRMATION' AS kind, l.id AS item, l.id AS subject_id, '/api/v1/award-lists/' || l.id AS subject_path,
    l.organization_id, l.region_code, l.title AS name, l.number AS detail, l.notice_ends_at AS from_at,
    NULL::timestamptz AS until_at, l.notice_ends_at AS since, l.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    l.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['AUTHORITY'] AS needed_roles,
    ARRAY[l.noticed_by] AS barred
FROM award_list l WHERE l.status = 'NOTICED';

-- Whoever is owed claims it before it lapses.
CREATE VIEW work_entitlement_claim AS
SELECT 'ENTITLEMENT_CLAIM' AS kind, e.id AS item, e.id AS subject_id, '/api/v1/entitlements/' || e.id AS subject_path,
    coalesce(e.provider_organization_id, e.organization_id) AS organization_id, e.region_code,
    coalesce(e.provider_name, e.organization_name) AS name, e.title AS detail, NULL::timestamptz AS from_at,
    e.claim_until AS until_at, e.owed_at AS since, e.claim_until AS due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, coalesce(e.provider_organization_id, e.organization_id) AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_entitlement e WHERE e.status = 'OWED';

-- The claim of an award has one side only, and the office that buys looks at what is claimed of it: there the provider is the
-- side whose people do not.
CREATE OR REPLACE VIEW work_claim_correction AS
SELECT 'CLAIM_CORRECTION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    c.organization_id, c.region_code,
    CASE WHEN c.payee = 'PROVIDER' OR c.source = 'AWARD' THEN c.organization_name ELSE c.provider_name END AS name,
    c.number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, c.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles,
    CASE c.payee WHEN 'PROVIDER' THEN c.provider_organization_id ELSE c.organization_id END AS acting_organization_id,
    NULL::text[] AS organization_roles,
    CASE WHEN c.source = 'AWARD' THEN NULL WHEN c.payee = 'PROVIDER' THEN ARRAY['PROVIDER'] ELSE ARRAY['ENTERPRISE'] END
        AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_claim c WHERE c.status = 'RETURNED' AND c.paused_at IS NULL;

CREATE OR REPLACE VIEW work_claim_review AS
SELECT 'CLAIM_REVIEW' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    CASE c.source WHEN 'PURCHASE' THEN c.provider_organization_id ELSE c.organization_id END AS organization_id, c.region_code,
    c.organization_name AS name, concat_ws(' ', c.provider_name, c.number) AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, c.due_at, c.region_code AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, array_remove(ARRAY[c.submitted_by, c.confirmed_by], NULL) AS barred
FROM settlement_claim c WHERE c.status = 'CHECKED' AND c.paused_at IS NULL;
