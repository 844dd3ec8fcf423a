ALTER TABLE account
    ADD COLUMN email text CONSTRAINT account_email_form CHECK (email = lower(email) AND position('@' in email) > 1),
    ADD COLUMN organization_role text CONSTRAINT account_organization_role_known
        CHECK (organization_role IN ('OWNER', 'HANDLER', 'VIEWER')),
    ADD COLUMN version integer NOT NULL DEFAULT 0,
    ADD COLUMN disabled_by uuid;

-- Whoever was there before there were roles inside an organisation managed all of it.
UPDATE account SET organization_role = 'OWNER' WHERE organization_id IS NOT NULL;

ALTER TABLE account ADD CONSTRAINT account_organization_role_where
    CHECK ((organization_id IS NULL) = (organization_role IS NULL));

CREATE UNIQUE INDEX account_email_unique ON account (email);
CREATE INDEX account_organization_list ON account (organization_id, id);
