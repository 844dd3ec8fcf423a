-- An application for a voucher. What it holds lies in the row itself, in the entitlement of its enterprise, in the ceiling
-- of its provider and in the committed money of its budget; all four change in one unit of work.
CREATE TABLE voucher_application (
    id              uuid        NOT NULL,
    programme_id    uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    status          text        NOT NULL,
    request         text        NOT NULL,
    checked         text,
    rule_version    integer,
    budget_id       uuid,
    sequence        bigint,
    submitted_at    timestamptz,
    provider_id     uuid,
    entitled_fen    bigint      NOT NULL DEFAULT 0,
    held_fen        bigint      NOT NULL DEFAULT 0,
    stages          text[]      NOT NULL DEFAULT '{}',
    due_at          timestamptz,
    rounds          integer     NOT NULL DEFAULT 0,
    last_step_by    uuid,
    review          text,
    signals         text,
    notice_id       uuid,
    voucher_id      uuid,
    is_appealed     boolean     NOT NULL DEFAULT false,
    version         integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    created_by      uuid        NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT voucher_application_pk PRIMARY KEY (id),
    CONSTRAINT voucher_application_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT voucher_application_status_known CHECK (status IN ('DRAFT', 'SUBMITTED', 'COUNTY_REVIEW', 'CITY_REVIEW',
        'PROVINCE_REVIEW', 'APPROVED', 'PUBLIC_NOTICE', 'ISSUED', 'RETURNED', 'WAITLISTED', 'REJECTED', 'WITHDRAWN',
        'LAPSED')),
    CONSTRAINT voucher_application_submission_whole
        CHECK (num_nulls(rule_version, budget_id, sequence, submitted_at) IN (0, 4)),
    CONSTRAINT voucher_application_held_not_negative CHECK (held_fen >= 0),
    CONSTRAINT voucher_application_held_while_alive CHECK ((held_fen > 0) = (status IN ('SUBMITTED', 'COUNTY_REVIEW',
        'CITY_REVIEW', 'PROVINCE_REVIEW', 'APPROVED', 'PUBLIC_NOTICE', 'RETURNED'))),
    CONSTRAINT voucher_application_rounds_at_most_two CHECK (rounds BETWEEN 0 AND 2),
    CONSTRAINT voucher_application_issue_whole CHECK ((status = 'ISSUED') = (voucher_id IS NOT NULL))
) WITH (fillfactor = 70);

CREATE INDEX voucher_application_organization_list ON voucher_application (organization_id, id);
CREATE INDEX voucher_application_region_list ON voucher_application (region_code, status, id);
CREATE INDEX voucher_application_programme_list ON voucher_application (programme_id, status, id);
CREATE UNIQUE INDEX voucher_application_sequence_unique ON voucher_application (budget_id, sequence)
    WHERE sequence IS NOT NULL;
-- Who waits, in order.
CREATE INDEX voucher_application_waiting ON voucher_application (budget_id, sequence) WHERE status = 'WAITLISTED';
-- Whose time for a correction ends.
CREATE INDEX voucher_application_due ON voucher_application (due_at) WHERE status = 'RETURNED';
CREATE INDEX voucher_application_notice_list ON voucher_application (notice_id, id) WHERE notice_id IS NOT NULL;
