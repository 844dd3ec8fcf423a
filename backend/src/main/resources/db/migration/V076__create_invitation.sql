CREATE TABLE invitation (
    id uuid CONSTRAINT invitation_pk PRIMARY KEY,
    organization_id uuid NOT NULL CONSTRAINT invitation_organization_fk REFERENCES organization (id),
    email text NOT NULL CONSTRAINT invitation_email_form CHECK (email = lower(email) AND position('@' in email) > 1),
    organization_role text NOT NULL CONSTRAINT invitation_organization_role_known
        CHECK (organization_role IN ('OWNER', 'HANDLER', 'VIEWER')),
    roles text[] NOT NULL CONSTRAINT invitation_roles_known
        CHECK (roles <@ ARRAY['ENTERPRISE', 'PROVIDER', 'AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']),
    digest bytea NOT NULL CONSTRAINT invitation_digest_length CHECK (octet_length(digest) = 32),
    invited_by uuid,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    account_id uuid CONSTRAINT invitation_account_fk REFERENCES account (id),
    withdrawn_at timestamptz,
    CONSTRAINT invitation_acceptance_whole CHECK ((accepted_at IS NULL) = (account_id IS NULL)),
    CONSTRAINT invitation_ends_once CHECK (accepted_at IS NULL OR withdrawn_at IS NULL)
);

CREATE INDEX invitation_organization_list ON invitation (organization_id, id);
-- Whoever is invited once more can use the last mail only.
CREATE UNIQUE INDEX invitation_open_unique ON invitation (organization_id, email)
    WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
