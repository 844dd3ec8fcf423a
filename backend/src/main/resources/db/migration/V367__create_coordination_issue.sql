-- Tables of monitoring.
-- What counties and cities cannot solve by themselves, and what was said and done about it; steps are only added.
CREATE TABLE coordination_issue (
    id                uuid        NOT NULL,
    version           integer     NOT NULL,
    kind              text        NOT NULL,
    title             text        NOT NULL,
    description       text        NOT NULL,
    region_code       text        NOT NULL,
    organization_id   uuid        NOT NULL,
    owner_region_code text        NOT NULL,
    status            text        NOT NULL,
    raised_by         uuid        NOT NULL,
    raised_at         timestamptz NOT NULL,
    answer_due_at     timestamptz NOT NULL,
    answer            text,
    answered_by       uuid,
    answered_at       timestamptz,
    settle_due_at     timestamptz,
    escalated_at      timestamptz,
    closed_at         timestamptz,
    updated_at        timestamptz NOT NULL,
    CONSTRAINT coordination_issue_pk PRIMARY KEY (id),
    CONSTRAINT coordination_issue_kind_known
        CHECK (kind IN ('FUNDING', 'POLICY', 'PROVIDERS', 'NETWORK', 'TRAINING', 'DATA', 'OTHER')),
    CONSTRAINT coordination_issue_status_known
        CHECK (status IN ('RAISED', 'ESCALATED', 'ANSWERED', 'SETTLED', 'CLOSED', 'WITHDRAWN')),
    CONSTRAINT coordination_issue_goes_up CHECK (owner_region_code <> region_code),
    CONSTRAINT coordination_issue_answer_whole
        CHECK (num_nulls(answer, answered_by, answered_at, settle_due_at) IN (0, 4)),
    CONSTRAINT coordination_issue_moments_whole CHECK (
        (closed_at IS NULL) = (status IN ('RAISED', 'ESCALATED', 'ANSWERED'))
        AND (status NOT IN ('ANSWERED', 'SETTLED', 'CLOSED') OR answered_at IS NOT NULL)
        AND (status <> 'ESCALATED' OR escalated_at IS NOT NULL AND owner_region_code = '340000'))
);
CREATE INDEX coordination_issue_list ON coordination_issue (region_code, id);

CREATE TABLE coordination_issue_step (
    id          uuid        NOT NULL,
    issue_id    uuid        NOT NULL,
    move        text        NOT NULL,
    region_code text,
    by_id       uuid,
    at          timestamptz NOT NULL,
    text        text,
    CONSTRAINT coordination_issue_step_pk PRIMARY KEY (id),
    CONSTRAINT coordination_issue_step_issue_fk FOREIGN KEY (issue_id) REFERENCES coordination_issue (id)
);
CREATE INDEX coordination_issue_step_list ON coordination_issue_step (issue_id, id);
