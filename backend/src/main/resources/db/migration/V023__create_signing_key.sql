CREATE TABLE signing_key (
    kid text CONSTRAINT signing_key_pk PRIMARY KEY,
    public_key bytea NOT NULL,
    private_key bytea NOT NULL,
    is_encrypted boolean NOT NULL,
    created_at timestamptz NOT NULL,
    active_from timestamptz NOT NULL
);
