-- Tables of trade.
-- What a meter came to in a month, as its provider and its witness say.
CREATE TABLE usage_comparison (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    meter_id                 uuid        NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    plan_name                text        NOT NULL,
    unit                     text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_name            text        NOT NULL,
    month                    date        NOT NULL,
    witness_id               uuid        NOT NULL,
    witness_organization_id  uuid        NOT NULL,
    witness_name             text        NOT NULL,
    tolerance_per_mille      integer     NOT NULL,
    reported                 numeric     NOT NULL,
    witnessed                numeric,
    outcome                  text        NOT NULL,
    status                   text        NOT NULL,
    since                    timestamptz NOT NULL,
    compared_at              timestamptz NOT NULL,
    next_at                  timestamptz,
    decided_by               uuid,
    decided_at               timestamptz,
    reason                   text,
    CONSTRAINT usage_comparison_pk PRIMARY KEY (id),
    CONSTRAINT usage_comparison_one UNIQUE (meter_id, month),
    CONSTRAINT usage_comparison_meter_fk FOREIGN KEY (meter_id) REFERENCES usage_meter (id),
    CONSTRAINT usage_comparison_witness_fk FOREIGN KEY (witness_id) REFERENCES usage_witness (id),
    CONSTRAINT usage_comparison_first_of_month CHECK (extract(day FROM month) = 1),
    CONSTRAINT usage_comparison_outcome_known CHECK (outcome IN ('CONFIRMED', 'DIFFERS', 'NO_USE', 'NOT_WITNESSED')),
    CONSTRAINT usage_comparison_status_known CHECK (status IN ('SETTLED', 'OPEN', 'EXPLAINED', 'UPHELD')),
    CONSTRAINT usage_comparison_differs_or_settled CHECK ((outcome = 'DIFFERS') = (status <> 'SETTLED')),
    CONSTRAINT usage_comparison_witnessed CHECK ((outcome = 'NOT_WITNESSED') = (witnessed IS NULL)),
    CONSTRAINT usage_comparison_not_below CHECK (reported >= 0 AND witnessed >= 0),
    CONSTRAINT usage_comparison_decided CHECK ((status IN ('EXPLAINED', 'UPHELD')) = (num_nonnulls(decided_by, decided_at, reason) = 3)
        AND num_nonnulls(decided_by, decided_at, reason) IN (0, 3))
);

COMMENT ON COLUMN usage_comparison.month IS 'its first day, Asia/Shanghai';
COMMENT ON COLUMN usage_comparison.next_at IS 'when the figures are looked at again; null where they are not';

CREATE INDEX usage_comparison_list ON usage_comparison (organization_id, id);
CREATE INDEX usage_comparison_provider_list ON usage_comparison (provider_organization_id, id);
CREATE INDEX usage_comparison_region_list ON usage_comparison (region_code, id);
CREATE INDEX usage_comparison_order ON usage_comparison (order_id, month);
CREATE INDEX usage_comparison_next ON usage_comparison (next_at, id) WHERE next_at IS NOT NULL;
