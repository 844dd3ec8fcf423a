-- Table of adoption.
-- When an enterprise counts as having moved to the cloud (登云), and as deeply connected (深度对接): superseded, never edited.
CREATE TABLE adoption_rule (
    id               uuid        NOT NULL,
    version          integer     NOT NULL,
    number           integer     NOT NULL,
    organization_id  uuid,
    region_code      text        NOT NULL,
    effective_on     date        NOT NULL,
    objection_days   integer     NOT NULL,
    validity_months  integer     NOT NULL,
    deep_days        integer     NOT NULL,
    min_devices      integer     NOT NULL,
    deep_categories  text[]      NOT NULL,
    sample_share     text        NOT NULL,
    sample_min       integer     NOT NULL,
    sample_max       integer     NOT NULL,
    max_unconfirmed_share  text        NOT NULL,
    status           text        NOT NULL,
    proposed_by      uuid,
    proposed_at      timestamptz NOT NULL,
    approved_by      uuid,
    approved_at      timestamptz,
    reason           text,
    updated_at       timestamptz NOT NULL,
    CONSTRAINT adoption_rule_pk PRIMARY KEY (id),
    CONSTRAINT adoption_rule_number_unique UNIQUE (number),
    CONSTRAINT adoption_rule_status_known CHECK (status IN ('DRAFT', 'APPROVED', 'WITHDRAWN')),
    CONSTRAINT adoption_rule_four_eyes CHECK (approved_by <> proposed_by),
    CONSTRAINT adoption_rule_proposed CHECK (proposed_by IS NOT NULL OR number = 1),
    CONSTRAINT adoption_rule_approved CHECK ((status = 'APPROVED') = (approved_at IS NOT NULL)
        AND (approved_by IS NOT NULL OR approved_at IS NULL OR number = 1)),
    CONSTRAINT adoption_rule_bounds CHECK (objection_days BETWEEN 10 AND 60 AND validity_months BETWEEN 3 AND 24
        AND deep_days BETWEEN 30 AND 366 AND min_devices BETWEEN 1 AND 1000 AND sample_min BETWEEN 1 AND sample_max
        AND sample_max <= 200),
    CONSTRAINT adoption_rule_shares CHECK (sample_share::numeric > 0 AND sample_share::numeric <= 1
        AND max_unconfirmed_share::numeric >= 0 AND max_unconfirmed_share::numeric < 1)
);

CREATE INDEX adoption_rule_in_force ON adoption_rule (effective_on, number) WHERE status = 'APPROVED';
CREATE INDEX adoption_rule_to_approve ON adoption_rule (region_code, id) WHERE status = 'DRAFT';

-- The working definitions that the platform begins with: the plan's annex of terms is not in its text.
INSERT INTO adoption_rule (id, version, number, organization_id, region_code, effective_on, objection_days, validity_months,
    deep_days, min_devices, deep_categories, sample_share, sample_min, sample_max, max_unconfirmed_share, status, proposed_by,
    proposed_at, approved_by, approved_at, reason, updated_at)
VALUES ('01900000-0000-7000-8000-000000000e01', 0, 1, NULL, '340000', '2018-07-01', 10, 12, 90, 1,
    ARRAY['S-1', 'S-4', 'S-5', 'P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'D-1', 'D-2', 'D-3', 'D-4', 'C-1', 'C-2', 'C-3'],
    '0.05', 5, 100, '0.05', 'APPROVED', NULL, '2018-07-01T00:00:00Z', NULL, '2018-07-01T00:00:00Z', NULL,
    '2018-07-01T00:00:00Z');
