-- Whose access tokens are refused although they have not expired: a session, an account or an API client. Every node
-- reads the rows of the last minutes every few seconds; older ones say nothing any more.
CREATE TABLE token_revocation (
    subject uuid CONSTRAINT token_revocation_pk PRIMARY KEY,
    revoked_at timestamptz NOT NULL
);

CREATE INDEX token_revocation_recent ON token_revocation (revoked_at);

INSERT INTO token_revocation (subject, revoked_at) SELECT id, revoked_at FROM api_client WHERE revoked_at IS NOT NULL;
DROP INDEX api_client_revoked;
