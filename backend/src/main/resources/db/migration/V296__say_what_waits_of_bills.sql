-- Views of trade.
-- The enterprise accepts or disputes; nobody does while a side is frozen.
CREATE VIEW work_bill_acceptance AS
SELECT 'BILL_ACCEPTANCE' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bills/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.offering_name AS name, b.provider_name || ' ' || b.number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, b.locked_at AS since, b.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM bill b JOIN organization e ON e.id = b.organization_id AND e.frozen_at IS NULL
    JOIN organization p ON p.id = b.provider_organization_id AND p.frozen_at IS NULL
WHERE b.status = 'LOCKED';

CREATE INDEX bill_to_accept ON bill (organization_id, due_at, id) WHERE status = 'LOCKED';

-- The provider confirms its readings, until they count as confirmed.
CREATE VIEW work_bill_confirmation AS
SELECT 'BILL_CONFIRMATION' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bills/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.offering_name AS name, b.organization_name || ' ' || b.number AS detail,
    NULL::timestamptz AS from_at, b.due_at AS until_at, b.accepted_at AS since, b.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM bill b JOIN organization p ON p.id = b.provider_organization_id AND p.frozen_at IS NULL
WHERE b.status = 'ACCEPTED';

CREATE INDEX bill_to_confirm ON bill (provider_organization_id, due_at, id) WHERE status = 'ACCEPTED';

-- The provider takes something off, or stands by the bill.
CREATE VIEW work_bill_dispute_answer AS
SELECT 'BILL_DISPUTE_ANSWER' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bills/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.offering_name AS name, b.organization_name || ' ' || b.number AS detail,
    NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, b.disputed_at AS since, b.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.provider_organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['PROVIDER'] AS needed_roles, '{}'::uuid[] AS barred
FROM bill b JOIN organization p ON p.id = b.provider_organization_id AND p.frozen_at IS NULL
WHERE b.status = 'DISPUTED' AND b.answer IS NULL;

CREATE INDEX bill_to_answer ON bill (provider_organization_id, due_at, id) WHERE status = 'DISPUTED' AND answer IS NULL;

-- What the provider stands by, or does not answer in time, an authority decides: 14 days, then those above too.
CREATE VIEW work_bill_dispute_decision AS
SELECT 'BILL_DISPUTE_DECISION' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/bills/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.organization_name AS name, b.provider_name || ' ' || b.number AS detail,
    coalesce(b.answered_at, b.due_at) AS from_at, NULL::timestamptz AS until_at,
    coalesce(b.answered_at, b.due_at) AS since, work_due(coalesce(b.answered_at, b.due_at), 14) AS due_at,
    b.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, '{}'::uuid[] AS barred
FROM bill b WHERE b.status = 'DISPUTED';

CREATE INDEX bill_to_decide ON bill (region_code, (work_due(coalesce(answered_at, due_at), 14)), id) WHERE status = 'DISPUTED';
CREATE INDEX bill_to_decide_all ON bill ((work_due(coalesce(answered_at, due_at), 14)), id) WHERE status = 'DISPUTED';
