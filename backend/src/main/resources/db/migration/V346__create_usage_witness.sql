-- Tables of trade.
-- Who witnesses what is used of whose services: of all offerings of a provider, of one, or of one meter.
CREATE TABLE usage_witness (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    witness_provider_id      uuid        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_id              uuid,
    offering_name            text,
    meter_id                 uuid,
    from_month               date        NOT NULL,
    tolerance_per_mille      integer     NOT NULL,
    status                   text        NOT NULL,
    proposed_by              uuid        NOT NULL,
    proposed_at              timestamptz NOT NULL,
    decided_by               uuid,
    decided_at               timestamptz,
    ended_by                 uuid,
    ended_at                 timestamptz,
    reason                   text,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT usage_witness_pk PRIMARY KEY (id),
    CONSTRAINT usage_witness_meter_fk FOREIGN KEY (meter_id) REFERENCES usage_meter (id),
    CONSTRAINT usage_witness_status_known CHECK (status IN ('PROPOSED', 'IN_FORCE', 'REJECTED', 'ENDED')),
    CONSTRAINT usage_witness_tolerance_bounded CHECK (tolerance_per_mille BETWEEN 0 AND 200),
    CONSTRAINT usage_witness_first_of_month CHECK (extract(day FROM from_month) = 1),
    CONSTRAINT usage_witness_of_another CHECK (organization_id <> provider_organization_id AND witness_provider_id <> provider_id),
    CONSTRAINT usage_witness_of_one CHECK (offering_id IS NULL OR meter_id IS NULL),
    CONSTRAINT usage_witness_offering_named CHECK ((offering_id IS NULL) = (offering_name IS NULL)),
    CONSTRAINT usage_witness_decided CHECK ((status = 'PROPOSED') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
    CONSTRAINT usage_witness_four_eyes CHECK (status NOT IN ('IN_FORCE', 'ENDED') OR decided_by <> proposed_by),
    CONSTRAINT usage_witness_ended CHECK ((status = 'ENDED') = (ended_by IS NOT NULL) AND (ended_by IS NULL) = (ended_at IS NULL))
);

COMMENT ON COLUMN usage_witness.organization_id IS 'the witness';
COMMENT ON COLUMN usage_witness.tolerance_per_mille IS 'of the larger of two totals, that they may differ by and still agree';

-- One witness at a time of the same; those of fewer go before those of more.
CREATE UNIQUE INDEX usage_witness_one ON usage_witness (provider_id, coalesce(offering_id, provider_id), coalesce(meter_id, provider_id))
    WHERE status = 'IN_FORCE';
CREATE INDEX usage_witness_list ON usage_witness (organization_id, id);
CREATE INDEX usage_witness_provider_list ON usage_witness (provider_organization_id, id);
CREATE INDEX usage_meter_of_provider ON usage_meter (provider_id, id);

-- What witnesses have read of meters, once for each of their own keys. It lies beside what providers report, and no bill counts it.
CREATE TABLE usage_witness_reading (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    meter_id        uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    event_id        text        COLLATE "C" NOT NULL,
    occurred_at     timestamptz NOT NULL,
    ends_at         timestamptz,
    quantity        numeric,
    value           text,
    content_hash    bytea       NOT NULL,
    receipt_id      uuid        NOT NULL,
    line            integer     NOT NULL,
    received_at     timestamptz NOT NULL,
    status          text        NOT NULL,
    retracted_by    uuid,
    retracted_at    timestamptz,
    reason          text,
    CONSTRAINT usage_witness_reading_pk PRIMARY KEY (meter_id, organization_id, event_id),
    CONSTRAINT usage_witness_reading_status_known CHECK (status IN ('COUNTED', 'RETRACTED')),
    CONSTRAINT usage_witness_reading_says_one_thing CHECK (num_nonnulls(quantity, value) = 1 AND quantity >= 0),
    CONSTRAINT usage_witness_reading_lasts CHECK (ends_at > occurred_at),
    CONSTRAINT usage_witness_reading_retracted CHECK ((status = 'RETRACTED') = (num_nonnulls(retracted_by, retracted_at, reason) = 3)
        AND num_nonnulls(retracted_by, retracted_at, reason) IN (0, 3))
) WITH (fillfactor = 90);

COMMENT ON COLUMN usage_witness_reading.organization_id IS 'the witness';
COMMENT ON COLUMN usage_witness_reading.region_code IS 'of the enterprise';

CREATE INDEX usage_witness_reading_id ON usage_witness_reading (id);
CREATE INDEX usage_witness_reading_time ON usage_witness_reading (meter_id, organization_id, occurred_at, event_id);
CREATE INDEX usage_witness_reading_list ON usage_witness_reading (organization_id, id);
CREATE INDEX usage_witness_reading_region_list ON usage_witness_reading (region_code, id);
CREATE INDEX usage_witness_reading_receipt ON usage_witness_reading (receipt_id, line);

ALTER TABLE usage_receipt ADD COLUMN of_witness boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN usage_receipt.provider_organization_id IS 'who reported: the provider of the meters, or a witness of them';
COMMENT ON COLUMN usage_receipt.of_witness IS 'whether a witness reported, whose readings no bill counts';
