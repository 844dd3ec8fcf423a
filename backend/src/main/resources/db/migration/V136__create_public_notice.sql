-- A batch of approved applications that everybody can look at and object to before vouchers are issued.
CREATE TABLE public_notice (
    id           uuid        NOT NULL,
    programme_id uuid        NOT NULL,
    region_code  text        NOT NULL,
    title        text        NOT NULL,
    reason       text        NOT NULL,
    items        integer     NOT NULL,
    amount_fen   bigint      NOT NULL,
    published_at timestamptz NOT NULL,
    published_by uuid        NOT NULL,
    ends_at      timestamptz NOT NULL,
    issued       integer     NOT NULL DEFAULT 0,
    issued_fen   bigint      NOT NULL DEFAULT 0,
    version      integer     NOT NULL DEFAULT 0,
    CONSTRAINT public_notice_pk PRIMARY KEY (id),
    CONSTRAINT public_notice_programme_fk FOREIGN KEY (programme_id) REFERENCES programme (id),
    CONSTRAINT public_notice_period_ordered CHECK (published_at < ends_at)
);

CREATE INDEX public_notice_programme_list ON public_notice (programme_id, id);

CREATE TABLE notice_objection (
    id              uuid        NOT NULL,
    notice_id       uuid        NOT NULL,
    application_id  uuid        NOT NULL,
    statement       text        NOT NULL,
    filed_at        timestamptz NOT NULL,
    filed_by        uuid        NOT NULL,
    organization_id uuid,
    due_at          timestamptz NOT NULL,
    outcome         text,
    decision_reason text,
    decided_at      timestamptz,
    decided_by      uuid,
    CONSTRAINT notice_objection_pk PRIMARY KEY (id),
    CONSTRAINT notice_objection_notice_fk FOREIGN KEY (notice_id) REFERENCES public_notice (id),
    CONSTRAINT notice_objection_outcome_known CHECK (outcome IN ('UPHELD', 'DISMISSED')),
    CONSTRAINT notice_objection_decision_whole
        CHECK (num_nulls(outcome, decision_reason, decided_at, decided_by) IN (0, 4))
);

CREATE INDEX notice_objection_notice_list ON notice_objection (notice_id, id);
-- An application that somebody objects to is not issued.
CREATE INDEX notice_objection_open ON notice_objection (application_id) WHERE outcome IS NULL;
CREATE UNIQUE INDEX notice_objection_once ON notice_objection (application_id, filed_by);

-- One decision to issue: what job carries it out, and how far it has come.
CREATE TABLE notice_issue (
    id          uuid        NOT NULL,
    notice_id   uuid        NOT NULL,
    reason      text        NOT NULL,
    decided_at  timestamptz NOT NULL,
    decided_by  uuid        NOT NULL,
    after_id    uuid        NOT NULL,
    issued      integer     NOT NULL DEFAULT 0,
    issued_fen  bigint      NOT NULL DEFAULT 0,
    skipped     integer     NOT NULL DEFAULT 0,
    CONSTRAINT notice_issue_pk PRIMARY KEY (id),
    CONSTRAINT notice_issue_notice_fk FOREIGN KEY (notice_id) REFERENCES public_notice (id)
);

CREATE INDEX notice_issue_notice_list ON notice_issue (notice_id, id);
