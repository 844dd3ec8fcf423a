-- Tables of assessment.
-- What somebody has against a level that is shown to everybody, each organisation once in a notice.
CREATE TABLE assessment_objection (
    id                   uuid        NOT NULL,
    version              integer     NOT NULL,
    organization_id      uuid        NOT NULL,
    region_code          text        NOT NULL,
    assessment_id        uuid        NOT NULL,
    enterprise_name      text        NOT NULL,
    notice_until         timestamptz NOT NULL,
    deciding_region_code text        NOT NULL,
    statement            text        NOT NULL,
    status               text        NOT NULL,
    filed_by             uuid        NOT NULL,
    filed_for            uuid        NOT NULL,
    barred               uuid[]      NOT NULL,
    filed_at             timestamptz NOT NULL,
    due_at               timestamptz NOT NULL,
    decided_by           uuid,
    decided_at           timestamptz,
    reason               text,
    updated_at           timestamptz NOT NULL,
    CONSTRAINT assessment_objection_pk PRIMARY KEY (id),
    CONSTRAINT assessment_objection_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT assessment_objection_once UNIQUE (assessment_id, notice_until, filed_for),
    CONSTRAINT assessment_objection_status_known CHECK (status IN ('PENDING', 'UPHELD', 'DISMISSED')),
    CONSTRAINT assessment_objection_in_time CHECK (filed_at < notice_until),
    CONSTRAINT assessment_objection_decision_whole CHECK ((status = 'PENDING') = (decided_by IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (reason IS NULL)),
    CONSTRAINT assessment_objection_four_eyes CHECK (decided_by <> filed_by AND decided_by <> ALL (barred))
);
CREATE INDEX assessment_objection_of_organization ON assessment_objection (organization_id, id);
CREATE INDEX assessment_objection_filed ON assessment_objection (filed_for, id);
CREATE INDEX assessment_objection_list ON assessment_objection (region_code, id);
CREATE INDEX assessment_objection_pending ON assessment_objection (assessment_id) WHERE status = 'PENDING';
CREATE INDEX assessment_objection_work ON assessment_objection (deciding_region_code, due_at, id) WHERE status = 'PENDING';

-- An enterprise does not agree with a rejection, a lower level or a downgrade, once with each.
CREATE TABLE assessment_appeal (
    id              uuid        NOT NULL,
    version         integer     NOT NULL,
    organization_id uuid        NOT NULL,
    region_code     text        NOT NULL,
    assessment_id   uuid        NOT NULL,
    enterprise_name text        NOT NULL,
    against         text        NOT NULL,
    found_level     text,
    statement       text        NOT NULL,
    status          text        NOT NULL,
    level           text,
    filed_by        uuid        NOT NULL,
    barred          uuid[]      NOT NULL,
    filed_at        timestamptz NOT NULL,
    due_at          timestamptz NOT NULL,
    decided_by      uuid,
    decided_at      timestamptz,
    reason          text,
    updated_at      timestamptz NOT NULL,
    CONSTRAINT assessment_appeal_pk PRIMARY KEY (id),
    CONSTRAINT assessment_appeal_assessment_fk FOREIGN KEY (assessment_id) REFERENCES assessment (id),
    CONSTRAINT assessment_appeal_status_known CHECK (status IN ('PENDING', 'UPHELD', 'CHANGED')),
    CONSTRAINT assessment_appeal_against_known CHECK (against IN ('REJECTED', 'PUBLIC_NOTICE', 'DOWNGRADED')
        AND (found_level IS NULL) = (against = 'REJECTED')),
    CONSTRAINT assessment_appeal_level_known CHECK ((level IS NOT NULL) = (status = 'CHANGED')
        AND (level IS NULL OR level IN ('L1', 'L2', 'L3', 'L4', 'L5'))),
    CONSTRAINT assessment_appeal_decision_whole CHECK ((status = 'PENDING') = (decided_by IS NULL)
        AND (decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (reason IS NULL)),
    CONSTRAINT assessment_appeal_four_eyes CHECK (decided_by <> ALL (barred))
);
CREATE UNIQUE INDEX assessment_appeal_one_pending ON assessment_appeal (assessment_id) WHERE status = 'PENDING';
CREATE INDEX assessment_appeal_of_organization ON assessment_appeal (organization_id, id);
CREATE INDEX assessment_appeal_list ON assessment_appeal (region_code, id);
CREATE INDEX assessment_appeal_work ON assessment_appeal (due_at, id) WHERE status = 'PENDING';
