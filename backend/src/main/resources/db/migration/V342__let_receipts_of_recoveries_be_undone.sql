-- Tables of settlement.
-- What is paid of an order is looked up by whoever lowers it.
CREATE INDEX settlement_claim_of_whole_order ON settlement_claim (order_id) WHERE order_id IS NOT NULL;

-- A bank's slip counts once in an office, whichever recoveries it pays, in capitals or not.
CREATE TABLE recovery_slip (
    organization_id uuid   NOT NULL,
    serial          text   NOT NULL,
    amount_fen      bigint NOT NULL,
    received_on     date   NOT NULL,
    used_fen        bigint NOT NULL,
    CONSTRAINT recovery_slip_pk PRIMARY KEY (organization_id, serial),
    CONSTRAINT recovery_slip_serial_form CHECK (serial = upper(serial)),
    CONSTRAINT recovery_slip_amounts CHECK (amount_fen > 0 AND used_fen BETWEEN 0 AND amount_fen)
);

COMMENT ON COLUMN recovery_slip.used_fen IS 'what receipts have taken of it that were not undone';

INSERT INTO recovery_slip (organization_id, serial, amount_fen, received_on, used_fen)
SELECT organization_id, upper(serial), sum(amount_fen), min(received_on), sum(amount_fen)
FROM recovery_step WHERE serial IS NOT NULL GROUP BY organization_id, upper(serial);

-- A receipt is undone once, by a step of its own. What was proposed before this was on record counts as proposed by the office.
ALTER TABLE recovery_step
    ADD COLUMN transfer_id uuid,
    ADD COLUMN reverses_id uuid,
    ADD COLUMN by_office boolean NOT NULL DEFAULT TRUE,
    DROP CONSTRAINT recovery_step_serial_once,
    ADD CONSTRAINT recovery_step_reverses_fk FOREIGN KEY (reverses_id) REFERENCES recovery_step (id),
    ADD CONSTRAINT recovery_step_reverses CHECK ((move = 'REVERSE_RECEIPT') = (reverses_id IS NOT NULL)
        AND (reverses_id IS NULL OR amount_fen > 0)),
    ADD CONSTRAINT recovery_step_transfer CHECK (transfer_id IS NULL OR move = 'RECEIVE');

CREATE UNIQUE INDEX recovery_step_reversed_once ON recovery_step (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX recovery_step_of_slip ON recovery_step (recovery_id, upper(serial)) WHERE serial IS NOT NULL;

-- What is asked back of a programme that was accounted before is told apart: its account stays closed.
ALTER TABLE recovery ADD COLUMN after_account boolean NOT NULL DEFAULT FALSE;

-- The bank may say that a payment came back that is asked back from whoever was paid: finance asks it, or records it as a
-- receipt of the recovery, under the reference of the bank.
ALTER TABLE settlement_line
    DROP CONSTRAINT settlement_line_contradicted,
    ADD CONSTRAINT settlement_line_contradicted CHECK ((contradicted_at IS NULL OR contradiction IS NOT NULL)
        AND (contradiction IS NULL OR status IN ('PAID', 'FAILED', 'RETURNED')));

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
WHERE l.contradicted_at IS NOT NULL AND NOT EXISTS (SELECT FROM recovery r JOIN recovery_step s ON s.recovery_id = r.id
    WHERE r.line_id = l.id AND upper(s.serial) = upper(l.contradiction)
        AND NOT EXISTS (SELECT FROM recovery_step u WHERE u.reverses_id = s.id));
