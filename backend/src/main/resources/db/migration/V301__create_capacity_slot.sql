-- Tables of trade.
-- Comes with PostgreSQL, and the owner of a database may create it there.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Time at which a provider keeps a capacity closed: all of its units, or one. It stays on record when it is opened again.
CREATE TABLE capacity_closure (
    id          uuid        NOT NULL,
    capacity_id uuid        NOT NULL,
    unit_number integer,
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    reason      text        NOT NULL,
    created_by  uuid        NOT NULL,
    created_at  timestamptz NOT NULL,
    lifted_at   timestamptz,
    CONSTRAINT capacity_closure_pk PRIMARY KEY (id),
    CONSTRAINT capacity_closure_capacity_fk FOREIGN KEY (capacity_id) REFERENCES capacity (id),
    CONSTRAINT capacity_closure_unit_known CHECK (unit_number BETWEEN 1 AND 50),
    CONSTRAINT capacity_closure_forward CHECK (starts_at < ends_at)
);

CREATE INDEX capacity_closure_list ON capacity_closure (capacity_id, id);

-- Time of one unit that an enterprise has booked. No two that live overlap, however they came about.
CREATE TABLE capacity_slot (
    id                       uuid        NOT NULL,
    version                  integer     NOT NULL,
    number                   text        NOT NULL,
    organization_id          uuid        NOT NULL,
    organization_name        text        NOT NULL,
    region_code              text        NOT NULL,
    provider_id              uuid        NOT NULL,
    provider_organization_id uuid        NOT NULL,
    provider_name            text        NOT NULL,
    capacity_id              uuid        NOT NULL,
    capacity_version         integer     NOT NULL,
    capacity_name            text        NOT NULL,
    unit_number              integer     NOT NULL,
    starts_at                timestamptz NOT NULL,
    ends_at                  timestamptz NOT NULL,
    booked_by                text        NOT NULL,
    length                   integer     NOT NULL,
    unit_price_fen           bigint      NOT NULL,
    price_fen                bigint      NOT NULL,
    free_until               timestamptz NOT NULL,
    order_id                 uuid,
    note                     text,
    status                   text        NOT NULL,
    requested_by             uuid        NOT NULL,
    requested_at             timestamptz NOT NULL,
    due_at                   timestamptz NOT NULL,
    confirmed_at             timestamptz,
    ended_at                 timestamptz,
    updated_at               timestamptz NOT NULL,
    reason                   text,
    CONSTRAINT capacity_slot_pk PRIMARY KEY (id),
    CONSTRAINT capacity_slot_number UNIQUE (number),
    CONSTRAINT capacity_slot_capacity_fk FOREIGN KEY (capacity_id) REFERENCES capacity (id),
    CONSTRAINT capacity_slot_status_known CHECK (status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED', 'COMPLETED', 'NO_SHOW',
        'DECLINED', 'EXPIRED', 'CANCELLED')),
    CONSTRAINT capacity_slot_unit_known CHECK (unit_number BETWEEN 1 AND 50),
    CONSTRAINT capacity_slot_booked_by_known CHECK (booked_by IN ('HOUR', 'DAY')),
    CONSTRAINT capacity_slot_length_known CHECK (length BETWEEN 1 AND 720
        AND ends_at = starts_at + make_interval(hours => CASE booked_by WHEN 'DAY' THEN 24 ELSE 1 END * length)),
    CONSTRAINT capacity_slot_price CHECK (unit_price_fen > 0 AND price_fen = unit_price_fen * length),
    CONSTRAINT capacity_slot_free_before CHECK (free_until <= starts_at),
    CONSTRAINT capacity_slot_confirmed CHECK (confirmed_at IS NOT NULL OR status IN ('HELD', 'DECLINED', 'EXPIRED', 'CANCELLED')),
    CONSTRAINT capacity_slot_over CHECK ((status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED')) = (ended_at IS NULL)),
    CONSTRAINT capacity_slot_two_sides CHECK (organization_id <> provider_organization_id),
    CONSTRAINT capacity_slot_no_overlap EXCLUDE USING gist (capacity_id WITH =, unit_number WITH =,
        tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED'))
) WITH (fillfactor = 80);

COMMENT ON COLUMN capacity_slot.free_until IS 'the first moment at which the enterprise needs the consent of the provider to cancel';
COMMENT ON COLUMN capacity_slot.due_at IS 'by when the next step is taken: the answer of the provider, then the word of the enterprise that it was rendered';

CREATE INDEX capacity_slot_list ON capacity_slot (organization_id, id);
CREATE INDEX capacity_slot_provider_list ON capacity_slot (provider_organization_id, id);
CREATE INDEX capacity_slot_region_list ON capacity_slot (region_code, id);
CREATE INDEX capacity_slot_of_capacity ON capacity_slot (capacity_id, id);
CREATE INDEX capacity_slot_of_order ON capacity_slot (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX capacity_slot_due ON capacity_slot (due_at, id) WHERE status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED');
CREATE INDEX capacity_slot_living ON capacity_slot (organization_id) WHERE status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED');
CREATE INDEX capacity_slot_living_with ON capacity_slot (provider_id, id)
    WHERE status IN ('HELD', 'CONFIRMED', 'CANCELLATION_ASKED');
