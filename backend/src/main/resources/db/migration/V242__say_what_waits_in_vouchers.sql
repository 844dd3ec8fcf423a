-- Views of voucher.
-- The enterprise accepts, where its programme asks for it, until the voucher lapses. Who is frozen cannot.
CREATE INDEX voucher_to_accept ON voucher (organization_id) WHERE accept_until IS NOT NULL AND accepted_at IS NULL
    AND frozen_at IS NULL AND revoked_at IS NULL AND expired_at IS NULL;

CREATE VIEW work_voucher_acceptance AS
SELECT 'VOUCHER_ACCEPTANCE' AS kind, v.id AS item, v.id AS subject_id, '/api/v1/vouchers/' || v.id AS subject_path,
    v.organization_id, v.region_code, p.name_zh AS name, v.code AS detail, NULL::timestamptz AS from_at,
    least(v.accept_until, v.valid_until) AS until_at, v.issued_at AS since,
    least(v.accept_until, v.valid_until) AS due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    v.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['ENTERPRISE'] AS needed_roles, '{}'::uuid[] AS barred
FROM voucher v JOIN organization o ON o.id = v.organization_id AND o.frozen_at IS NULL
    LEFT JOIN programme p ON p.id = v.programme_id
WHERE v.accept_until IS NOT NULL AND v.accepted_at IS NULL AND v.frozen_at IS NULL AND v.revoked_at IS NULL
    AND v.expired_at IS NULL;

-- Another person takes it back or lets it go on, for its enterprise cannot use it meanwhile: 7 days.
CREATE INDEX voucher_revocation_to_decide ON voucher (revocation_proposed_at)
    WHERE revocation_proposed_at IS NOT NULL AND revocation_approved_by IS NULL;

CREATE VIEW work_voucher_revocation AS
SELECT 'VOUCHER_REVOCATION' AS kind, v.id AS item, v.id AS subject_id, '/api/v1/vouchers/' || v.id AS subject_path,
    v.organization_id, v.region_code, o.name_zh AS name, v.code AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, v.revocation_proposed_at AS since, work_due(v.revocation_proposed_at, 7) AS due_at,
    v.region_code AS authority_region, '{}'::text[] AS roles, NULL::uuid AS acting_organization_id,
    NULL::text[] AS organization_roles, NULL::text[] AS needed_roles, ARRAY[v.revocation_proposed_by] AS barred
FROM voucher v LEFT JOIN organization o ON o.id = v.organization_id
WHERE v.revocation_proposed_at IS NOT NULL AND v.revocation_approved_by IS NULL;

-- What was refunded of one voucher, for its case file.
CREATE INDEX refund_voucher_list ON refund (voucher_id, id);
