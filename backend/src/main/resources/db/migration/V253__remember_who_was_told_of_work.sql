-- Table of events.
-- On which day somebody was last told what waits for him, so that he is told once a day.
CREATE TABLE work_digest (
    account_id uuid NOT NULL,
    day        date NOT NULL,
    CONSTRAINT work_digest_pk PRIMARY KEY (account_id),
    CONSTRAINT work_digest_account_fk FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);
