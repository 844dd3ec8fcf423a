-- Tables of trade.
-- What a provider can design, make or test for others, and when.
CREATE TABLE capacity (
    id               uuid        NOT NULL,
    version          integer     NOT NULL,
    organization_id  uuid        NOT NULL,
    provider_id      uuid        NOT NULL,
    provider_name    text        NOT NULL,
    kind             text        NOT NULL,
    name             text        NOT NULL,
    name_en          text,
    description      text        NOT NULL,
    capability_codes text[]      NOT NULL,
    region_code      text        NOT NULL,
    place            text        NOT NULL,
    units            integer     NOT NULL,
    booked_by        text        NOT NULL,
    min_length       integer     NOT NULL,
    max_length       integer     NOT NULL,
    lead_hours       integer     NOT NULL,
    price_fen        bigint      NOT NULL,
    opening_hours    text[]      NOT NULL,
    closed_days      text[]      NOT NULL,
    mark             text,
    mark_number      text,
    mark_from        date,
    mark_until       date,
    open_times       text[]      NOT NULL,
    status           text        NOT NULL,
    created_by       uuid        NOT NULL,
    created_at       timestamptz NOT NULL,
    published_at     timestamptz,
    ended_at         timestamptz,
    updated_at       timestamptz NOT NULL,
    reason           text,
    CONSTRAINT capacity_pk PRIMARY KEY (id),
    CONSTRAINT capacity_kind_known CHECK (kind IN ('DESIGN', 'MANUFACTURING', 'TESTING')),
    CONSTRAINT capacity_booked_by_known CHECK (booked_by IN ('HOUR', 'DAY')),
    CONSTRAINT capacity_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUSPENDED', 'RETIRED')),
    CONSTRAINT capacity_units_known CHECK (units BETWEEN 1 AND 50),
    CONSTRAINT capacity_lengths_known CHECK (min_length BETWEEN 1 AND max_length AND max_length <= 720),
    CONSTRAINT capacity_lead_known CHECK (lead_hours BETWEEN 0 AND 2160),
    CONSTRAINT capacity_price_known CHECK (price_fen BETWEEN 1 AND 10000000000000),
    CONSTRAINT capacity_open CHECK (cardinality(opening_hours) BETWEEN 1 AND 21 AND cardinality(open_times) BETWEEN 1 AND 168
        AND cardinality(closed_days) <= 100),
    CONSTRAINT capacity_mark_known CHECK (mark IN ('CMA', 'CNAS')),
    CONSTRAINT capacity_mark_whole CHECK (num_nonnulls(mark, mark_number, mark_from, mark_until) IN (0, 4)
        AND (mark IS NULL OR kind = 'TESTING' AND mark_from <= mark_until)),
    CONSTRAINT capacity_published CHECK (status NOT IN ('PUBLISHED', 'SUSPENDED') OR published_at IS NOT NULL),
    CONSTRAINT capacity_ended CHECK ((status = 'RETIRED') = (ended_at IS NOT NULL))
) WITH (fillfactor = 80);

COMMENT ON COLUMN capacity.open_times IS 'the opening hours, hour by hour of a week such as Mo08, or the days of what is booked by the day';

CREATE INDEX capacity_list ON capacity (organization_id, id);
CREATE INDEX capacity_region_list ON capacity (region_code, id);
CREATE INDEX capacity_public_list ON capacity (id) WHERE status = 'PUBLISHED';
CREATE INDEX capacity_living ON capacity (provider_id) WHERE status <> 'RETIRED';
