-- Table of provider.
-- The bank accounts that organisations are, were or want to be paid to. What the clock does, taking effect and being replaced,
-- is not written: it follows from effective_from and effective_until.
CREATE TABLE payee_account (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    holder            text        NOT NULL,
    bank_name         text        NOT NULL,
    bank_code         text        NOT NULL,
    number            text        NOT NULL,
    document_id       uuid,
    status            text        NOT NULL,
    proposed_by       uuid        NOT NULL,
    proposed_at       timestamptz NOT NULL,
    decided_by        uuid,
    decided_at        timestamptz,
    reason            text,
    effective_from    timestamptz,
    effective_until   timestamptz,
    CONSTRAINT payee_account_pk PRIMARY KEY (id),
    CONSTRAINT payee_account_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT payee_account_bank_code_form CHECK (bank_code ~ '^[0-9]{12}$'),
    CONSTRAINT payee_account_number_form CHECK (number ~ '^[0-9]{8,32}$'),
    CONSTRAINT payee_account_status_known CHECK (status IN ('PROPOSED', 'VERIFIED', 'REJECTED', 'WITHDRAWN')),
    CONSTRAINT payee_account_decision_whole
        CHECK (num_nulls(decided_by, decided_at, reason) = CASE WHEN status = 'PROPOSED' THEN 3 ELSE 0 END),
    CONSTRAINT payee_account_four_eyes CHECK (status <> 'VERIFIED' OR decided_by <> proposed_by),
    CONSTRAINT payee_account_used_when_verified CHECK ((effective_from IS NOT NULL) = (status = 'VERIFIED')),
    CONSTRAINT payee_account_used_for_a_time CHECK (effective_until IS NULL OR effective_until > effective_from)
);

CREATE INDEX payee_account_of_organization ON payee_account (organization_id, id);
-- One proposal at a time, one account that goes on, and no number that two organisations go on using.
CREATE UNIQUE INDEX payee_account_one_proposed ON payee_account (organization_id) WHERE status = 'PROPOSED';
CREATE UNIQUE INDEX payee_account_one_in_use ON payee_account (organization_id)
    WHERE status = 'VERIFIED' AND effective_until IS NULL;
CREATE UNIQUE INDEX payee_account_number_once ON payee_account (number)
    WHERE status = 'VERIFIED' AND effective_until IS NULL;
CREATE INDEX payee_account_number ON payee_account (number) WHERE status IN ('PROPOSED', 'VERIFIED');
