-- Tables of settlement.
-- What a payee claims of one capture: it moves no money, which is owed since the capture; it proves that it may be paid.
CREATE TABLE settlement_claim (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    number                   text        NOT NULL,
    redemption_id            uuid        NOT NULL,
    reservation_id           uuid        NOT NULL,
    voucher_id               uuid        NOT NULL,
    voucher_code             text        NOT NULL,
    programme_id             uuid        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    order_id                 uuid,
    order_number             text,
    offering_id              uuid        NOT NULL,
    offering_version         integer     NOT NULL,
    delivery_id              uuid,
    worth_fen                bigint      NOT NULL,
    payee                    text        NOT NULL,
    captured_at              timestamptz NOT NULL,
    claimed_fen              bigint      NOT NULL,
    amount_fen               bigint      NOT NULL,
    status                   text        NOT NULL,
    colour                   text,
    is_sampled               boolean     NOT NULL,
    round                    integer     NOT NULL,
    submitted_by             uuid        NOT NULL,
    submitted_at             timestamptz NOT NULL,
    confirmed_by             uuid,
    confirmed_at             timestamptz,
    decided_by               uuid,
    decided_at               timestamptz,
    since                    timestamptz NOT NULL,
    due_at                   timestamptz,
    paused_at                timestamptz,
    overdue_at               timestamptz,
    reason                   text,
    batch_id                 uuid,
    account_id               uuid,
    bank_reference           text,
    failure_code             text,
    paid_at                  timestamptz,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT settlement_claim_pk PRIMARY KEY (id),
    CONSTRAINT settlement_claim_number UNIQUE (number),
    CONSTRAINT settlement_claim_status_known CHECK (status IN ('SUBMITTED', 'CONFIRMED', 'CHECKED', 'APPROVED', 'RETURNED',
        'REJECTED', 'WITHDRAWN', 'BATCHED', 'NOTICED', 'INSTRUCTED', 'PAID', 'BANK_FAILED')),
    CONSTRAINT settlement_claim_colour_known CHECK (colour IN ('GREEN', 'AMBER', 'RED')),
    CONSTRAINT settlement_claim_payee_known CHECK (payee IN ('PROVIDER', 'ENTERPRISE')),
    CONSTRAINT settlement_claim_amount CHECK (amount_fen BETWEEN 0 AND claimed_fen AND claimed_fen > 0
        AND (amount_fen > 0 OR status = 'WITHDRAWN')),
    CONSTRAINT settlement_claim_worth CHECK (worth_fen >= 0),
    CONSTRAINT settlement_claim_round CHECK (round BETWEEN 0 AND 2),
    CONSTRAINT settlement_claim_confirmed CHECK (status IN ('SUBMITTED', 'RETURNED', 'REJECTED', 'WITHDRAWN')
        OR confirmed_at IS NOT NULL),
    CONSTRAINT settlement_claim_checked CHECK (status IN ('SUBMITTED', 'CONFIRMED', 'RETURNED', 'REJECTED', 'WITHDRAWN')
        OR colour IS NOT NULL),
    CONSTRAINT settlement_claim_no_red_is_paid CHECK (colour IS DISTINCT FROM 'RED'
        OR status NOT IN ('APPROVED', 'BATCHED', 'NOTICED', 'INSTRUCTED', 'PAID', 'BANK_FAILED')),
    CONSTRAINT settlement_claim_due CHECK ((status IN ('PAID', 'REJECTED', 'WITHDRAWN')) = (due_at IS NULL)),
    CONSTRAINT settlement_claim_batched CHECK (batch_id IS NOT NULL
        OR status NOT IN ('BATCHED', 'NOTICED', 'INSTRUCTED', 'PAID')),
    CONSTRAINT settlement_claim_paid CHECK ((status = 'PAID') = (paid_at IS NOT NULL)),
    CONSTRAINT settlement_claim_two_sides CHECK (organization_id <> provider_organization_id)
) WITH (fillfactor = 80);

-- One capture is claimed once at a time.
CREATE UNIQUE INDEX settlement_claim_living_once ON settlement_claim (redemption_id)
    WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
CREATE INDEX settlement_claim_list ON settlement_claim (organization_id, id);
CREATE INDEX settlement_claim_provider_list ON settlement_claim (provider_organization_id, id);
CREATE INDEX settlement_claim_region_list ON settlement_claim (region_code, id);
CREATE INDEX settlement_claim_approved ON settlement_claim (programme_id, region_code, id) WHERE status = 'APPROVED';
CREATE INDEX settlement_claim_batch ON settlement_claim (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX settlement_claim_due ON settlement_claim (due_at, id) WHERE overdue_at IS NULL AND paused_at IS NULL;
CREATE INDEX settlement_claim_same_amount ON settlement_claim (provider_id, claimed_fen, submitted_at);
CREATE INDEX settlement_claim_business ON settlement_claim ((coalesce(order_id, reservation_id)))
    WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
CREATE INDEX settlement_claim_of_capture ON settlement_claim (redemption_id);
