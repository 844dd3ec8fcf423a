-- Tables of activity.
-- Editions of what an office means to hold in a year; once one is published it is only superseded.
CREATE TABLE training_plan (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    year            integer     NOT NULL,
    edition         integer     NOT NULL,
    amends_id       uuid,
    title           text        NOT NULL,
    targets         text        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    status          text        NOT NULL,
    published_at    timestamptz,
    superseded_at   timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT training_plan_pk PRIMARY KEY (id),
    CONSTRAINT training_plan_amends_fk FOREIGN KEY (amends_id) REFERENCES training_plan (id),
    CONSTRAINT training_plan_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
    CONSTRAINT training_plan_amends_the_one_before CHECK ((amends_id IS NULL) = (edition = 1)),
    CONSTRAINT training_plan_moments_whole CHECK ((published_at IS NULL) = (status = 'DRAFT')
        AND (superseded_at IS NOT NULL) = (status = 'SUPERSEDED'))
);

-- A region has one in a year that holds, and one that may take its place.
CREATE UNIQUE INDEX training_plan_one_published ON training_plan (region_code, year) WHERE status = 'PUBLISHED';
CREATE UNIQUE INDEX training_plan_one_open ON training_plan (region_code, year) WHERE status = 'DRAFT';

-- What was held in a year is counted beside the targets.
CREATE INDEX activity_held ON activity (starts_at) WHERE status = 'HELD';
