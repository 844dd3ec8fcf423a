-- Table of identity.
-- A role with a say over others is given by one person with another's consent: to a member, or to those whom invitations name.
CREATE TABLE role_grant (
    id                uuid        NOT NULL,
    organization_id   uuid,
    account_id        uuid,
    account_version   integer,
    organization_role text,
    roles             text[]      NOT NULL,
    added_roles       text[]      NOT NULL,
    status            text        NOT NULL,
    exempt            boolean     NOT NULL,
    proposed_by       uuid        NOT NULL,
    proposed_at       timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    decided_by        uuid,
    decided_at        timestamptz,
    reason            text,
    CONSTRAINT role_grant_pk PRIMARY KEY (id),
    CONSTRAINT role_grant_organization_fk FOREIGN KEY (organization_id) REFERENCES organization (id),
    CONSTRAINT role_grant_account_fk FOREIGN KEY (account_id) REFERENCES account (id),
    CONSTRAINT role_grant_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES account (id),
    CONSTRAINT role_grant_decided_by_fk FOREIGN KEY (decided_by) REFERENCES account (id),
    CONSTRAINT role_grant_member_whole CHECK (num_nulls(account_id, account_version, organization_role) IN (0, 3)),
    CONSTRAINT role_grant_member_somewhere CHECK (account_id IS NULL OR organization_id IS NOT NULL),
    CONSTRAINT role_grant_status_known CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED')),
    CONSTRAINT role_grant_decision_whole CHECK ((decided_at IS NULL) = (status = 'PROPOSED')
        AND num_nulls(decided_by, reason) = CASE WHEN status = 'PROPOSED' OR exempt THEN 2 ELSE 0 END),
    -- The first administrator alone invites the second.
    CONSTRAINT role_grant_exempt CHECK (NOT exempt
        OR status = 'APPROVED' AND account_id IS NULL AND roles = ARRAY['SYSADMIN']),
    CONSTRAINT role_grant_four_eyes CHECK (status <> 'APPROVED' OR exempt
        OR decided_by <> proposed_by AND decided_by IS DISTINCT FROM account_id)
);

COMMENT ON COLUMN role_grant.organization_id IS 'null when a file names people of several';
COMMENT ON COLUMN role_grant.account_version IS 'the version of the member that was proposed: whatever changes it later ends the proposal';
COMMENT ON COLUMN role_grant.added_roles IS 'those of roles that the person does not have yet';

CREATE INDEX role_grant_list ON role_grant (organization_id, id);
CREATE UNIQUE INDEX role_grant_account ON role_grant (account_id, account_version) WHERE account_id IS NOT NULL;

-- An invitation that waits for consent has no token yet, and remembers how the mail will address the person.
ALTER TABLE invitation
    ALTER COLUMN digest DROP NOT NULL,
    ADD COLUMN role_grant_id uuid CONSTRAINT invitation_role_grant_fk REFERENCES role_grant (id),
    ADD COLUMN guest_name text,
    ADD CONSTRAINT invitation_waits_for_grant CHECK (digest IS NOT NULL OR role_grant_id IS NOT NULL AND accepted_at IS NULL),
    ADD CONSTRAINT invitation_guest_name_until_sent CHECK (guest_name IS NULL OR digest IS NULL);

CREATE INDEX invitation_role_grant ON invitation (role_grant_id) WHERE role_grant_id IS NOT NULL;
