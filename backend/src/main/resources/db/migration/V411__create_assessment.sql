-- Tables of assessment.
-- What enterprises say of how far they have moved to the cloud, what the platform knows of that, and what an authority found.
CREATE TABLE assessment (
    id                 uuid        NOT NULL,
    version            integer     NOT NULL,
    organization_id    uuid        NOT NULL,
    enterprise_name    text        NOT NULL,
    credit_code        text        NOT NULL,
    region_code        text        NOT NULL,
    industry_code      text,
    standard_id        uuid        NOT NULL,
    standard_number    integer     NOT NULL,
    answers            text        NOT NULL,
    status             text        NOT NULL,
    returns            integer     NOT NULL,
    score              numeric,
    own_level          text,
    review_region_code text,
    findings           text,
    document_ids       uuid[],
    repeated_documents integer,
    submitted_by       uuid,
    submitted_at       timestamptz,
    level              text,
    defects            text,
    reviewed_by        uuid,
    reviewed_at        timestamptz,
    valid_until        timestamptz,
    ended_at           timestamptz,
    reason             text,
    created_at         timestamptz NOT NULL,
    updated_at         timestamptz NOT NULL,
    CONSTRAINT assessment_pk PRIMARY KEY (id),
    CONSTRAINT assessment_standard_fk FOREIGN KEY (standard_id) REFERENCES assessment_standard (id),
    CONSTRAINT assessment_status_known CHECK (status IN
        ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMED', 'DOWNGRADED', 'REJECTED', 'WITHDRAWN', 'LAPSED')),
    CONSTRAINT assessment_levels_known CHECK (own_level IN ('L1', 'L2', 'L3', 'L4', 'L5')
        AND (level IS NULL OR level IN ('UNRATED', 'L1', 'L2', 'L3', 'L4', 'L5'))),
    CONSTRAINT assessment_two_rounds CHECK (returns BETWEEN 0 AND 2),
    CONSTRAINT assessment_four_eyes CHECK (reviewed_by <> submitted_by OR status IN ('DRAFT', 'RETURNED', 'SUBMITTED', 'WITHDRAWN')),
    CONSTRAINT assessment_submission_whole CHECK ((submitted_at IS NOT NULL) = (submitted_by IS NOT NULL)
        AND (submitted_at IS NOT NULL) = (score IS NOT NULL) AND (submitted_at IS NOT NULL) = (own_level IS NOT NULL)
        AND (submitted_at IS NOT NULL) = (review_region_code IS NOT NULL)
        AND (submitted_at IS NOT NULL OR status IN ('DRAFT', 'WITHDRAWN'))),
    CONSTRAINT assessment_review_whole CHECK ((reviewed_at IS NOT NULL) = (reviewed_by IS NOT NULL)
        AND (level IS NOT NULL) = (valid_until IS NOT NULL)
        AND (level IS NOT NULL) = (status IN ('CONFIRMED', 'DOWNGRADED', 'LAPSED'))),
    CONSTRAINT assessment_end_whole CHECK ((ended_at IS NOT NULL) = (status IN ('REJECTED', 'WITHDRAWN', 'LAPSED')))
);

-- An enterprise has one under way, and one that holds.
CREATE UNIQUE INDEX assessment_one_open ON assessment (organization_id)
    WHERE status IN ('DRAFT', 'SUBMITTED', 'RETURNED');
CREATE UNIQUE INDEX assessment_one_in_force ON assessment (organization_id) WHERE status IN ('CONFIRMED', 'DOWNGRADED');
CREATE INDEX assessment_of_organization ON assessment (organization_id, id);
CREATE INDEX assessment_list ON assessment (region_code, id);
CREATE INDEX assessment_to_lapse ON assessment (valid_until, id) WHERE status IN ('CONFIRMED', 'DOWNGRADED');
