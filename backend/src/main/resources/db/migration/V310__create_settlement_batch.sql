-- Tables of settlement.
-- Approved claims of one programme that are paid together. Who checks is never who made; the database holds on to it as well.
CREATE TABLE settlement_batch (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    number            text        NOT NULL,
    programme_id      uuid        NOT NULL,
    programme_name    text        NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    status            text        NOT NULL,
    lines             integer     NOT NULL,
    amount_fen        bigint      NOT NULL,
    left_out          integer     NOT NULL,
    built_by          uuid        NOT NULL,
    built_at          timestamptz NOT NULL,
    approved_by       uuid,
    approved_at       timestamptz,
    approved_lines    integer,
    approved_fen      bigint,
    digest            text,
    noticed_by        uuid,
    noticed_at        timestamptz,
    notice_ends_at    timestamptz,
    proposed_by       uuid,
    proposed_at       timestamptz,
    instructed_by     uuid,
    instructed_at     timestamptz,
    paid_lines        integer     NOT NULL,
    paid_fen          bigint      NOT NULL,
    failed_lines      integer     NOT NULL,
    failed_fen        bigint      NOT NULL,
    settled_at        timestamptz,
    due_at            timestamptz,
    reason            text,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT settlement_batch_pk PRIMARY KEY (id),
    CONSTRAINT settlement_batch_number UNIQUE (number),
    CONSTRAINT settlement_batch_status_known
        CHECK (status IN ('DRAFT', 'APPROVED', 'NOTICED', 'INSTRUCTED', 'SETTLED', 'CANCELLED')),
    CONSTRAINT settlement_batch_size CHECK (lines BETWEEN 0 AND 10000 AND amount_fen >= 0),
    CONSTRAINT settlement_batch_approval_whole
        CHECK (num_nulls(approved_by, approved_at, approved_lines, approved_fen, digest) IN (0, 5)),
    CONSTRAINT settlement_batch_four_eyes CHECK (approved_by <> built_by AND instructed_by <> proposed_by),
    CONSTRAINT settlement_batch_in_turn CHECK (
        (status NOT IN ('APPROVED', 'NOTICED', 'INSTRUCTED', 'SETTLED') OR approved_by IS NOT NULL)
        AND (status NOT IN ('NOTICED', 'INSTRUCTED', 'SETTLED') OR notice_ends_at IS NOT NULL)
        AND (status IN ('INSTRUCTED', 'SETTLED')) = (instructed_by IS NOT NULL)
        AND (instructed_by IS NULL OR proposed_by IS NOT NULL)),
    CONSTRAINT settlement_batch_after_its_notice CHECK (instructed_at >= notice_ends_at),
    CONSTRAINT settlement_batch_results CHECK (paid_lines >= 0 AND failed_lines >= 0 AND paid_fen >= 0 AND failed_fen >= 0
        AND paid_lines + failed_lines <= lines AND paid_fen + failed_fen <= amount_fen),
    CONSTRAINT settlement_batch_settled CHECK ((status = 'SETTLED') = (settled_at IS NOT NULL)
        AND (status <> 'SETTLED' OR paid_lines + failed_lines = lines)),
    CONSTRAINT settlement_batch_due CHECK ((status IN ('SETTLED', 'CANCELLED')) = (due_at IS NULL))
) WITH (fillfactor = 80);

CREATE INDEX settlement_batch_of_office ON settlement_batch (organization_id, id);
CREATE INDEX settlement_batch_of_programme ON settlement_batch (programme_id, id);
CREATE INDEX settlement_batch_of_region ON settlement_batch (region_code, id);
CREATE INDEX settlement_batch_public ON settlement_batch (id) WHERE noticed_at IS NOT NULL;
CREATE INDEX settlement_batch_due ON settlement_batch (due_at, id) WHERE due_at IS NOT NULL;

