-- Tables of trade.
-- What a provider offers for a demand: never changed; a better one takes its place. Sealed until the demand takes no more of them.
CREATE TABLE quote (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    number            text        NOT NULL,
    demand_id         uuid        NOT NULL,
    demand_title      text        NOT NULL,
    demander_id       uuid        NOT NULL,
    region_code       text        NOT NULL,
    organization_id   uuid        NOT NULL,
    provider_id       uuid        NOT NULL,
    provider_name     text        NOT NULL,
    offering_id       uuid        NOT NULL,
    offering_version  integer     NOT NULL,
    offering_name     text        NOT NULL,
    lines             text        NOT NULL,
    list_fen          bigint      NOT NULL,
    net_fen           bigint      NOT NULL,
    delivery_days     integer     NOT NULL,
    valid_until       date        NOT NULL,
    note              text,
    status            text        NOT NULL,
    opens_at          timestamptz,
    submitted_by      uuid        NOT NULL,
    submitted_at      timestamptz NOT NULL,
    replaces_id       uuid,
    order_id          uuid,
    ended_at          timestamptz,
    updated_at        timestamptz NOT NULL,
    reason            text,
    CONSTRAINT quote_pk PRIMARY KEY (id),
    CONSTRAINT quote_number UNIQUE (number),
    CONSTRAINT quote_demand_fk FOREIGN KEY (demand_id) REFERENCES demand (id),
    CONSTRAINT quote_replaces_fk FOREIGN KEY (replaces_id) REFERENCES quote (id),
    CONSTRAINT quote_replaces_once UNIQUE (replaces_id),
    CONSTRAINT quote_status_known CHECK (status IN ('SUBMITTED', 'REPLACED', 'WITHDRAWN', 'LAPSED', 'AWARDED', 'REJECTED')),
    CONSTRAINT quote_amounts CHECK (net_fen > 0 AND net_fen <= list_fen),
    CONSTRAINT quote_days CHECK (delivery_days > 0),
    CONSTRAINT quote_ended CHECK ((status = 'SUBMITTED') = (ended_at IS NULL)),
    CONSTRAINT quote_awarded_with_order CHECK ((status = 'AWARDED') = (order_id IS NOT NULL)),
    CONSTRAINT quote_two_sides CHECK (organization_id <> demander_id)
) WITH (fillfactor = 80);

COMMENT ON COLUMN quote.opens_at IS 'from when others than its provider may know of it; null for never';

CREATE UNIQUE INDEX quote_one_open ON quote (demand_id, provider_id) WHERE status = 'SUBMITTED';
CREATE INDEX quote_of_demand ON quote (demand_id, id);
CREATE INDEX quote_list ON quote (organization_id, id);
CREATE INDEX quote_demander_list ON quote (demander_id, id);
CREATE INDEX quote_region_list ON quote (region_code, id);
