-- Tables of trade.
-- What is measured of an order: one meter for each line whose plan is measured, made when the service begins.
CREATE TABLE usage_meter (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    line                     integer     NOT NULL,
    plan_code                text        NOT NULL,
    plan_name                text        NOT NULL,
    price_model              text        NOT NULL,
    unit                     text        NOT NULL,
    aggregation              text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_id              uuid        NOT NULL,
    offering_name            text        NOT NULL,
    begins_at                timestamptz NOT NULL,
    ends_at                  timestamptz NOT NULL,
    made_at                  timestamptz NOT NULL,
    CONSTRAINT usage_meter_pk PRIMARY KEY (id),
    CONSTRAINT usage_meter_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT usage_meter_one_of_a_line UNIQUE (order_id, line),
    CONSTRAINT usage_meter_model_measured CHECK (price_model IN ('METERED', 'PACKAGE', 'PERCENTAGE', 'TIME_OF_USE')),
    CONSTRAINT usage_meter_aggregation_known CHECK (aggregation IN ('SUM', 'MAX', 'LAST', 'UNIQUE', 'TIME_WEIGHTED')),
    CONSTRAINT usage_meter_two_sides CHECK (organization_id <> provider_organization_id)
);

COMMENT ON COLUMN usage_meter.ends_at IS 'when the service ends, or ended; not before begins_at unless it never ran';

CREATE INDEX usage_meter_list ON usage_meter (organization_id, id);
CREATE INDEX usage_meter_provider_list ON usage_meter (provider_organization_id, id);
CREATE INDEX usage_meter_region_list ON usage_meter (region_code, id);
CREATE INDEX usage_meter_number ON usage_meter (order_number, plan_code);

-- Those of orders that are in service, or were, already.
INSERT INTO usage_meter (id, version, order_id, order_number, line, plan_code, plan_name, price_model, unit, aggregation, organization_id,
    organization_name, region_code, provider_id, provider_organization_id, provider_name, offering_id, offering_name, begins_at, ends_at,
    made_at)
