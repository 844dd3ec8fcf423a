-- Views of settlement.
-- Finance lets the claim into another batch, once what kept the bank from paying is mended: where that was the account, when
-- another one is in force. Who recorded that it failed does not. Where the bank contradicts itself it is asked, whatever
-- became of the claim since: it may have been let into another batch, or be given up, paused or paid by another line.
CREATE OR REPLACE VIEW work_settlement_failure AS
SELECT 'SETTLEMENT_FAILURE' AS kind, l.id AS item, l.claim_id AS subject_id,
    '/api/v1/settlement-claims/' || l.claim_id AS subject_path, b.organization_id, b.region_code, l.payee_name AS name,
    l.claim_number AS detail,
    CASE WHEN l.failure NOT IN ('ACCOUNT_BLOCKED', 'INSUFFICIENT_FUNDS', 'OTHER') THEN a.effective_from END AS from_at,
    NULL::timestamptz AS until_at, l.moved_at AS since, c.due_at, NULL::text AS authority_region, '{}'::text[] AS roles,
    b.organization_id AS acting_organization_id, NULL::text[] AS organization_roles, ARRAY['FINANCE'] AS needed_roles,
    ARRAY[l.recorded_by] AS barred
FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
    JOIN settlement_claim c ON c.id = l.claim_id AND c.status = 'BANK_FAILED' AND c.due_at IS NOT NULL AND c.paused_at IS NULL
    LEFT JOIN payee_account a ON a.organization_id = l.payee_organization_id AND a.id <> l.account_id AND a.status = 'VERIFIED'
        AND a.effective_until IS NULL
WHERE l.status IN ('FAILED', 'RETURNED') AND l.reinstated_at IS NULL AND l.contradicted_at IS NULL
    AND (a.id IS NOT NULL OR l.failure IN ('ACCOUNT_BLOCKED', 'INSUFFICIENT_FUNDS', 'OTHER'))
UNION ALL
SELECT 'SETTLEMENT_FAILURE', l.id, l.claim_id, '/api/v1/settlement-claims/' || l.claim_id, b.organization_id, b.region_code,
    l.payee_name, l.claim_number, NULL::timestamptz, NULL::timestamptz, l.contradicted_at, work_due(l.contradicted_at, 3),
    NULL::text, '{}'::text[], b.organization_id, NULL::text[], ARRAY['FINANCE'], ARRAY[l.recorded_by]
FROM settlement_line l JOIN settlement_batch b ON b.id = l.batch_id
WHERE l.contradicted_at IS NOT NULL;
