-- Tables of monitoring.
-- The moments at which everything was counted, each in one snapshot.
CREATE TABLE indicator_recount (
    counted_at timestamptz NOT NULL,
    CONSTRAINT indicator_recount_pk PRIMARY KEY (counted_at)
);

-- Held by whoever counts, so that nodes do not count at once.
CREATE TABLE indicator_turn (
    id         integer NOT NULL,
    counted_at timestamptz,
    CONSTRAINT indicator_turn_pk PRIMARY KEY (id),
    CONSTRAINT indicator_turn_single CHECK (id = 1)
);
INSERT INTO indicator_turn (id) VALUES (1);

-- What was counted of an indicator in a region and a month: a new version where a recount finds something else, never changed.
-- contributors and largest say whether an amount would reveal one enterprise.
CREATE TABLE indicator_observation (
    indicator    text        NOT NULL,
    level        text        NOT NULL,
    month        date        NOT NULL,
    region_code  text        NOT NULL,
    observed_at  timestamptz NOT NULL,
    value        bigint      NOT NULL,
    contributors integer     NOT NULL,
    largest      bigint      NOT NULL,
    CONSTRAINT indicator_observation_pk PRIMARY KEY (indicator, level, month, region_code, observed_at),
    CONSTRAINT indicator_observation_level_known CHECK (level IN ('PROVINCE', 'UNIT', 'COUNTY')),
    CONSTRAINT indicator_observation_of_month CHECK (extract(day FROM month) = 1),
    CONSTRAINT indicator_observation_whole CHECK (contributors >= 0 AND value >= largest AND largest >= 0)
);
