-- What happened to an application, each move once, in order. Nothing of it changes.
CREATE TABLE voucher_application_step (
    id             uuid        NOT NULL,
    application_id uuid        NOT NULL,
    move           text        NOT NULL,
    status         text        NOT NULL,
    actor_id       uuid,
    actor_region   text,
    reason         text,
    taken_at       timestamptz NOT NULL,
    CONSTRAINT voucher_application_step_pk PRIMARY KEY (application_id, id)
);

-- Decisions of the rule engine with all that they rest on, so that they can be made again. Nothing of it changes.
CREATE TABLE voucher_decision (
    id             uuid        NOT NULL,
    application_id uuid        NOT NULL,
    programme_id   uuid        NOT NULL,
    occasion       text        NOT NULL,
    rule_version   integer     NOT NULL,
    record         text        NOT NULL,
    decided_at     timestamptz NOT NULL,
    CONSTRAINT voucher_decision_pk PRIMARY KEY (application_id, id)
);

CREATE INDEX voucher_decision_programme_list ON voucher_decision (programme_id, id);
