-- What people are told: a row for each account that a fact concerns, in the order in which the facts became known.
CREATE TABLE notification (
    id          uuid        NOT NULL,
    account_id  uuid        NOT NULL,
    fact_id     uuid        NOT NULL,
    kind        text        NOT NULL,
    occasion    text        NOT NULL,
    subject     text        NOT NULL,
    is_shown    boolean     NOT NULL,
    occurred_at timestamptz NOT NULL,
    read_at     timestamptz,
    CONSTRAINT notification_pk PRIMARY KEY (id),
    CONSTRAINT notification_once UNIQUE (fact_id, account_id),
    CONSTRAINT notification_account_fk FOREIGN KEY (account_id) REFERENCES account (id)
) WITH (fillfactor = 80);

CREATE INDEX notification_list ON notification (account_id, id) WHERE is_shown;
CREATE INDEX notification_unread ON notification (account_id, id) WHERE is_shown AND read_at IS NULL;
CREATE INDEX notification_old ON notification (occurred_at);

-- How far facts were turned into notifications. Nobody is told of what was before there were any.
CREATE TABLE notification_progress (
    id       integer NOT NULL,
    position bigint  NOT NULL,
    CONSTRAINT notification_progress_pk PRIMARY KEY (id),
    CONSTRAINT notification_progress_single CHECK (id = 1)
);
INSERT INTO notification_progress (id, position) SELECT 1, position FROM fact_head WHERE id = 1;

-- What somebody does not want to be told; without a row, everything is told in Chinese.
CREATE TABLE notification_preference (
    account_id  uuid    NOT NULL,
    language    text    NOT NULL,
    not_shown   text[]  NOT NULL,
    not_mailed  text[]  NOT NULL,
    version     integer NOT NULL,
    CONSTRAINT notification_preference_pk PRIMARY KEY (account_id),
    CONSTRAINT notification_preference_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT notification_preference_language_known CHECK (language IN ('ZH', 'EN'))
);
