CREATE TABLE account (
    id uuid CONSTRAINT account_pk PRIMARY KEY,
    username text NOT NULL CONSTRAINT account_username_unique UNIQUE
        CONSTRAINT account_username_lower CHECK (username = lower(username)),
    display_name text NOT NULL,
    password_hash text NOT NULL,
    password_changed_at timestamptz NOT NULL,
    must_change_password boolean NOT NULL DEFAULT false,
    roles text[] NOT NULL CONSTRAINT account_roles_known
        CHECK (roles <@ ARRAY['ENTERPRISE', 'PROVIDER', 'AUTHORITY', 'FINANCE', 'AUDITOR', 'SYSADMIN']),
    organization_id uuid CONSTRAINT account_organization_fk REFERENCES organization (id),
    disabled_at timestamptz,
    created_at timestamptz NOT NULL
);
