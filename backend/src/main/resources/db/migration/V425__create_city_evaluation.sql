-- Tables of monitoring.
-- How the reporting units have done in a year, by a formula: what they are scored by is frozen when the consultation begins.
CREATE TABLE city_evaluation (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    year            integer     NOT NULL,
    title           text        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    status          text        NOT NULL,
    formula_version integer     NOT NULL,
    formula         text        NOT NULL,
    makers          uuid[]      NOT NULL,
    as_of           timestamptz,
    planned_on      date,
    plan_id         uuid,
    rows            text,
    units           text[]      NOT NULL,
    opened_at       timestamptz,
    objections_until timestamptz,
    open_objections integer     NOT NULL,
    agreed_by       uuid,
    agreed_at       timestamptz,
    decided_by      uuid,
    decided_at      timestamptz,
    published_at    timestamptz,
    reason          text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT city_evaluation_pk PRIMARY KEY (id),
    CONSTRAINT city_evaluation_plan_fk FOREIGN KEY (plan_id) REFERENCES annual_plan (id),
    CONSTRAINT city_evaluation_status_known
        CHECK (status IN ('DRAFT', 'CONSULTATION', 'DECIDED', 'PUBLISHED', 'WITHDRAWN')),
    CONSTRAINT city_evaluation_frozen_whole CHECK ((opened_at IS NULL) = (as_of IS NULL)
        AND (opened_at IS NULL) = (rows IS NULL) AND (opened_at IS NULL) = (objections_until IS NULL)
        AND (plan_id IS NULL) = (planned_on IS NULL)
        AND (opened_at IS NOT NULL OR status IN ('DRAFT', 'WITHDRAWN')) AND (opened_at IS NULL OR status <> 'DRAFT')),
    CONSTRAINT city_evaluation_objections_counted CHECK (open_objections >= 0),
    CONSTRAINT city_evaluation_four_eyes CHECK (decided_by <> agreed_by),
    CONSTRAINT city_evaluation_decision_whole CHECK ((agreed_by IS NULL) = (agreed_at IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL OR agreed_by IS NOT NULL)
        AND (decided_by IS NOT NULL OR status NOT IN ('DECIDED', 'PUBLISHED'))
        AND (decided_by IS NULL OR open_objections = 0)
        AND (published_at IS NOT NULL) = (status = 'PUBLISHED'))
);

-- A year has one that was not withdrawn.
CREATE UNIQUE INDEX city_evaluation_one_of_year ON city_evaluation (year) WHERE status <> 'WITHDRAWN';

-- What a unit has against a component of its row; once for each.
CREATE TABLE evaluation_objection (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    evaluation_id   uuid        NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    component       text        NOT NULL,
    reasons         text        NOT NULL,
    status          text        NOT NULL,
    objected_by     uuid        NOT NULL,
    objected_at     timestamptz NOT NULL,
    corrected       text,
    decision        text,
    decided_by      uuid,
    decided_at      timestamptz,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT evaluation_objection_pk PRIMARY KEY (id),
    CONSTRAINT evaluation_objection_evaluation_fk FOREIGN KEY (evaluation_id) REFERENCES city_evaluation (id),
    CONSTRAINT evaluation_objection_once UNIQUE (evaluation_id, region_code, component),
    CONSTRAINT evaluation_objection_status_known CHECK (status IN ('OPEN', 'UPHELD', 'REJECTED')),
    CONSTRAINT evaluation_objection_four_eyes CHECK (decided_by <> objected_by),
    CONSTRAINT evaluation_objection_decision_whole CHECK ((status = 'OPEN') = (decided_by IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decision IS NULL)
        AND (corrected IS NOT NULL) = (status = 'UPHELD'))
);
