-- Tables of activity.
-- An activity; that one cannot register any more follows from its times.
CREATE TABLE activity (
    id                     uuid        NOT NULL,
    version                integer     NOT NULL,
    organization_id        uuid        NOT NULL,
    organizer_name         text        NOT NULL,
    organizer_region       text,
    provider_id            uuid,
    kind                   text        NOT NULL,
    title                  text        NOT NULL,
    description            text        NOT NULL,
    region_code            text        NOT NULL,
    venue                  text,
    online_url             text,
    starts_at              timestamptz NOT NULL,
    ends_at                timestamptz NOT NULL,
    registration_opens_at  timestamptz NOT NULL,
    registration_closes_at timestamptz NOT NULL,
    capacity               integer     NOT NULL,
    max_per_enterprise     integer     NOT NULL,
    industries             text[]      NOT NULL,
    price                  text,
    status                 text        NOT NULL,
    published_at           timestamptz,
    ended_at               timestamptz,
    explanation            text,
    outcome                text,
    materials              text,
    attended               integer,
    created_at             timestamptz NOT NULL,
    updated_at             timestamptz NOT NULL,
    CONSTRAINT activity_pk PRIMARY KEY (id),
    CONSTRAINT activity_kind_known CHECK (kind IN ('TRAINING', 'VISIT', 'SALON', 'MATCHMAKING')),
    CONSTRAINT activity_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'HELD', 'CANCELLED')),
    CONSTRAINT activity_organizer_one CHECK ((organizer_region IS NULL) = (provider_id IS NOT NULL)),
    CONSTRAINT activity_somewhere CHECK (venue IS NOT NULL OR online_url IS NOT NULL),
    CONSTRAINT activity_times_in_order
        CHECK (starts_at < ends_at AND registration_opens_at < registration_closes_at AND registration_closes_at <= ends_at),
    CONSTRAINT activity_capacity_positive CHECK (capacity > 0 AND max_per_enterprise > 0),
    CONSTRAINT activity_end_whole CHECK ((status = 'CANCELLED') = (explanation IS NOT NULL)
        AND (status = 'HELD') = (outcome IS NOT NULL) AND (status = 'HELD') = (attended IS NOT NULL)
        AND (status = 'DRAFT') = (published_at IS NULL))
);

-- What is counted of an activity: whoever seats somebody holds this row alone.
CREATE TABLE activity_seats (
    activity_id uuid    NOT NULL,
    seated      integer NOT NULL,
    waiting     integer NOT NULL,
    turns       integer NOT NULL,
    CONSTRAINT activity_seats_pk PRIMARY KEY (activity_id),
    CONSTRAINT activity_seats_activity_fk FOREIGN KEY (activity_id) REFERENCES activity (id),
    CONSTRAINT activity_seats_counted CHECK (seated >= 0 AND waiting >= 0 AND seated + waiting <= turns)
);

CREATE TABLE activity_registration (
    id                uuid        NOT NULL,
    activity_id       uuid        NOT NULL,
    organization_id   uuid        NOT NULL,
    organization_name text        NOT NULL,
    region_code       text        NOT NULL,
    name              text        NOT NULL,
    phone             text        NOT NULL,
    status            text        NOT NULL,
    turn              integer     NOT NULL,
    registered_by     uuid        NOT NULL,
    registered_at     timestamptz NOT NULL,
    seated_at         timestamptz,
    withdrawn_at      timestamptz,
    checked_in_at     timestamptz,
    check_in_device   text,
    CONSTRAINT activity_registration_pk PRIMARY KEY (id),
    CONSTRAINT activity_registration_activity_fk FOREIGN KEY (activity_id) REFERENCES activity (id),
    CONSTRAINT activity_registration_turn_once UNIQUE (activity_id, turn),
    CONSTRAINT activity_registration_status_known CHECK (status IN ('SEATED', 'WAITING', 'WITHDRAWN')),
    CONSTRAINT activity_registration_moments CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)
        AND (status <> 'SEATED' OR seated_at IS NOT NULL) AND (checked_in_at IS NULL OR status = 'SEATED')
        AND (checked_in_at IS NULL) = (check_in_device IS NULL))
);

-- A person comes once, whichever enterprise registers it.
CREATE UNIQUE INDEX activity_registration_person_once ON activity_registration (activity_id, phone)
    WHERE status <> 'WITHDRAWN';
CREATE INDEX activity_registration_waiting ON activity_registration (activity_id, turn) WHERE status = 'WAITING';
CREATE INDEX activity_registration_of_activity ON activity_registration (activity_id, id);
CREATE INDEX activity_registration_of_enterprise ON activity_registration (organization_id, id);
