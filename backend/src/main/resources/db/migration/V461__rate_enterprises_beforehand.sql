-- Tables of assessment.
-- What levels enterprises would reach by what the platform knows: the last of each, and the runs that found them.
CREATE TABLE pre_rating_run (
    id              uuid        NOT NULL,
    standard_id     uuid        NOT NULL,
    standard_number integer     NOT NULL,
    requested_by    uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    after_id        uuid        NOT NULL,
    rated           bigint      NOT NULL,
    finished_at     timestamptz,
    CONSTRAINT pre_rating_run_pk PRIMARY KEY (id),
    CONSTRAINT pre_rating_run_standard_fk FOREIGN KEY (standard_id) REFERENCES assessment_standard (id),
    CONSTRAINT pre_rating_run_rated_not_negative CHECK (rated >= 0)
);

-- Its id is that of the enterprise, which has one.
CREATE TABLE pre_rating (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    enterprise_name text        NOT NULL,
    credit_code     text        NOT NULL,
    region_code     text        NOT NULL,
    industry_code   text,
    run_id          uuid        NOT NULL,
    standard_number integer     NOT NULL,
    has_answers     boolean     NOT NULL,
    score           numeric     NOT NULL,
    level           text        NOT NULL,
    next_level      text,
    missing_points  numeric,
    missing_gates   text        NOT NULL,
    rated_at        timestamptz NOT NULL,
    CONSTRAINT pre_rating_pk PRIMARY KEY (id),
    CONSTRAINT pre_rating_of_organization CHECK (id = organization_id),
    CONSTRAINT pre_rating_run_fk FOREIGN KEY (run_id) REFERENCES pre_rating_run (id),
    CONSTRAINT pre_rating_level_known CHECK (level IN ('UNRATED', 'L1', 'L2', 'L3', 'L4', 'L5')),
    CONSTRAINT pre_rating_score_bounds CHECK (score BETWEEN 0 AND 100),
    CONSTRAINT pre_rating_next_whole CHECK ((level = 'L5') = (next_level IS NULL)
        AND (next_level IS NULL) = (missing_points IS NULL) AND missing_points >= 0)
);
CREATE INDEX pre_rating_list ON pre_rating (region_code, id);
CREATE INDEX pre_rating_of_level ON pre_rating (level, id);
CREATE INDEX pre_rating_of_run ON pre_rating (run_id);
