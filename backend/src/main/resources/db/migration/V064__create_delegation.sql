-- An enterprise lets another organisation act for it.
CREATE TABLE delegation (
    id uuid CONSTRAINT delegation_pk PRIMARY KEY,
    principal_organization_id uuid NOT NULL CONSTRAINT delegation_principal_fk REFERENCES organization (id),
    agent_organization_id uuid NOT NULL CONSTRAINT delegation_agent_fk REFERENCES organization (id),
    scopes text[] NOT NULL CONSTRAINT delegation_scopes_some CHECK (cardinality(scopes) > 0),
    valid_from timestamptz NOT NULL,
    valid_until timestamptz NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL,
    revoked_at timestamptz,
    revoked_by uuid,
    revocation_reason text,
    CONSTRAINT delegation_two_sides CHECK (principal_organization_id <> agent_organization_id),
    CONSTRAINT delegation_validity_ordered CHECK (valid_from < valid_until),
    CONSTRAINT delegation_revocation_whole CHECK (num_nulls(revoked_at, revoked_by) IN (0, 2))
);

CREATE INDEX delegation_principal_list ON delegation (principal_organization_id, id);
CREATE INDEX delegation_agent_list ON delegation (agent_organization_id, id);
