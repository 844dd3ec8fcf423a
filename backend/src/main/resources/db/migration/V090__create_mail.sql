-- E-mail to be sent, written in the unit of work that has a reason for it. What it says is wiped once it was sent or
-- given up: it may hold a one-time token.
CREATE TABLE mail (
    id          uuid        NOT NULL,
    recipient   text        NOT NULL,
    subject     text,
    content     text,
    state       text        NOT NULL,
    attempts    integer     NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL,
    failure     text,
    created_at  timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT mail_pk PRIMARY KEY (id),
    CONSTRAINT mail_state_known CHECK (state IN ('QUEUED', 'SENT', 'FAILED')),
    CONSTRAINT mail_content_while_queued CHECK ((state = 'QUEUED') = (content IS NOT NULL AND subject IS NOT NULL))
) WITH (fillfactor = 70);

CREATE INDEX mail_due ON mail (due_at) WHERE state = 'QUEUED';
CREATE INDEX mail_finished ON mail (finished_at) WHERE state <> 'QUEUED';
CREATE INDEX mail_failed ON mail (id) WHERE state = 'FAILED';
