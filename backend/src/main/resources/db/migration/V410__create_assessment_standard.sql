-- Tables of assessment.
-- By what the level of an enterprise is assessed: one standard is published at a time, and the ones before stay as they were.
CREATE TABLE assessment_standard (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    number          integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    content         text        NOT NULL,
    status          text        NOT NULL,
    edited_by       uuid        NOT NULL,
    published_by    uuid,
    published_at    timestamptz,
    superseded_at   timestamptz,
    reason          text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT assessment_standard_pk PRIMARY KEY (id),
    CONSTRAINT assessment_standard_number_unique UNIQUE (number),
    CONSTRAINT assessment_standard_status_known CHECK (status IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
    CONSTRAINT assessment_standard_four_eyes CHECK (published_by <> edited_by),
    CONSTRAINT assessment_standard_moments_whole CHECK ((published_at IS NOT NULL) = (published_by IS NOT NULL)
        AND (published_at IS NOT NULL) = (status <> 'DRAFT') AND (superseded_at IS NOT NULL) = (status = 'SUPERSEDED'))
);
CREATE UNIQUE INDEX assessment_standard_one_published ON assessment_standard (status) WHERE status = 'PUBLISHED';
