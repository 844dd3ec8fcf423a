-- Tables of assessment.
-- Experts whom the province may have drawn; who was taken off the list stays.
CREATE TABLE assessment_expert (
    id                  uuid        NOT NULL,
    version             integer     NOT NULL,
    organization_id     uuid        NOT NULL,
    region_code         text        NOT NULL,
    account_id          uuid        NOT NULL,
    name                text        NOT NULL,
    stated_organization text        NOT NULL,
    industries          text[]      NOT NULL,
    added_by            uuid        NOT NULL,
    added_at            timestamptz NOT NULL,
    ended_by            uuid,
    ended_at            timestamptz,
    end_reason          text,
    CONSTRAINT assessment_expert_pk PRIMARY KEY (id),
    CONSTRAINT assessment_expert_end_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)
        AND (ended_at IS NULL) = (end_reason IS NULL))
);
CREATE UNIQUE INDEX assessment_expert_one_in_force ON assessment_expert (account_id) WHERE ended_at IS NULL;
CREATE INDEX assessment_expert_list ON assessment_expert (region_code, id);

-- A draw of experts for an assessment, which nobody changes.
CREATE TABLE assessment_expert_draw (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    assessment_id   uuid        NOT NULL,
    submitted_at    timestamptz NOT NULL,
    appeal_id       uuid,
    seed            text        NOT NULL,
    wanted          integer     NOT NULL,
    candidates      integer     NOT NULL,
    barred          integer     NOT NULL,
    reason          text        NOT NULL,
    drawn_by        uuid        NOT NULL,
    drawn_at        timestamptz NOT NULL,
    CONSTRAINT assessment_expert_draw_pk PRIMARY KEY (id),
    CONSTRAINT assessment_expert_draw_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT assessment_expert_draw_appeal_fk FOREIGN KEY (appeal_id) REFERENCES assessment_appeal (id),
    CONSTRAINT assessment_expert_draw_size CHECK (wanted BETWEEN 1 AND 2 AND candidates >= 1 AND barred >= 0)
);
CREATE INDEX assessment_expert_draw_of_assessment ON assessment_expert_draw (assessment_id, id);
CREATE INDEX assessment_expert_draw_list ON assessment_expert_draw (region_code, id);

-- Whom a draw could draw, by the keys of the entries of the list, and whom not; what those who are drawn state.
CREATE TABLE assessment_opinion (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    draw_id         uuid        NOT NULL,
    assessment_id   uuid        NOT NULL,
    enterprise_id   uuid        NOT NULL,
    enterprise_name text        NOT NULL,
    submitted_at    timestamptz NOT NULL,
    appeal_id       uuid,
    expert_id       uuid        NOT NULL,
    account_id      uuid        NOT NULL,
    expert_name     text        NOT NULL,
    place           integer,
    draw_key        text        NOT NULL,
    status          text        NOT NULL,
    bar             text,
    level           text,
    reason          text,
    remarks         text,
    asked_at        timestamptz,
    due_at          timestamptz,
    ended_at        timestamptz,
    shown_at        timestamptz,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT assessment_opinion_pk PRIMARY KEY (id),
    CONSTRAINT assessment_opinion_draw_fk FOREIGN KEY (draw_id) REFERENCES assessment_expert_draw (id),
    CONSTRAINT assessment_opinion_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT assessment_opinion_appeal_fk FOREIGN KEY (appeal_id) REFERENCES assessment_appeal (id),
    CONSTRAINT assessment_opinion_expert_fk FOREIGN KEY (expert_id) REFERENCES assessment_expert (id),
    CONSTRAINT assessment_opinion_place UNIQUE (draw_id, place),
    CONSTRAINT assessment_opinion_once UNIQUE (draw_id, expert_id),
    CONSTRAINT assessment_opinion_status_known CHECK (status IN ('RESERVE', 'BARRED', 'ASKED', 'STATED', 'DECLINED', 'MISSED',
        'CLOSED')),
    CONSTRAINT assessment_opinion_bar_known CHECK ((bar IS NOT NULL) = (status = 'BARRED')
        AND (bar IS NULL OR bar IN ('INVOLVED', 'SAME_ORGANIZATION', 'LINKED', 'PROVIDER', 'UNFIT', 'OTHER_INDUSTRY', 'ENDED'))),
    CONSTRAINT assessment_opinion_place_known CHECK (place IS NOT NULL OR status = 'BARRED'),
    CONSTRAINT assessment_opinion_level_known CHECK ((level IS NOT NULL) = (status = 'STATED')
        AND (level IS NULL OR level IN ('L1', 'L2', 'L3', 'L4', 'L5')) AND (level IS NULL) = (remarks IS NULL)),
    CONSTRAINT assessment_opinion_reason_whole CHECK ((reason IS NOT NULL) = (status IN ('STATED', 'DECLINED'))),
    CONSTRAINT assessment_opinion_asked_whole CHECK ((asked_at IS NULL) = (status IN ('RESERVE', 'BARRED'))
        AND (due_at IS NOT NULL) = (status = 'ASKED')),
    CONSTRAINT assessment_opinion_end_whole CHECK ((ended_at IS NULL) = (status IN ('RESERVE', 'ASKED'))),
    CONSTRAINT assessment_opinion_shown_whole CHECK (shown_at IS NULL OR status = 'STATED')
);
CREATE INDEX assessment_opinion_of_assessment ON assessment_opinion (assessment_id, id);
CREATE INDEX assessment_opinion_of_account ON assessment_opinion (account_id, id) WHERE asked_at IS NOT NULL;
CREATE INDEX assessment_opinion_of_enterprise ON assessment_opinion (enterprise_id, id) WHERE shown_at IS NOT NULL;
CREATE INDEX assessment_opinion_due ON assessment_opinion (due_at, id) WHERE status = 'ASKED';
-- Nobody is asked twice about one submission: neither by two draws, nor again in an appeal.
CREATE UNIQUE INDEX assessment_opinion_asked_once ON assessment_opinion (assessment_id, submitted_at, account_id)
    WHERE asked_at IS NOT NULL;

-- Who has filed an appeal or decided on one is not drawn for its assessment.
CREATE INDEX assessment_appeal_of_assessment ON assessment_appeal (assessment_id, id);
