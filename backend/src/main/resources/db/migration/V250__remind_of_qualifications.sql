-- Table of provider.
-- Of what providers were reminded before it was over, so that each reminder leaves once.
CREATE TABLE qualification_reminder (
    qualification_id uuid        NOT NULL,
    subject          text        NOT NULL,
    due_at           timestamptz NOT NULL,
    days             integer     NOT NULL,
    reminded_at      timestamptz NOT NULL,
    CONSTRAINT qualification_reminder_pk PRIMARY KEY (qualification_id, subject, due_at, days),
    CONSTRAINT qualification_reminder_qualification_fk FOREIGN KEY (qualification_id)
        REFERENCES provider_qualification (id)
);

CREATE INDEX provider_qualification_granted ON provider_qualification (id) WHERE status = 'QUALIFIED';
