-- Tables of assessment.
-- A draw of levels to be checked, which nobody changes.
CREATE TABLE spot_check_draw (
    id                  uuid        NOT NULL,
    version             integer     NOT NULL,
    organization_id     uuid        NOT NULL,
    region_code         text        NOT NULL,
    period              text        NOT NULL,
    levels              text[]      NOT NULL,
    drawn_region_code   text        NOT NULL,
    size                integer     NOT NULL,
    is_percent          boolean     NOT NULL,
    answer_working_days integer     NOT NULL,
    seed                text        NOT NULL,
    candidates          integer     NOT NULL,
    drawn               integer     NOT NULL,
    reason              text        NOT NULL,
    drawn_by            uuid        NOT NULL,
    drawn_at            timestamptz NOT NULL,
    CONSTRAINT spot_check_draw_pk PRIMARY KEY (id),
    CONSTRAINT spot_check_draw_size CHECK (size >= 1 AND drawn BETWEEN 1 AND candidates)
);
CREATE INDEX spot_check_draw_list ON spot_check_draw (region_code, id);

-- What it could draw, by the keys of the ids of assessments; the first places are drawn. How many there are is known only once
-- they are found, so the draw is put on record behind them. A foreign key to all the assessments would hold them against those
-- who draw at the same time, until both wait for each other; nobody deletes an assessment.
CREATE TABLE spot_check_candidate (
    id              uuid    NOT NULL,
    version         integer NOT NULL,
    organization_id uuid    NOT NULL,
    region_code     text    NOT NULL,
    draw_id         uuid    NOT NULL,
    assessment_id   uuid    NOT NULL,
    enterprise_name text    NOT NULL,
    level           text    NOT NULL,
    place           integer NOT NULL,
    draw_key        text    NOT NULL,
    CONSTRAINT spot_check_candidate_pk PRIMARY KEY (id),
    CONSTRAINT spot_check_candidate_draw_fk FOREIGN KEY (draw_id) REFERENCES spot_check_draw (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT spot_check_candidate_place UNIQUE (draw_id, place),
    CONSTRAINT spot_check_candidate_once UNIQUE (draw_id, assessment_id)
);
CREATE INDEX spot_check_candidate_list ON spot_check_candidate (draw_id, id);

-- A spot check of a level that was drawn.
CREATE TABLE spot_check (
    id                 uuid        NOT NULL,
    version            integer     NOT NULL,
    organization_id    uuid        NOT NULL,
    region_code        text        NOT NULL,
    enterprise_name    text        NOT NULL,
    assessment_id      uuid        NOT NULL,
    draw_id            uuid        NOT NULL,
    office_region_code text        NOT NULL,
    period             text        NOT NULL,
    level              text        NOT NULL,
    barred             uuid[]      NOT NULL,
    status             text        NOT NULL,
    statement          text,
    document_ids       uuid[],
    answered_by        uuid,
    answered_at        timestamptz,
    findings           text,
    proposed_level     text,
    checked_by         uuid,
    checked_at         timestamptz,
    decided_by         uuid,
    reason             text,
    opened_at          timestamptz NOT NULL,
    due_at             timestamptz,
    ended_at           timestamptz,
    updated_at         timestamptz NOT NULL,
    CONSTRAINT spot_check_pk PRIMARY KEY (id),
    CONSTRAINT spot_check_draw_fk FOREIGN KEY (draw_id) REFERENCES spot_check_draw (id),
    CONSTRAINT spot_check_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT spot_check_drawn_once UNIQUE (draw_id, assessment_id),
    CONSTRAINT spot_check_status_known CHECK (status IN ('OPEN', 'ANSWERED', 'UNANSWERED', 'PROPOSED', 'CONFIRMED', 'DOWNGRADED',
        'CLOSED')),
    CONSTRAINT spot_check_level_known CHECK (level IN ('L1', 'L2', 'L3', 'L4', 'L5')
        AND (proposed_level IS NULL OR proposed_level IN ('UNRATED', 'L1', 'L2', 'L3', 'L4'))),
    CONSTRAINT spot_check_answer_whole CHECK ((statement IS NULL) = (answered_by IS NULL)
        AND (answered_by IS NULL) = (answered_at IS NULL) AND (answered_by IS NULL) = (document_ids IS NULL)),
    CONSTRAINT spot_check_result_whole CHECK ((findings IS NULL) = (checked_by IS NULL)
        AND (checked_by IS NULL) = (checked_at IS NULL) AND (proposed_level IS NULL OR checked_by IS NOT NULL)
        AND (checked_by IS NOT NULL OR status NOT IN ('PROPOSED', 'CONFIRMED', 'DOWNGRADED'))
        AND (proposed_level IS NOT NULL OR status NOT IN ('PROPOSED', 'DOWNGRADED'))),
    CONSTRAINT spot_check_end_whole CHECK ((ended_at IS NULL) = (status IN ('OPEN', 'ANSWERED', 'UNANSWERED', 'PROPOSED'))
        AND (due_at IS NULL) = (ended_at IS NOT NULL)),
    CONSTRAINT spot_check_four_eyes CHECK (checked_by <> ALL (barred) AND decided_by <> ALL (barred)
        AND decided_by <> checked_by)
);
CREATE UNIQUE INDEX spot_check_one_open ON spot_check (assessment_id) WHERE ended_at IS NULL;
CREATE INDEX spot_check_of_organization ON spot_check (organization_id, id);
CREATE INDEX spot_check_list ON spot_check (region_code, id);
CREATE INDEX spot_check_of_draw ON spot_check (draw_id, id);
CREATE INDEX spot_check_due ON spot_check (due_at, id) WHERE status = 'OPEN';
