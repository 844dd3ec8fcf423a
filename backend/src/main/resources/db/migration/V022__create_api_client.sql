CREATE TABLE api_client (
    id uuid CONSTRAINT api_client_pk PRIMARY KEY,
    client_id text NOT NULL CONSTRAINT api_client_client_id_unique UNIQUE,
    organization_id uuid NOT NULL CONSTRAINT api_client_organization_fk REFERENCES organization (id),
    name text NOT NULL,
    secret_hash bytea NOT NULL CONSTRAINT api_client_secret_hash_length CHECK (octet_length(secret_hash) = 32),
    scopes text[] NOT NULL CONSTRAINT api_client_scopes_known
        CHECK (scopes <@ ARRAY['catalogue:write', 'catalogue:read', 'orders:write', 'usage:write']),
    created_at timestamptz NOT NULL,
    created_by uuid,
    revoked_at timestamptz,
    revoked_by uuid
);

CREATE INDEX api_client_organization_list ON api_client (organization_id, id);
-- Every node asks every few seconds which clients were revoked within the life of an access token.
CREATE INDEX api_client_revoked ON api_client (revoked_at) WHERE revoked_at IS NOT NULL;
