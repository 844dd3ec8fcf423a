-- Views of settlement.
-- The other side confirms a claim or objects to it; nothing is confirmed by silence. Nothing moves while a side is frozen.
CREATE VIEW work_claim_confirmation AS
SELECT 'CLAIM_CONFIRMATION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    c.organization_id, c.region_code, CASE c.payee WHEN 'PROVIDER' THEN c.provider_name ELSE c.organization_name END AS name,
    c.number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, c.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles,
    CASE c.payee WHEN 'PROVIDER' THEN c.organization_id ELSE c.provider_organization_id END AS acting_organization_id,
    NULL::text[] AS organization_roles,
    CASE c.payee WHEN 'PROVIDER' THEN ARRAY['ENTERPRISE'] ELSE ARRAY['PROVIDER'] END AS needed_roles,
    ARRAY[c.submitted_by] AS barred
FROM settlement_claim c WHERE c.status = 'SUBMITTED' AND c.paused_at IS NULL;

CREATE INDEX settlement_claim_to_confirm ON settlement_claim
    ((CASE payee WHEN 'PROVIDER' THEN organization_id ELSE provider_organization_id END), due_at, id)
    WHERE status = 'SUBMITTED' AND paused_at IS NULL;

-- The claimant mends what was returned, or takes it back.
CREATE VIEW work_claim_correction AS
SELECT 'CLAIM_CORRECTION' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    c.organization_id, c.region_code, CASE c.payee WHEN 'PROVIDER' THEN c.organization_name ELSE c.provider_name END AS name,
    c.number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, c.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles,
    CASE c.payee WHEN 'PROVIDER' THEN c.provider_organization_id ELSE c.organization_id END AS acting_organization_id,
    NULL::text[] AS organization_roles,
    CASE c.payee WHEN 'PROVIDER' THEN ARRAY['PROVIDER'] ELSE ARRAY['ENTERPRISE'] END AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_claim c WHERE c.status = 'RETURNED' AND c.paused_at IS NULL;

CREATE INDEX settlement_claim_of_claimant ON settlement_claim
    ((CASE payee WHEN 'PROVIDER' THEN provider_organization_id ELSE organization_id END), due_at, id)
    WHERE status = 'RETURNED' AND paused_at IS NULL;

-- The office that oversees the enterprise looks at what the rules leave in doubt, and at what was drawn; those above it too once
-- that is late. Nobody who had a part in it does.
CREATE VIEW work_claim_review AS
SELECT 'CLAIM_REVIEW' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name, c.provider_name || ' ' || c.number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, c.since, c.due_at, c.region_code AS authority_region,
    '{}'::text[] AS roles, NULL::uuid AS acting_organization_id, NULL::text[] AS organization_roles,
    NULL::text[] AS needed_roles, array_remove(ARRAY[c.submitted_by, c.confirmed_by], NULL) AS barred
FROM settlement_claim c WHERE c.status = 'CHECKED' AND c.paused_at IS NULL;

CREATE INDEX settlement_claim_to_review ON settlement_claim (region_code, due_at, id)
    WHERE status = 'CHECKED' AND paused_at IS NULL;
CREATE INDEX settlement_claim_to_review_all ON settlement_claim (due_at, id) WHERE status = 'CHECKED' AND paused_at IS NULL;

-- What the other side does not answer in time is the county's to ask about: 14 days, then that of those above too.
CREATE VIEW work_claim_overdue AS
SELECT 'CLAIM_OVERDUE' AS kind, c.id AS item, c.id AS subject_id, '/api/v1/settlement-claims/' || c.id AS subject_path,
    c.organization_id, c.region_code, c.organization_name AS name, c.provider_name || ' ' || c.number AS detail,
    c.due_at AS from_at, NULL::timestamptz AS until_at, c.due_at AS since, work_due(c.due_at, 14) AS due_at,
    c.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_claim c WHERE c.status = 'SUBMITTED' AND c.paused_at IS NULL;

CREATE INDEX settlement_claim_unanswered ON settlement_claim (region_code, (work_due(due_at, 14)), id)
    WHERE status = 'SUBMITTED' AND paused_at IS NULL;
CREATE INDEX settlement_claim_unanswered_all ON settlement_claim ((work_due(due_at, 14)), id)
    WHERE status = 'SUBMITTED' AND paused_at IS NULL;
