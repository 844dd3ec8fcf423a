CREATE TABLE second_factor (
    account_id uuid CONSTRAINT second_factor_pk PRIMARY KEY
        CONSTRAINT second_factor_account_fk REFERENCES account (id),
    secret bytea NOT NULL,
    is_encrypted boolean NOT NULL,
    -- The latest time step whose code was accepted: a code is good once.
    last_step bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz
);

CREATE TABLE recovery_code (
    account_id uuid NOT NULL CONSTRAINT recovery_code_factor_fk REFERENCES second_factor (account_id)
        ON DELETE CASCADE,
    digest bytea NOT NULL CONSTRAINT recovery_code_digest_length CHECK (octet_length(digest) = 32),
    used_at timestamptz,
    CONSTRAINT recovery_code_pk PRIMARY KEY (account_id, digest)
);