SELECT gen_random_uuid(), 0, o.id, o.number, l.line, l.plan_code, l.plan_name, l.plan::json ->> 'model', l.plan::json ->> 'unit',
    coalesce(l.plan::json ->> 'aggregation', 'SUM'), o.organization_id, o.organization_name, o.region_code, o.provider_id,
    o.provider_organization_id, o.provider_name, o.offering_id, o.offering_name, o.activated_at,
    least((o.ends_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai', o.ended_at), now()
FROM order_line l JOIN service_order o ON o.id = l.order_id
WHERE o.activated_at IS NOT NULL AND l.plan::json ->> 'model' IN ('METERED', 'PACKAGE', 'PERCENTAGE', 'TIME_OF_USE');

-- What was read of a meter, once for each of the provider's own keys. All that concerns a meter can lie together: its id leads every key.
-- No foreign key to the meter: it would look that up for each of thousands of rows, and a meter never goes.
CREATE TABLE usage_event (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    meter_id                 uuid        NOT NULL,
    order_id                 uuid        NOT NULL,
    organization_id          uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    region_code              text        NOT NULL,
    event_id                 text        COLLATE "C" NOT NULL,
    occurred_at              timestamptz NOT NULL,
    ends_at                  timestamptz,
    quantity                 numeric,
    value                    text,
    content_hash             bytea       NOT NULL,
    receipt_id               uuid,
    line                     integer,
    received_at              timestamptz NOT NULL,
    status                   text        NOT NULL,
    quarantine               text,
    reverses                 uuid,
    bill_id                  uuid,
    decided_by               uuid,
    decided_at               timestamptz,
    reason                   text,
    CONSTRAINT usage_event_pk PRIMARY KEY (meter_id, event_id),
    CONSTRAINT usage_event_status_known CHECK (status IN ('ACCEPTED', 'QUARANTINED', 'DISMISSED', 'REVERSED')),
    CONSTRAINT usage_event_quarantine_known CHECK (quarantine IN ('IN_FUTURE', 'BEFORE_METER', 'AFTER_METER', 'TOO_OLD', 'TOO_MANY_DIGITS',
        'IMPLAUSIBLE')),
    CONSTRAINT usage_event_held_for_a_reason CHECK (status NOT IN ('QUARANTINED', 'DISMISSED') OR quarantine IS NOT NULL),
    CONSTRAINT usage_event_says_one_thing CHECK (num_nonnulls(quantity, value) = 1 AND quantity >= 0),
    CONSTRAINT usage_event_lasts CHECK (ends_at > occurred_at),
    CONSTRAINT usage_event_line_of_a_receipt CHECK ((receipt_id IS NULL) = (line IS NULL) AND (receipt_id IS NULL) = (reverses IS NOT NULL)),
    CONSTRAINT usage_event_billed_counts CHECK (bill_id IS NULL OR status IN ('ACCEPTED', 'REVERSED'))
) WITH (fillfactor = 90);

COMMENT ON COLUMN usage_event.quarantine IS 'why it was held back when it came; stays when it is released';
COMMENT ON COLUMN usage_event.reverses IS 'the event that a correction reversed and this one replaces';
COMMENT ON COLUMN usage_event.bill_id IS 'the bill that counts it, once that is locked';

CREATE INDEX usage_event_id ON usage_event (id);
CREATE INDEX usage_event_time ON usage_event (meter_id, occurred_at, event_id);
CREATE INDEX usage_event_largest ON usage_event (meter_id, quantity) WHERE status = 'ACCEPTED';
CREATE INDEX usage_event_unbilled ON usage_event (meter_id, occurred_at) WHERE status = 'ACCEPTED' AND bill_id IS NULL;
CREATE INDEX usage_event_billed ON usage_event (meter_id, bill_id, occurred_at, event_id) WHERE bill_id IS NOT NULL;
CREATE INDEX usage_event_quarantined ON usage_event (meter_id, received_at) WHERE status = 'QUARANTINED';
CREATE INDEX usage_event_receipt ON usage_event (receipt_id, line);

-- What came in one request, and what became of it: only added to.
CREATE TABLE usage_receipt (
    id                       uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    by_id                    uuid        NOT NULL,
    received_at              timestamptz NOT NULL,
    lines                    integer     NOT NULL,
    accepted                 integer     NOT NULL,
    duplicates               integer     NOT NULL,
    conflicts                integer     NOT NULL,
    quarantined              integer     NOT NULL,
    refused                  integer     NOT NULL,
    digest                   text        NOT NULL,
    meters                   text        NOT NULL,
    CONSTRAINT usage_receipt_pk PRIMARY KEY (id),
    CONSTRAINT usage_receipt_counts CHECK (lines = accepted + duplicates + conflicts + quarantined + refused)
);
CREATE INDEX usage_receipt_list ON usage_receipt (provider_organization_id, id);

-- Lines that came to nothing, and why. Those that were taken are events of the receipt.
CREATE TABLE usage_receipt_row (
    receipt_id     uuid    NOT NULL,
    line           integer NOT NULL,
    outcome        text    NOT NULL,
    meter_id       uuid,
    event_id       text,
    usage_event_id uuid,
    defects        text,
    CONSTRAINT usage_receipt_row_pk PRIMARY KEY (receipt_id, line),
    CONSTRAINT usage_receipt_row_receipt_fk FOREIGN KEY (receipt_id) REFERENCES usage_receipt (id),
    CONSTRAINT usage_receipt_row_outcome_known CHECK (outcome IN ('DUPLICATE', 'CONFLICT', 'REFUSED')),
    CONSTRAINT usage_receipt_row_says_why CHECK ((outcome = 'DUPLICATE') = (defects IS NULL))
);

-- What took an event back: the event stays, and the next bill takes it where one has counted it.
CREATE TABLE usage_correction (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    meter_id                 uuid        NOT NULL,
    order_id                 uuid        NOT NULL,
    organization_id          uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    region_code              text        NOT NULL,
    reversed_id              uuid        NOT NULL,
    replacement_id           uuid,
    reason                   text        NOT NULL,
    made_by                  uuid        NOT NULL,
    made_at                  timestamptz NOT NULL,
    bill_id                  uuid,
    CONSTRAINT usage_correction_pk PRIMARY KEY (meter_id, reversed_id),
    CONSTRAINT usage_correction_meter_fk FOREIGN KEY (meter_id) REFERENCES usage_meter (id)
);
COMMENT ON COLUMN usage_correction.bill_id IS 'the bill that takes back what another has counted; null before, and where none has';

CREATE INDEX usage_correction_id ON usage_correction (id);
CREATE INDEX usage_correction_list ON usage_correction (organization_id, id);
CREATE INDEX usage_correction_provider_list ON usage_correction (provider_organization_id, id);
