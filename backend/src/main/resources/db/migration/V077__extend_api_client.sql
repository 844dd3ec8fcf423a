ALTER TABLE api_client
    ADD COLUMN previous_secret_hash bytea CONSTRAINT api_client_previous_secret_hash_length
        CHECK (octet_length(previous_secret_hash) = 32),
    ADD COLUMN previous_secret_until timestamptz,
    ADD COLUMN jwks text,
    ADD COLUMN expires_at timestamptz,
    ADD COLUMN last_used_at timestamptz,
    ADD CONSTRAINT api_client_previous_secret_whole
        CHECK ((previous_secret_hash IS NULL) = (previous_secret_until IS NULL));

-- A client that signs assertions with a key of its own needs no secret.
ALTER TABLE api_client ALTER COLUMN secret_hash DROP NOT NULL;
ALTER TABLE api_client ADD CONSTRAINT api_client_credential CHECK (secret_hash IS NOT NULL OR jwks IS NOT NULL);

-- Assertions are good once (RFC 7523 §3); a row is of no use when its assertion has expired.
CREATE TABLE client_assertion (
    api_client_id uuid NOT NULL CONSTRAINT client_assertion_client_fk REFERENCES api_client (id),
    digest bytea NOT NULL CONSTRAINT client_assertion_digest_length CHECK (octet_length(digest) = 32),
    expires_at timestamptz NOT NULL,
    CONSTRAINT client_assertion_pk PRIMARY KEY (api_client_id, digest)
);

CREATE INDEX client_assertion_expired ON client_assertion (expires_at);
