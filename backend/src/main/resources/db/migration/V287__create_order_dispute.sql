-- Tables of trade.
-- What the two sides of an order do not agree on. One at a time is pending; nothing of the order moves meanwhile.
CREATE TABLE order_dispute (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    order_id                 uuid        NOT NULL,
    order_number             text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    offering_name            text        NOT NULL,
    filed_side               text        NOT NULL,
    delivery_id              uuid,
    reason                   text        NOT NULL,
    statement                text        NOT NULL,
    status                   text        NOT NULL,
    filed_by                 uuid        NOT NULL,
    filed_at                 timestamptz NOT NULL,
    due_at                   timestamptz NOT NULL,
    lapses_at                timestamptz NOT NULL,
    order_due_at             timestamptz NOT NULL,
    outcome                  text,
    lowered                  text,
    decided_by               uuid,
    decided_at               timestamptz,
    decision                 text,
    appealed_side            text,
    appealed_by              uuid,
    appealed_at              timestamptz,
    grounds                  text,
    closed_by                uuid,
    closed_at                timestamptz,
    updated_at               timestamptz NOT NULL,
    CONSTRAINT order_dispute_pk PRIMARY KEY (id),
    CONSTRAINT order_dispute_order_fk FOREIGN KEY (order_id) REFERENCES service_order (id),
    CONSTRAINT order_dispute_delivery_fk FOREIGN KEY (delivery_id) REFERENCES order_delivery (id),
    CONSTRAINT order_dispute_sides_known CHECK (filed_side IN ('ENTERPRISE', 'PROVIDER')
        AND (appealed_side IS NULL OR appealed_side IN ('ENTERPRISE', 'PROVIDER'))),
    CONSTRAINT order_dispute_reason_known CHECK (reason IN ('NOT_AS_AGREED', 'QUANTITY', 'PRICE', 'LATE', 'NOT_ACCEPTED', 'OTHER')),
    CONSTRAINT order_dispute_status_known CHECK (status IN ('OPEN', 'DECIDED', 'APPEALED', 'CLOSED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT order_dispute_outcome_known CHECK (outcome IS NULL
        OR outcome IN ('DISMISSED', 'DELIVERY_REJECTED', 'DELIVERY_LOWERED', 'REST_ENDED')),
    CONSTRAINT order_dispute_outcome_fits CHECK (outcome NOT IN ('DELIVERY_REJECTED', 'DELIVERY_LOWERED') OR delivery_id IS NOT NULL),
    CONSTRAINT order_dispute_lowered_what CHECK ((outcome IS NOT DISTINCT FROM 'DELIVERY_LOWERED') = (lowered IS NOT NULL)),
    CONSTRAINT order_dispute_decided_whole CHECK (num_nonnulls(outcome, decided_by, decided_at, decision) IN (0, 4)
        AND (status NOT IN ('DECIDED', 'APPEALED', 'CLOSED') OR outcome IS NOT NULL)),
    CONSTRAINT order_dispute_appealed_whole CHECK (num_nonnulls(appealed_side, appealed_by, appealed_at, grounds) IN (0, 4)
        AND (status <> 'APPEALED' OR appealed_at IS NOT NULL)),
    CONSTRAINT order_dispute_closed CHECK ((status IN ('CLOSED', 'WITHDRAWN', 'LAPSED')) = (closed_at IS NOT NULL))
) WITH (fillfactor = 80);

CREATE UNIQUE INDEX order_dispute_one_pending ON order_dispute (order_id) WHERE status IN ('OPEN', 'DECIDED', 'APPEALED');
CREATE INDEX order_dispute_of_order ON order_dispute (order_id, id);
CREATE INDEX order_dispute_list ON order_dispute (organization_id, id);
CREATE INDEX order_dispute_provider_list ON order_dispute (provider_organization_id, id);
CREATE INDEX order_dispute_region_list ON order_dispute (region_code, id);
CREATE INDEX order_dispute_pending ON order_dispute (id) WHERE status IN ('OPEN', 'DECIDED', 'APPEALED');

-- What both sides and the authority say; nothing of it is changed.
CREATE TABLE order_dispute_message (
    id         uuid        NOT NULL,
    dispute_id uuid        NOT NULL,
    speaker    text        NOT NULL,
    by_id      uuid        NOT NULL,
    at         timestamptz NOT NULL,
    text       text        NOT NULL,
    CONSTRAINT order_dispute_message_pk PRIMARY KEY (id),
    CONSTRAINT order_dispute_message_dispute_fk FOREIGN KEY (dispute_id) REFERENCES order_dispute (id),
    CONSTRAINT order_dispute_message_speaker_known CHECK (speaker IN ('ENTERPRISE', 'PROVIDER', 'AUTHORITY'))
);

CREATE INDEX order_dispute_message_list ON order_dispute_message (dispute_id, id);
