-- Failed sign-ins in a row, by user name (whether or not there is such an account) and by address. A name is kept as a
-- digest: people mistype passwords into it.
CREATE TABLE sign_in_failure (
    kind text NOT NULL CONSTRAINT sign_in_failure_kind_known CHECK (kind IN ('NAME', 'ADDRESS', 'RESET')),
    subject text NOT NULL,
    failures integer NOT NULL,
    blocked_until timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    CONSTRAINT sign_in_failure_pk PRIMARY KEY (kind, subject)
) WITH (fillfactor = 70);

CREATE INDEX sign_in_failure_old ON sign_in_failure (last_at);
