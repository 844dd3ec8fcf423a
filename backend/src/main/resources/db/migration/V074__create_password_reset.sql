CREATE TABLE password_reset (
    id uuid CONSTRAINT password_reset_pk PRIMARY KEY,
    account_id uuid NOT NULL CONSTRAINT password_reset_account_fk REFERENCES account (id),
    digest bytea NOT NULL CONSTRAINT password_reset_digest_length CHECK (octet_length(digest) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

CREATE INDEX password_reset_account ON password_reset (account_id, created_at);
