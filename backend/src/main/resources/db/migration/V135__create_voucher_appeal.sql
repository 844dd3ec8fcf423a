-- An applicant's appeal against a refusal, once, decided by somebody who had no part in it.
CREATE TABLE voucher_appeal (
    id              uuid        NOT NULL,
    application_id  uuid        NOT NULL,
    reason          text        NOT NULL,
    filed_at        timestamptz NOT NULL,
    filed_by        uuid        NOT NULL,
    due_at          timestamptz NOT NULL,
    outcome         text,
    decision_reason text,
    decided_at      timestamptz,
    decided_by      uuid,
    CONSTRAINT voucher_appeal_pk PRIMARY KEY (id),
    CONSTRAINT voucher_appeal_application_unique UNIQUE (application_id),
    CONSTRAINT voucher_appeal_application_fk FOREIGN KEY (application_id) REFERENCES voucher_application (id),
    CONSTRAINT voucher_appeal_outcome_known CHECK (outcome IN ('UPHELD', 'DISMISSED')),
    CONSTRAINT voucher_appeal_decision_whole CHECK (num_nulls(outcome, decision_reason, decided_at, decided_by) IN (0, 4))
);