-- One payment: a claim, to whom and how much, as it was when the batch was built. The number of the account stands with the
-- account alone.
CREATE TABLE settlement_line (
    id                    uuid        NOT NULL,
    batch_id              uuid        NOT NULL,
    line                  integer     NOT NULL,
    end_to_end_id         text        NOT NULL,
    claim_id              uuid        NOT NULL,
    claim_number          text        NOT NULL,
    voucher_id            uuid        NOT NULL,
    organization_id       uuid        NOT NULL,
    payee_organization_id uuid        NOT NULL,
    payee_id              uuid        NOT NULL,
    is_to_provider        boolean     NOT NULL,
    payee_name            text        NOT NULL,
    enterprise_name       text        NOT NULL,
    account_id            uuid        NOT NULL,
    account_tail          text        NOT NULL,
    amount_fen            bigint      NOT NULL,
    earlier               text,
    status                text        NOT NULL,
    removal_cause         text,
    removal_reason        text,
    paid_reference        text,
    paid_on               date,
    failure               text,
    failed_reference      text,
    failed_on             date,
    recorded_by           uuid,
    contradiction         text,
    contradicted_at       timestamptz,
    reinstated_at         timestamptz,
    moved_at              timestamptz NOT NULL,
    CONSTRAINT settlement_line_pk PRIMARY KEY (id),
    CONSTRAINT settlement_line_batch_fk FOREIGN KEY (batch_id) REFERENCES settlement_batch (id),
    CONSTRAINT settlement_line_claim_fk FOREIGN KEY (claim_id) REFERENCES settlement_claim (id),
    CONSTRAINT settlement_line_place UNIQUE (batch_id, line),
    CONSTRAINT settlement_line_end_to_end_id UNIQUE (end_to_end_id),
    CONSTRAINT settlement_line_end_to_end_id_form CHECK (end_to_end_id ~ '^[0-9A-Z]{1,35}$'),
    CONSTRAINT settlement_line_amount CHECK (amount_fen > 0),
    CONSTRAINT settlement_line_account_tail CHECK (account_tail ~ '^[0-9]{4}$'),
    CONSTRAINT settlement_line_status_known
        CHECK (status IN ('INCLUDED', 'REMOVED', 'INSTRUCTED', 'PAID', 'FAILED', 'RETURNED')),
    CONSTRAINT settlement_line_removed CHECK ((status = 'REMOVED') = (removal_cause IS NOT NULL)),
    CONSTRAINT settlement_line_paid CHECK (num_nulls(paid_reference, paid_on)
        = CASE WHEN status IN ('PAID', 'RETURNED') THEN 0 ELSE 2 END),
    CONSTRAINT settlement_line_failed CHECK (num_nulls(failure, failed_reference, failed_on)
        = CASE WHEN status IN ('FAILED', 'RETURNED') THEN 0 ELSE 3 END),
    CONSTRAINT settlement_line_earlier_known CHECK (earlier IN ('FAILED', 'RETURNED')),
    CONSTRAINT settlement_line_recorded CHECK ((recorded_by IS NOT NULL) = (status IN ('PAID', 'FAILED', 'RETURNED'))),
    CONSTRAINT settlement_line_contradicted CHECK ((contradicted_at IS NULL OR contradiction IS NOT NULL)
        AND (contradiction IS NULL OR status IN ('FAILED', 'RETURNED'))),
    CONSTRAINT settlement_line_reinstated CHECK (reinstated_at IS NULL OR status IN ('FAILED', 'RETURNED'))
) WITH (fillfactor = 70);

-- Nothing is paid twice: a claim is in one batch at a time, and in none any more once it is paid.
CREATE UNIQUE INDEX settlement_line_claim_once ON settlement_line (claim_id)
    WHERE status IN ('INCLUDED', 'INSTRUCTED', 'PAID');
CREATE INDEX settlement_line_of_claim ON settlement_line (claim_id, id);
CREATE INDEX settlement_line_of_voucher ON settlement_line (voucher_id, id);
CREATE INDEX settlement_line_paid_reference ON settlement_line (paid_reference) WHERE paid_reference IS NOT NULL;
CREATE INDEX settlement_line_contradicted ON settlement_line (claim_id) WHERE contradicted_at IS NOT NULL;
CREATE INDEX settlement_line_failed_open ON settlement_line (payee_organization_id, id)
    WHERE status IN ('FAILED', 'RETURNED') AND reinstated_at IS NULL;
