-- Tables of assessment.
-- A certificate of one level of an assessment: another level is another certificate, so that no one of a higher level passes.
CREATE TABLE level_certificate (
    id              uuid        NOT NULL,
    assessment_id   uuid        NOT NULL,
    code            text        NOT NULL,
    status_index    integer     NOT NULL,
    level           text        NOT NULL,
    holder_name     text        NOT NULL,
    credit_code     text        NOT NULL,
    region_code     text        NOT NULL,
    standard_number integer     NOT NULL,
    issued_at       timestamptz NOT NULL,
    ended_at        timestamptz,
    CONSTRAINT level_certificate_pk PRIMARY KEY (id),
    CONSTRAINT level_certificate_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT level_certificate_code_unique UNIQUE (code),
    CONSTRAINT level_certificate_index_unique UNIQUE (status_index),
    CONSTRAINT level_certificate_level_known CHECK (level IN ('L1', 'L2', 'L3', 'L4', 'L5'))
);
CREATE UNIQUE INDEX level_certificate_one_good ON level_certificate (assessment_id) WHERE ended_at IS NULL;
