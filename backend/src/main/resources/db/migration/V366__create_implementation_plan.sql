-- Tables of monitoring.
-- What units and counties file to carry out the annual plan of a year; a row is there from the day of its publication on.
CREATE TABLE implementation_plan (
    id                 uuid        NOT NULL,
    version            integer     NOT NULL,
    plan_id            uuid        NOT NULL,
    year               integer     NOT NULL,
    edition            integer     NOT NULL,
    amends_id          uuid,
    region_code        text        NOT NULL,
    unit_code          text        NOT NULL,
    review_region_code text        NOT NULL,
    organization_id    uuid,
    content            text        NOT NULL,
    status             text        NOT NULL,
    filing_due_at      timestamptz NOT NULL,
    submitted_by       uuid,
    submitted_at       timestamptz,
    reviewed_by        uuid,
    reviewed_at        timestamptz,
    published_by       uuid,
    published_at       timestamptz,
    superseded_at      timestamptz,
    reason             text,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CONSTRAINT implementation_plan_pk PRIMARY KEY (id),
    CONSTRAINT implementation_plan_plan_fk FOREIGN KEY (plan_id) REFERENCES annual_plan (id),
    CONSTRAINT implementation_plan_amends_fk FOREIGN KEY (amends_id) REFERENCES implementation_plan (id),
    CONSTRAINT implementation_plan_status_known
        CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'PUBLISHED', 'SUPERSEDED')),
    CONSTRAINT implementation_plan_four_eyes CHECK (status <> 'ACCEPTED' OR reviewed_by <> submitted_by),
    CONSTRAINT implementation_plan_amends_the_one_before CHECK ((amends_id IS NULL) = (edition = 1)),
    CONSTRAINT implementation_plan_moments_whole CHECK ((submitted_at IS NOT NULL) = (submitted_by IS NOT NULL)
        AND (reviewed_at IS NOT NULL) = (reviewed_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (published_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (status IN ('PUBLISHED', 'SUPERSEDED'))
        AND (superseded_at IS NOT NULL) = (status = 'SUPERSEDED')
        AND (submitted_at IS NOT NULL AND organization_id IS NOT NULL OR status IN ('DRAFT', 'RETURNED'))
        AND (reviewed_at IS NOT NULL OR status IN ('DRAFT', 'SUBMITTED', 'RETURNED')))
);

-- A region has one that holds, and one that may take its place.
CREATE UNIQUE INDEX implementation_plan_one_published ON implementation_plan (year, region_code)
    WHERE status = 'PUBLISHED';
CREATE UNIQUE INDEX implementation_plan_one_open ON implementation_plan (year, region_code)
    WHERE status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED');
CREATE INDEX implementation_plan_of_year ON implementation_plan (year, region_code, id);
