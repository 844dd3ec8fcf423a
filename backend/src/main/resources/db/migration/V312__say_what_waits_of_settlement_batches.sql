-- Views of settlement.
-- Another person of the office checks a batch.
CREATE VIEW work_settlement_approval AS
SELECT 'SETTLEMENT_APPROVAL' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/settlement-batches/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.programme_name AS name, b.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, b.built_at AS since, b.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    b.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles,
    ARRAY[b.built_by] AS barred
FROM settlement_batch b WHERE b.status = 'DRAFT' AND b.lines > 0;

CREATE VIEW work_settlement_notice AS
SELECT 'SETTLEMENT_NOTICE' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/settlement-batches/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.programme_name AS name, b.number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, b.approved_at AS since, b.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    b.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles,
    '{}'::uuid[] AS barred
FROM settlement_batch b WHERE b.status = 'APPROVED' AND b.lines > 0;

-- When everybody has had the time to object, the bank can be told.
CREATE VIEW work_settlement_instruction AS
SELECT 'SETTLEMENT_INSTRUCTION' AS kind, b.id AS item, b.id AS subject_id,
    '/api/v1/settlement-batches/' || b.id AS subject_path, b.organization_id, b.region_code, b.programme_name AS name,
    b.number AS detail, b.notice_ends_at AS from_at, NULL::timestamptz AS until_at, b.notice_ends_at AS since, b.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_batch b WHERE b.status = 'NOTICED' AND b.proposed_by IS NULL AND b.lines > 0;

CREATE VIEW work_settlement_instruction_approval AS
SELECT 'SETTLEMENT_INSTRUCTION_APPROVAL' AS kind, b.id AS item, b.id AS subject_id,
    '/api/v1/settlement-batches/' || b.id AS subject_path, b.organization_id, b.region_code, b.programme_name AS name,
    b.number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, b.proposed_at AS since, b.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, ARRAY[b.proposed_by] AS barred
FROM settlement_batch b WHERE b.status = 'NOTICED' AND b.proposed_by IS NOT NULL AND b.lines > 0;

-- The bank has said nothing of some lines: finance asks it from the third working day on.
CREATE VIEW work_settlement_results AS
SELECT 'SETTLEMENT_RESULTS' AS kind, b.id AS item, b.id AS subject_id, '/api/v1/settlement-batches/' || b.id AS subject_path,
    b.organization_id, b.region_code, b.programme_name AS name, b.number AS detail, b.due_at AS from_at,
    NULL::timestamptz AS until_at, b.instructed_at AS since, b.due_at, NULL::text AS authority_region,
    '{}'::text[] AS roles, b.organization_id AS acting_organization_id, NULL::text[] AS organization_roles,
    ARRAY['FINANCE'] AS needed_roles, '{}'::uuid[] AS barred
FROM settlement_batch b WHERE b.status = 'INSTRUCTED';

CREATE VIEW work_settlement_objection AS
SELECT 'SETTLEMENT_OBJECTION' AS kind, o.id AS item, o.id AS subject_id,
    '/api/v1/settlement-objections/' || o.id AS subject_path, o.organization_id, o.region_code, l.payee_name AS name,
    l.claim_number AS detail, NULL::timestamptz AS from_at, NULL::timestamptz AS until_at, o.filed_at AS since, o.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, o.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, ARRAY[o.filed_by, o.checked_by] AS barred
FROM settlement_objection o JOIN settlement_line l ON l.id = o.line_id WHERE o.status = 'OPEN';

-- The payee proposes another account, or has its bank unblock the one that it has.
CREATE VIEW work_settlement_payee_account AS
SELECT 'SETTLEMENT_PAYEE_ACCOUNT' AS kind, l.id AS item, l.claim_id AS subject_id,
    '/api/v1/settlement-claims/' || l.claim_id AS subject_path, l.payee_organization_id AS organization_id,
    c.region_code, l.enterprise_name AS name, l.claim_number AS detail, NULL::timestamptz AS from_at,
    NULL::timestamptz AS until_at, l.moved_at AS since, c.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    l.payee_organization_id AS acting_organization_id, NULL::text[] AS organization_roles, NULL::text[] AS needed_roles,
    '{}'::uuid[] AS barred
FROM settlement_line l JOIN settlement_claim c ON c.id = l.claim_id AND c.status = 'BANK_FAILED' AND c.due_at IS NOT NULL
    AND c.paused_at IS NULL
WHERE l.status IN ('FAILED', 'RETURNED') AND l.reinstated_at IS NULL AND l.contradicted_at IS NULL
    AND l.failure IN ('ACCOUNT_UNKNOWN', 'ACCOUNT_CLOSED', 'ACCOUNT_BLOCKED', 'PAYMENT_FORBIDDEN', 'HOLDER_DIFFERS', 'BANK_UNKNOWN')
    AND NOT EXISTS (SELECT FROM payee_account a WHERE a.organization_id = l.payee_organization_id AND a.id <> l.account_id
        AND (a.status = 'PROPOSED' OR a.status = 'VERIFIED' AND a.effective_until IS NULL));

-- Finance lets the claim into another batch, once what kept the bank from paying is mended: where that was the account, when
-- another one is in force. Who recorded that it failed does not.
CREATE VIEW work_settlement_failure AS
SELECT 'SETTLEMENT_FAILURE' AS kind, l.id AS item, l.claim_id AS subject_id,
    '/api/v1/settlement-claims/' || l.claim_id AS subject_path, b.organization_id, b.region_code, l.payee_name AS name,
    l.claim_number AS detail,
    CASE WHEN l.contradicted_at IS NULL AND l.failure NOT IN ('ACCOUNT_BLOCKED', 'INSUFFICIENT_FUNDS', 'OTHER')
        THEN a.effective_from END AS from_at, NULL::timestamptz AS until_at, l.moved_at AS since, c.due_at,
    NULL::text AS authority_region, '{}'::text[] AS roles, b.organization_id AS acting_organization_id,
    NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles, ARRAY[l.recorded_by] AS barred
FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
    JOIN settlement_claim c ON c.id = l.claim_id AND c.status = 'BANK_FAILED' AND c.due_at IS NOT NULL AND c.paused_at IS NULL
    LEFT JOIN payee_account a ON a.organization_id = l.payee_organization_id AND a.id <> l.account_id AND a.status = 'VERIFIED'
        AND a.effective_until IS NULL
WHERE l.status IN ('FAILED', 'RETURNED') AND l.reinstated_at IS NULL AND (a.id IS NOT NULL OR l.contradicted_at IS NOT NULL
    OR l.failure IN ('ACCOUNT_BLOCKED', 'INSUFFICIENT_FUNDS', 'OTHER'));
